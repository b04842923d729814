"""When somebody can have been born."""

from datetime import date

from motcua.kernel.types import Refusal
from motcua.parties.types import BirthDate

_OLDEST_YEARS = 130


def check(born: BirthDate, *, on: date) -> Refusal | None:
    """Nobody is born after the day of filing, or declares at more than 130 years of age."""
    if not born.exists:
        return Refusal("birth_date_unreadable")
    if date(born.year, born.month or 1, born.day or 1) > on:
        return Refusal("birth_date_in_future")
    if on.year - born.year > _OLDEST_YEARS:
        return Refusal("birth_date_too_old", {"years": _OLDEST_YEARS})
    return None

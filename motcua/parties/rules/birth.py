"""Dates of birth as people write them."""

import re
from datetime import date

from motcua.kernel.types import Refusal
from motcua.parties.types import BirthDate

_SHAPES = (
    re.compile(r"(?P<day>[0-9]{1,2})[/.\- ](?P<month>[0-9]{1,2})[/.\- ](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<month>[0-9]{1,2})[/.\-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})"),
)
_OLDEST_YEARS = 130


def read(text: str) -> BirthDate | Refusal:
    """A whole date (03/05/1947), a month (05/1947) or only a year (1947); a refusal for anything else."""
    for shape in _SHAPES:
        match = shape.fullmatch(text.strip())
        if match is None:
            continue
        parts = {name: int(value) for name, value in match.groupdict().items()}
        born = BirthDate(parts["year"], parts.get("month"), parts.get("day"))
        return born if _exists(born) else Refusal("birth_date_unreadable")
    return Refusal("birth_date_unreadable")


def check(born: BirthDate, *, on: date) -> Refusal | None:
    """Nobody is born after the day of filing, or declares at more than 130 years of age."""
    if not _exists(born):
        return Refusal("birth_date_unreadable")
    if date(born.year, born.month or 1, born.day or 1) > on:
        return Refusal("birth_date_in_future")
    if on.year - born.year > _OLDEST_YEARS:
        return Refusal("birth_date_too_old", {"years": _OLDEST_YEARS})
    return None


def _exists(born: BirthDate) -> bool:
    try:
        date(born.year, born.month or 1, born.day or 1)
    except ValueError:
        return False
    return born.day is None or born.month is not None

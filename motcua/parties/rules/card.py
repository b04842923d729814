"""The QR code of the identity card.

Its fields are separated by `|`: number, old number, name, date of birth, sex, residence, date of issue. Some cards and
scanners leave the old number out, so that six fields come instead of seven, and the card of 2024 adds more behind.
Fields are therefore known by their shape, never by their place.
"""

import re
from datetime import date

from motcua.kernel.types import Refusal
from motcua.parties.rules.names import as_typed
from motcua.parties.types import BirthDate, CardReading, IdentityKind, Sex

_PERSONAL_NUMBER = re.compile(r"[0-9]{12}")
_OLD_NUMBER = re.compile(r"[0-9]{9}|[0-9]{12}")
_DAY = re.compile(r"[0-9]{8}")
_SEXES = {"nam": Sex.MALE, "nữ": Sex.FEMALE}
_FEWEST_FIELDS = 3
_NUMBERS = (
    (_PERSONAL_NUMBER, IdentityKind.PERSONAL_NUMBER),
    (re.compile(r"[0-9]{9}"), IdentityKind.OLD_IDENTITY_CARD),
    (re.compile(r"[0-9]{10}(-?[0-9]{3})?"), IdentityKind.TAX_CODE),
)


def read(scanned: str) -> CardReading | Refusal:
    """What the card says, or a refusal when this is not the QR code of an identity card."""
    fields = [as_typed(field) for field in scanned.strip("\ufeff\r\n\t ").split("|")]
    number = next((field for field in fields if _PERSONAL_NUMBER.fullmatch(field)), None)
    if number is None or len(fields) < _FEWEST_FIELDS:
        return Refusal("card_unreadable")
    after = fields[fields.index(number) + 1 :]
    texts = [(place, field) for place, field in enumerate(after) if _is_text(field)]
    if not texts:
        return Refusal("card_unreadable")
    name_place, name = texts[0]
    days = [(place, field) for place, field in enumerate(after) if _DAY.fullmatch(field)]
    born = next((_birth(field) for place, field in days if place > name_place), None)
    issued = next((_issue(field) for _, field in days[1:]), None)
    return CardReading(
        number=number,
        name=name,
        old_number=next((field for field in after[:name_place] if _OLD_NUMBER.fullmatch(field)), ""),
        born=born,
        sex=next((_SEXES[field.lower()] for field in after if field.lower() in _SEXES), None),
        address=texts[1][1] if len(texts) > 1 else "",
        issued_on=issued,
    )


def kind_of_number(scanned: str) -> IdentityKind | None:
    """The register of a number that was scanned alone: by its length, as each register writes its own."""
    number = scanned.strip()
    return next((kind for shape, kind in _NUMBERS if shape.fullmatch(number)), None)


def _is_text(field: str) -> bool:
    return any(character.isalpha() for character in field) and field.lower() not in _SEXES


def _birth(field: str) -> BirthDate | None:
    day, month, year = int(field[:2]), int(field[2:4]), int(field[4:])
    if day == 0 and month == 0:
        return BirthDate(year)
    if day == 0 and 1 <= month <= 12:
        return BirthDate(year, month)
    whole = _issue(field)
    return BirthDate.of(whole) if whole else None


def _issue(field: str) -> date | None:
    try:
        return date(int(field[4:]), int(field[2:4]), int(field[:2]))
    except ValueError:
        return None

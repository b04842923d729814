"""The personal identification number (số định danh cá nhân), printed on the identity card.

Luật Căn cước Đ12: twelve digits, one per person. NĐ 137/2015 Đ13: three digits for the province or country where the
birth was registered, one for century and sex, two for the year of birth, six at random. There is no check digit, so a
mistyped number can only be caught by what else is declared.
"""

import re
from dataclasses import dataclass
from datetime import date

from motcua.kernel.types import Refusal
from motcua.parties.types import BirthDate, Sex

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
_SEPARATORS = re.compile(r"[\s.\-]+")
_FIRST_CENTURY = 1900
_FIRST_COUNTRY = 100
PROVINCES = frozenset(
    (
        *(
            1,
            2,
            4,
            6,
            8,
            10,
            11,
            12,
            14,
            15,
            17,
            19,
            20,
            22,
            24,
            25,
            26,
            27,
            30,
            31,
            33,
            34,
            35,
            36,
            37,
            38,
            40,
            42,
            44,
            45,
        ),
        *(
            46,
            48,
            49,
            51,
            52,
            54,
            56,
            58,
            60,
            62,
            64,
            66,
            67,
            68,
            70,
            72,
            74,
            75,
            77,
            79,
            80,
            82,
            83,
            84,
            86,
            87,
            89,
            91,
        ),
        *(92, 93, 94, 95, 96),
    )
)
"""The provinces of birth registration, by the numbers of the 63 provinces: a number outlives a merger."""


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What a well-formed number says."""

    digits: str
    place: int
    sex: Sex
    birth_year: int


def tidy(text: str) -> str:
    """The number without the blanks, dots and dashes people put in it."""
    return _SEPARATORS.sub("", text)


def read(text: str) -> PersonalNumber | Refusal:
    """The parts of a personal number, or a refusal when it is not twelve digits (Luật Căn cước Đ12)."""
    digits = tidy(text)
    if not _TWELVE_DIGITS.fullmatch(digits):
        return Refusal("personal_number_malformed", {"length": len(digits)}, "Luật Căn cước Đ12")
    century_and_sex = int(digits[3])
    return PersonalNumber(
        digits=digits,
        place=int(digits[:3]),
        sex=Sex.FEMALE if century_and_sex % 2 else Sex.MALE,
        birth_year=_FIRST_CENTURY + 100 * (century_and_sex // 2) + int(digits[4:6]),
    )


def contradictions(number: PersonalNumber, *, born: BirthDate | None, sex: Sex | None, on: date) -> tuple[Refusal, ...]:
    """What does not fit between the number and the rest. To be confirmed, not refused: registers err."""
    found = []
    if number.place < _FIRST_COUNTRY and number.place not in PROVINCES:
        found.append(Refusal("personal_number_unknown_place", {"place": f"{number.place:03d}"}, "NĐ 137/2015 Đ13"))
    if number.birth_year > on.year:
        found.append(Refusal("personal_number_not_yet_born", {"year": str(number.birth_year)}, "NĐ 137/2015 Đ13"))
    if born is not None and born.year != number.birth_year:
        years = {"number_year": str(number.birth_year), "declared_year": str(born.year)}
        found.append(Refusal("personal_number_birth_year_differs", years, "NĐ 137/2015 Đ13"))
    if sex is not None and sex is not number.sex:
        found.append(Refusal("personal_number_sex_differs", {}, "NĐ 137/2015 Đ13"))
    return tuple(found)

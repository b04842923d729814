"""Templates of results and letters, the fields they declare, and a letter that is to be printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field holds, and how it is written on the paper."""

    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    MONEY = "money"
    """An amount in đồng."""
    LIST = "list"
    """Several texts, one under the other."""


FieldValue = str | int | date | datetime | tuple[str, ...]
"""What a field is filled with: text, an amount, a day, an instant, several texts."""


@dataclass(frozen=True, slots=True)
class LetterField:
    """One thing a template asks for. A required one that is empty stops the paper. `sample` is invented.

    `filled_from` says what a house that knows it proposes, such as `applicant.name`; a person confirms it.
    """

    key: str
    label: str
    label_en: str
    kind: FieldKind
    is_required: bool
    sample: FieldValue
    filled_from: str = ""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A version of a template. `valid_from` and `valid_to` are days, both inclusive; without `valid_to` it holds still.

    `kind_code` is the kind of result it is for, empty for a letter and where it serves several. `is_numbered`: it
    cannot go out without a number. `drawing` is its Typst source. `ends_with` is the field that says until which day
    the result holds, if one does.
    """

    key: str
    number: int
    name: str
    title: str
    kind_code: str
    law: str
    is_numbered: bool
    valid_from: date
    valid_to: date | None
    fields: tuple[LetterField, ...]
    drawing: str
    ends_with: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether a paper of that day is written by this version."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues it, where, under which number, and who signs in which capacity (KT., TL., TUQ.)."""

    issuer: str
    place: str
    signer: str
    signer_title: str
    superior: str = ""
    number: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to be printed. `verify_address` is printed as a QR code: there anybody sees whether the result holds."""

    template: LetterTemplate
    head: Letterhead
    values: Mapping[str, FieldValue] = field(default_factory=dict)
    verify_address: str = ""

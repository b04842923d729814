"""What several official papers name alike: the form, its head, people, enclosures, money."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: its number and title, and the circular that made it. Dated data of the regime, given by it."""

    number: str
    title: str
    circular: str


class Copy(StrEnum):
    """For whom a copy (liên) is printed."""

    KEPT = "kept"  # liên lưu: it travels with the dossier
    GIVEN = "given"  # liên giao khách hàng


class PageSize(StrEnum):
    """How large a slip is printed; books and lists have the size of their form."""

    A5 = "a5"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a copy is printed: its size, English beside the labels or not, and what marks it as no first printing."""

    size: PageSize = PageSize.A5
    is_bilingual: bool = False
    mark: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Self:
        """What an address asks for: `size=a4`, `labels=both`; what it does not say is as the form has it."""
        size = query.get("size", "")
        return cls(PageSize(size) if size in set(PageSize) else PageSize.A5, query.get("labels") == "both")


PLAIN: Final = Sheet()
"""The first printing, as its form has it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a paper: the agency that issues it, where, the superior agency if any, and under which number.

    `number` is the whole reference, such as `15/TTPVHCC`; without it the number is left open for the clerk.
    """

    issuer: str
    place: str
    superior: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named on a paper. `identity` is what stands before the number: *Số định danh cá nhân* and the like."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and in which capacity: `capacity` is KT., TL., TUQ. with the office stood in for, if any."""

    name: str
    title: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One paper handed in, with how many of each sort."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """One fee (phí) or charge (lệ phí) in đồng. `state` says whether it was paid, is owed, or is waived."""

    name: str
    amount: int
    state: str = ""

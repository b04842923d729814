"""What several official papers name alike: the form, its head, people, enclosures, money."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from motcua.organisation.types import PageSize


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


_LABELS: Final[Mapping[str, bool]] = {"vi": False, "both": True}


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a copy is printed: its size, English beside the labels or not, and what marks it as no first printing.

    None leaves it to the agency of whoever prints; where that says nothing either, a slip is A5 and Vietnamese.
    """

    size: PageSize | None = None
    is_bilingual: bool | None = None
    mark: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Self:
        """What an address asks for: `size=a4`, `labels=both` or `vi`; what it does not say the agency does."""
        size, labels = query.get("size", ""), query.get("labels", "")
        return cls(PageSize(size) if size in set(PageSize) else None, _LABELS.get(labels))


PLAIN: Final = Sheet()
"""The first printing, as the agency has its forms."""


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

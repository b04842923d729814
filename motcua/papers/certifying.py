"""The register book of certifications, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.papers.parts import Form, Head


@dataclass(frozen=True, slots=True)
class CertificationLine:
    """One number of the book. `on` is the day as the book writes it."""

    number: str
    on: str
    person: str
    paper: str
    signer: str
    pages: int
    copies: int
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationBook:
    """Sổ chứng thực: every certification of one kind, in the order of its numbers.

    `certified`, the number of copies, and `amount` are sums.
    """

    template: ClassVar[str] = "certification_book"
    form: Form
    head: Head
    since: date
    until: date
    book: str
    requests: int
    certified: int
    amount: int
    lines: tuple[CertificationLine, ...] = ()

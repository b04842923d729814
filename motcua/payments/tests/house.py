"""A desk that takes money: the people of a commune, a receipt book, and dossiers that owe fees."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.dossier.types import OwedFee
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import Role
from motcua.payments import commands
from motcua.payments.types import Method, Place, Tender
from motcua.process.tests.house import House, Person, at_work, on

MORNING = on("02/03 09:00")
SERIES = "AA-26P"
CASH = Tender(Method.CASH, given=100_000)


@dataclass(frozen=True)
class Counter:
    """The house, whoever keeps its books, and the book that lies at the desk."""

    house: House
    head: Person
    place: Place
    book_id: int

    @property
    def cashier(self) -> Person:
        """Whoever sits at the desk."""
        return self.house.desk

    def receive(self, *amounts: int, at: datetime = MORNING) -> int:
        """A dossier that owes these fees, called fee1, fee2 and so on."""
        fees = tuple(OwedFee(f"fee{place}", amount, reason="Phí") for place, amount in enumerate(amounts, start=1))
        return self.house.receive(at, fees=fees).dossier_id

    def pay(self, fees: Mapping[int, Any], expected: int, *, at: datetime = MORNING, **changes: Any) -> int:
        """The desk takes the money."""
        values: dict[str, Any] = {
            "actor": self.cashier.actor,
            "scope": self.cashier.scope,
            "place": self.place,
            "book_id": self.book_id,
            "tender": CASH,
        }
        return commands.pay(**{**values, "at": at, "fees": fees, "expected": expected, **changes})

    def by(self, who: Person | None = None, at: datetime = MORNING) -> dict[str, Any]:
        """Whoever acts, and when."""
        who = who or self.cashier
        return {"actor": who.actor, "scope": who.scope, "at": at}


def counter(here: House, *, first: int = 1, last: int = 50) -> Counter:
    """The desk with an open book."""
    centre = here.office.receiving
    chief = at_work(holder(centre, Role.SUPERVISOR, "QN-17", "Trịnh Văn Quản"))
    place = Place(centre)
    book_id = commands.open_book(
        actor=chief.actor, scope=chief.scope, at=on("02/03 07:30"), place=place, series=SERIES, first=first, last=last
    )
    return Counter(here, chief, place, book_id)


def elsewhere() -> Place:
    """The centre of the province, which has its own money."""
    return Place(organisation.agency_by_code("H49.99", on=MORNING.date()).id)


def stranger() -> Person:
    """A cashier there."""
    return at_work(holder(elsewhere().agency_id, Role.RECEPTIONIST, "QN-18", "Lý Thị Khác"))


def transfer(reference: str = "FT26061123456") -> Tender:
    """A transfer that the cashier saw arrive."""
    return replace(CASH, method=Method.TRANSFER, given=None, reference=reference)


def name_of(person: Person) -> str:
    """What somebody is called."""
    return organisation.officer_names([person.id])[person.id]

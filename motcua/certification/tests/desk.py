"""The certification desk of Hồng Gai ward, on a Monday morning of the sample, with a book of receipts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.certification import commands, queries
from motcua.certification.types import CertificationRequest, Certified
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.parties.types import Party, PartyKind
from motcua.payments import commands as payments
from motcua.payments.types import Place
from motcua.process import queries as process
from motcua.process.tests.house import Person, at_work

MORNING = datetime(2026, 11, 2, 9, 0)
COPIES, SIGNATURES, A_BIRTH = "2.000815", "2.000884", "1.001193"
COMMUNE = "06685"
AN = Party(PartyKind.PERSON, "Nguyễn Văn An")


@dataclass(frozen=True)
class CertificationDesk:
    """Whoever sits there, the book of receipts, and who signs."""

    clerk: Person
    place: Place
    book_id: int
    signer_id: int

    def certify(
        self, *, at: datetime = MORNING, who: Person | None = None, key: Any = None, **changes: Any
    ) -> Certified:
        """Somebody asks for a copy of a paper of one page, unless it is said otherwise."""
        place = changes.pop("place", self.place)
        asked: dict[str, Any] = {
            "code": COPIES,
            "commune_code": COMMUNE,
            "person": AN,
            "paper": "Bằng tốt nghiệp đại học",
            "pages": 1,
            "copies": 1,
            "signer_id": self.signer_id,
            "book_id": self.book_id,
        }
        worker = who or self.clerk
        return commands.certify(
            actor=worker.actor,
            scope=worker.scope,
            at=at,
            place=place,
            asked=CertificationRequest(**{**asked, **changes}),
            key=key,
        )

    @property
    def today(self) -> Any:
        """What the desk did."""
        return queries.day(self.clerk.scope, self.place.agency_id, MORNING.date())


def somebody(role: Role, agency_code: str) -> Person:
    """Whoever holds that role there, of the sample."""
    day = MORNING.date()
    agency_id = organisation.agency_by_code(agency_code, on=day).id
    held = organisation.holdings(on=day, agency_ids=[agency_id])
    return at_work(next(one.officer_id for one in held if one.post.role is role), day=day)


def opened() -> CertificationDesk:
    """The desk, with a book of receipts."""
    centre_id = organisation.agency_by_code("H49.201.99", on=MORNING.date()).id
    committee_id = organisation.agency_by_code("H49.201", on=MORNING.date()).id
    head, clerk = somebody(Role.SUPERVISOR, "H49.201.99"), somebody(Role.RECEPTIONIST, "H49.201.99")
    place = Place(centre_id)
    book_id = payments.open_book(
        actor=head.actor, scope=head.scope, at=MORNING, place=place, series="AA-26P", first=1, last=50
    )
    signer = process.signatories(committee_id, on=MORNING.date())[0]
    return CertificationDesk(clerk, place, book_id, signer.officer_id)

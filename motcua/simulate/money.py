"""A desk that has begun its day: whoever looks at a demonstration finds visits, a book, receipts, what was certified,
and somebody who still has to pay.

The long history knows only the numbers of its receipts, as one that was brought over from another system does.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.certification import commands as certification
from motcua.certification.types import CertificationRequest
from motcua.counter import commands as counter
from motcua.intake import queries as desk
from motcua.intake.types import Application, Request
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.parties.types import DeclarationInput
from motcua.payments import commands as payments
from motcua.payments import queries as owed
from motcua.payments.types import Method, Place, Tender
from motcua.process import queries as process
from motcua.simulate import applying, people
from motcua.simulate.staff import Staff, Worker

PROCEDURE = "2.000635"
"""Copies of extracts of civil status: a fee for each copy."""
_FEE = frozenset({"copy"})
_CENTRE, _COMMITTEE, _COMMUNE = "H49.201.99", "H49.201", "06685"
_SERIES, _ELECTRONIC_SERIES = "AA-26P", "AA-26E"
"""Of the receipts at the desk, and of those for what is paid online."""
_BANK = ("970403", "Sacombank", "000000012345", "PHUONG HONG GAI (MAU)")
_VISITS = (
    (1, Tender(Method.CASH, given=10_000)),
    (2, Tender(Method.CASH, given=20_000)),
    (1, Tender(Method.TRANSFER, reference="FT00000000001")),
    (1, None),
)
"""How many dossiers each visitor brings, and how he pays; the last one still stands at the desk."""
_CERTIFIED = (("2.000815", "Bằng tốt nghiệp đại học", 2, 3), ("2.000815", "Giấy khai sinh", 1, 2))
"""What is certified: procedure, paper, pages and copies."""


def write(now: Callable[[], datetime]) -> list[int]:
    """Opens the book, lets the visitors pay, and certifies a few papers; the ids of the visitors' payments."""
    today = now().date()
    staff, rng = Staff(today), Random(22)
    centre_id = organisation.agency_by_code(_CENTRE, on=today).id
    head = staff.anybody(rng, Role.SUPERVISOR, agency_id=centre_id)
    cashier = staff.anybody(rng, Role.RECEPTIONIST, agency_id=centre_id)
    place = _place_of(cashier)
    by: dict[str, Any] = {"actor": head.actor, "scope": head.scope}
    book_id = payments.open_book(**by, at=now(), place=place, series=_SERIES, first=1, last=50)
    whole = Place(place.agency_id)
    payments.open_book(**by, at=now(), place=whole, series=_ELECTRONIC_SERIES, first=1, last=10_000)
    code, name, number, holder = _BANK
    payments.decide_account(
        **by, at=now(), agency_id=place.agency_id, bank_code=code, bank_name=name, number=number, holder=holder
    )
    paid = []
    for many, tender in _VISITS:
        dossiers = _visit(rng, cashier, place, many, at=now())
        if tender is not None:
            paid.append(_pay(cashier, dossiers, tender, place=place, book_id=book_id, at=now()))
    _certify(rng, cashier, place, book_id, now)
    return paid


def _place_of(cashier: Worker) -> Place:
    """Where he sits, so that he finds the day as his own."""
    (post,) = organisation.posts_by_id([one for one in (cashier.actor.post_id,) if one is not None]).values()
    return Place(post.agency_id, post.desk_id)


def _visit(rng: Random, cashier: Worker, place: Place, many: int, *, at: datetime) -> list[int]:
    """Somebody comes to the desk with so many papers; the ids of his dossiers."""
    version = catalogue.version_of(PROCEDURE, at.date())
    case = version.cases[0].key if version is not None and version.cases else ""
    request = Request(procedure_code=PROCEDURE, case_key=case, commune_code=_COMMUNE, asked_for=_FEE)
    applicant = people.person(rng, commune=_COMMUNE, commune_name=organisation.commune(_COMMUNE).name)
    application = Application(
        request=request,
        declaration=DeclarationInput(applicants=(applicant,)),
        components=applying.brought(rng, desk.sheet(request, at=at)),
    )
    visit_id, dossiers = None, []
    for _number in range(many):
        taken = counter.take_in(
            actor=cashier.actor,
            scope=cashier.scope,
            at=at,
            receiving_agency_id=place.agency_id,
            desk_id=place.desk_id,
            application=application,
            visit_id=visit_id,
        )
        visit_id = taken.visit_id
        dossiers.append(taken.receipt.dossier_id)
    return dossiers


def _certify(rng: Random, cashier: Worker, place: Place, book_id: int, now: Callable[[], datetime]) -> None:
    committee_id = organisation.agency_by_code(_COMMITTEE, on=now().date()).id
    signer = process.signatories(committee_id, on=now().date())[0]
    for code, paper, pages, copies in _CERTIFIED:
        certification.certify(
            actor=cashier.actor,
            scope=cashier.scope,
            at=now(),
            place=place,
            asked=CertificationRequest(
                code=code,
                commune_code=_COMMUNE,
                person=people.person(rng, commune=_COMMUNE, commune_name=organisation.commune(_COMMUNE).name),
                paper=paper,
                pages=pages,
                copies=copies,
                signer_id=signer.officer_id,
                book_id=book_id,
            ),
        )


def _pay(cashier: Worker, dossiers: Sequence[int], tender: Tender, *, place: Place, book_id: int, at: datetime) -> int:
    owing = owed.owing(cashier.scope, dossiers, at=at)
    return payments.pay(
        actor=cashier.actor,
        scope=cashier.scope,
        at=at,
        place=place,
        book_id=book_id,
        fees={one.dossier_id: [line.key for line in one.lines] for one in owing},
        tender=tender,
        expected=sum(one.total for one in owing),
    )

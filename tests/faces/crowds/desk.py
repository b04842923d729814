"""What a desk has by the hundred: money, certifications, parcels, lists of papers, sheets that wait."""

from dataclasses import replace
from datetime import date, datetime, time

from motcua.certification.models import Certified
from motcua.counter.models import KeptSheet, Pad, Parcel
from motcua.dossier.models import Dossier
from motcua.dossier.rows import facts_of, row_of
from motcua.dossier.types import OwedFee
from motcua.organisation.models import AgencyPeriod, Holding
from motcua.parties.models import Unfiled
from motcua.passing.models import Line as PaperLine
from motcua.passing.models import PaperList
from motcua.payments.models import Arrival, Book, Line, Order, Payment, Receipt, Repayment, Statement, Till
from motcua.postal.models import Shipment
from tests.faces.crowds.copying import DAY, NUMBERS
from tests.faces.crowds.dossiers import dossiers
from tests.faces.people import A_BIRTH

TILL = 900_000
"""The number of the till in which `payments` lie."""
_RECEIPT_BOOK = 900_000


def debts(model: int, number: int) -> None:
    """Dossiers that owe a fee."""
    facts = replace(facts_of(Dossier.objects.get(id=model).facts), fees=(OwedFee("fee", 5_000),))
    dossiers(model, number, fees_due=5_000, facts=row_of(facts)["facts"])


def payments(model: int, number: int, officer_id: int, *, on: date) -> None:
    """Payments that a cashier took on that day for the one dossier, each with its receipt."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    at = datetime.combine(on, time(8))
    Till.objects.get_or_create(
        id=TILL,
        defaults={"agency_id": agency, "desk_id": _desk_of(agency, officer_id), "officer_id": officer_id, "day": on},
    )
    book = _book(agency, _RECEIPT_BOOK)
    made = Payment.objects.bulk_create(
        Payment(till_id=TILL, agency_id=agency, method="cash", amount=5_000, given=5_000, reference="", paid_at=at)
        for _number in range(number)
    )
    Line.objects.bulk_create(
        Line(payment=one, dossier_id=model, fee_key=f"fee{next(NUMBERS)}", amount=5_000) for one in made
    )
    Receipt.objects.bulk_create(Receipt(payment=one, book=book, number=next(NUMBERS), issued_at=at) for one in made)


def certified(model: int, number: int, *, on: date) -> None:
    """What was certified on that day, free of charge, each for somebody of his own."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    Certified.objects.bulk_create(
        Certified(
            dossier_id=one.pk, agency_id=agency, resolving_agency_id=one.resolving_agency_id, day=on,
            procedure_code="2.000815", series="copy_certification_register", number=f"{one.pk}/2026", pages=1,
            copies=1, amount=0, signer_id=1, certified_at=datetime.combine(on, time(8)),
        )
        for one in dossiers(model, number)
    )  # fmt: skip


PAPER_LIST = 980_000
"""The list that names crowds of papers."""


def paper_lists(ward: int, number: int) -> None:
    """Lists that the desk of the ward gave to its offices."""
    at = datetime(2026, 11, 2, 8)
    PaperList.objects.bulk_create(
        PaperList(giver_id=_centre_of(ward), taker_id=ward, year=2026, number=next(NUMBERS), given_at=at, given_by_id=1)
        for _number in range(number)
    )


def papers_in_a_list(model: int, ward: int, number: int) -> None:
    """Papers of many dossiers in one list."""
    given = {"giver_id": _centre_of(ward), "taker_id": ward, "year": 2026, "number": 1, "given_by_id": 1}
    PaperList.objects.get_or_create(id=PAPER_LIST, defaults={**given, "given_at": datetime(2026, 11, 2, 8)})
    PaperLine.objects.bulk_create(PaperLine(list_id=PAPER_LIST, dossier_id=one.pk) for one in dossiers(model, number))


def _centre_of(ward: int) -> int:
    """The one-stop centre of a ward, by its latest code."""
    periods = AgencyPeriod.objects.filter(parent_id=ward)
    return int(periods.order_by("agency_id").values_list("agency_id", flat=True)[0])


def to_send(model: int, number: int, **row: object) -> None:
    """Results at the desk that are wanted by post."""
    for one in dossiers(model, number, **row):
        one.facts = {**one.facts, "return_method": "post"}
        one.save(update_fields=["facts"])


def shipments(model: int, number: int) -> None:
    """Parcels on their way, each to somebody of his own."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    at = datetime(2026, 11, 2, 8)
    Shipment.objects.bulk_create(
        Shipment(
            dossier_id=one.pk, agency_id=agency, declaration_id=one.declaration_id, declaration_digest=b"",
            state="posted", amount=26_000, reference=f"DEMO{one.pk}VN", ordered_at=at, moved_at=at,
        )
        for one in dossiers(model, number)
    )  # fmt: skip


def tills(model: int, number: int, officer_id: int, *, before: date) -> None:
    """Days of a cashier."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    Till.objects.bulk_create(
        Till(agency_id=agency, officer_id=officer_id, day=before - next(NUMBERS) * DAY) for _number in range(number)
    )


def books(model: int, number: int) -> None:
    """Receipt books."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    for _number in range(number):
        _book(agency, next(NUMBERS))


def _book(agency_id: int, number: int) -> Book:
    opened = {
        "agency_id": agency_id,
        "series": "AA-26P",
        "first": 1,
        "last": 9_000_000,
        "opened_at": datetime(2026, 1, 5, 8),
    }
    return Book.objects.get_or_create(number=number, defaults=opened)[0]


def repayments(model: int, number: int, *, at: datetime) -> None:
    """Money that paid nothing and goes back through its gateway."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    of_all = {"agency_id": agency, "gateway": "demo", "amount": 5_000}
    asked = {"lines": {"fee": 5_000}, "state": "ended", "created_at": at, "expires_at": at}
    orders = Order.objects.bulk_create(Order(dossier_id=model, **asked, **of_all) for _number in range(number))
    told = {"paid_at": at, "noted_at": at, "source": "notice", "fate": "excess", "excess": "late"}
    arrivals = Arrival.objects.bulk_create(
        Arrival(order=one, transaction=f"T{next(NUMBERS)}", **told, **of_all) for one in orders
    )
    Repayment.objects.bulk_create(
        Repayment(arrival=one, agency_id=agency, amount=5_000, proposed_at=at) for one in arrivals
    )


def statements(model: int, number: int, *, before: date) -> None:
    """Files of a gateway, a day each."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    Statement.objects.bulk_create(
        Statement(
            agency_id=agency,
            gateway="demo",
            day=before - next(NUMBERS) * DAY,
            lines=[],
            kept_at=datetime.combine(before, time(8)),
        )
        for _number in range(number)
    )


def _desk_of(agency_id: int, officer_id: int) -> int | None:
    held = Holding.objects.filter(officer_id=officer_id, post__agency_id=agency_id, post__role="receptionist").first()
    return held.post.desk_id if held is not None else None


def kept_sheets(agency_id: int, number: int, *, at: datetime) -> None:
    """Sheets that wait at the counter of a place for whoever comes back."""
    typed = Unfiled.objects.bulk_create(
        Unfiled(content=f'{{"applicant-name": "Người {next(NUMBERS)}"}}', identities=[], kept_at=at)
        for _number in range(number)
    )
    KeptSheet.objects.bulk_create(
        KeptSheet(agency_id=agency_id, procedure_code=A_BIRTH, unfiled_id=one.pk, kept_at=at, expires_at=at + DAY)
        for one in typed
    )


def pads(agency_id: int, number: int, *, at: datetime) -> None:
    """Pads of reserved codes of a place, each with one that is open."""
    Pad.objects.bulk_create(
        Pad(
            agency_id=agency_id,
            resolving_agency_id=agency_id,
            day=at.date(),
            officer_id=next(NUMBERS),
            reserved_at=at,
            settle_by=at + DAY,
            codes=1,
            open_codes=1,
        )
        for _number in range(number)
    )


def parcels(agency_id: int, number: int, *, at: datetime) -> None:
    """Parcels that wait at the desk of a place to be opened."""
    typed = Unfiled.objects.bulk_create(
        Unfiled(
            content=f'{{"number": "P{place}", "sender": "Người {place}", "phone": "", "words": "", "note": ""}}',
            identities=[],
            kept_at=at,
        )
        for place in (next(NUMBERS) for _number in range(number))
    )
    Parcel.objects.bulk_create(
        Parcel(agency_id=agency_id, number=f"P{one.pk}", unfiled_id=one.pk, arrived_at=at, due_at=at + DAY)
        for one in typed
    )

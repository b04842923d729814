"""Rows by the hundred for the lists of the house: copies of what one real dossier wrote, each a little different.

They are made in bulk and go through no command, so only lists are read of them, never a dossier's own page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.db.models import Model

from motcua.accounts.models import Reading, User
from motcua.archive.models import Destruction, Proposed, Record
from motcua.archive.models import Year as ArchiveYear
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Competence, Procedure, Version
from motcua.catalogue.types import ProcedureVersion
from motcua.certification.models import Certified
from motcua.counter.models import KeptSheet
from motcua.dossier.models import CodePattern, Dossier, Involvement
from motcua.dossier.rows import facts_of, row_of
from motcua.dossier.types import Listing, OwedFee
from motcua.insight.models import Movement
from motcua.insight.models import Standing as Books
from motcua.insight.types import Cell
from motcua.kernel.models import Counter
from motcua.notices.models import Delivery, DemoMessage
from motcua.organisation.models import Agency, AgencyPeriod, Code, CodeUse, Delegation, Holding, Officer
from motcua.papers.models import RegisterNumber, Result
from motcua.parties.models import Declaration, DeclaredParty, Unfiled
from motcua.passing.models import Line as PaperLine
from motcua.passing.models import PaperList
from motcua.payments.models import Book, Line, Payment, Receipt, Till
from motcua.postal.models import Shipment
from motcua.process.models import ChasingLetter, ClosingRule, ResultPaper, WorkItem, WrittenLetter
from motcua.process.queries import Box
from motcua.voice.models import Feedback
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT

_NUMBERS = count(5_000)
_DAY = timedelta(days=1)


def standing_on(listing: Listing, at: datetime) -> Mapping[str, object]:
    """What the row of a dossier says that stands on this list."""
    rows: Mapping[Listing, Mapping[str, object]] = {
        Listing.UNCOLLECTED: {
            "state": "completed", "lapses_at": None, "completed_at": at, "ended_at": at, "timeliness": "early",
            "timeliness_766": "early",
        },
        Listing.FILINGS: {"state": "filed", "code": "", "received_at": None, "answer_due_at": at + _DAY},
        Listing.CLOSING: {"state": "awaiting_supplement", "lapses_at": None, "closing_proposed_at": at},
        Listing.ENDED: {
            "state": "handed_over", "lapses_at": None, "completed_at": at, "ended_at": at, "timeliness": "early",
            "timeliness_766": "early",
        },
    }  # fmt: skip
    return rows.get(listing, {})


def dossiers(model: int, number: int, **row: object) -> list[Dossier]:
    """Dossiers of many procedures, each filed by somebody of its own."""
    first = Dossier.objects.get(id=model)
    versions = _with_the_same_steps(first)
    declarations = _copies(Declaration, first.declaration_id, ({} for _number in range(number)))
    party = DeclaredParty.objects.filter(declaration_id=first.declaration_id)[0]
    _copies(DeclaredParty, party.pk, ({"declaration_id": one.pk} for one in declarations))
    made = _copies(
        Dossier,
        model,
        (
            {
                "code": f"{first.code[:-4]}{place}",
                "code_tail": f"{first.code_tail[:-4]}{place}",
                "declaration_id": declaration.pk,
                "facts": _of_procedure(first.facts, version),
                "procedure_code": version.code,
                "field_code": version.field.code,
                "version_id": version.id,
                **row,
                **({"filing_number": f"TN-{place}"} if row.get("code") == "" else {}),
            }
            for declaration, version, place in zip(declarations, _round(versions), _NUMBERS, strict=False)
        ),
    )
    for involved in Involvement.objects.filter(dossier_id=model):
        _copies(Involvement, involved.pk, ({"dossier_id": one.pk} for one in made))
    return made


def work(model: int, number: int, box: Box, *, officer_id: int) -> None:
    """Dossiers whose open work lies in this box of that officer."""
    placed: Mapping[Box, Mapping[str, object]] = {
        Box.MINE: {"officer_id": officer_id},
        Box.POOL: {"officer_id": None},
        Box.TEAM: {},
        Box.WAITING: {"officer_id": officer_id, "held_since": datetime(2026, 11, 2, 9, 0)},
    }
    item = WorkItem.objects.filter(dossier_id=model, closed_at__isnull=True)[0]
    _copies(
        WorkItem,
        item.pk,
        ({"subject": f"work/{one.pk}", "dossier_id": one.pk, **placed[box]} for one in dossiers(model, number)),
    )


def to_sign(model: int, number: int) -> None:
    """Dossiers whose drafted result lies with whoever leads the agency."""
    _results_at(model, number, step="approve", role="leader")


def to_seal(model: int, number: int) -> None:
    """Dossiers whose signed result lies with whoever keeps the seal of the agency."""
    leader = {"key": "leader", "by": "officer:x", "at": "2026-11-02T09:00:00", "press": ""}
    _results_at(model, number, step="seal", role="clerk", signed=[leader])


def _results_at(model: int, number: int, *, step: str, role: str, **paper: object) -> None:
    version = catalogue.version_of(A_SIGNED_RESULT, datetime(2026, 11, 2).date())
    assert version is not None
    facts = _of_procedure(Dossier.objects.get(id=model).facts, version)
    item = WorkItem.objects.filter(dossier_id=model, closed_at__isnull=True)[0]
    lying = {"step_key": step, "kind": step, "role": role, "officer_id": None, "previous_number": None}
    made = dossiers(model, number, facts=facts)
    _copies(WorkItem, item.pk, ({"subject": f"work/{one.pk}", "dossier_id": one.pk, **lying} for one in made))
    ResultPaper.objects.bulk_create(
        ResultPaper(
            dossier_id=one.pk,
            letter="marital_status",
            letter_version=1,
            values_id=1,
            values_digest=b"",
            draft_id=one.pk,
            drafted_at=datetime(2026, 11, 2, 9, 0),
            drafted_by="officer:x",
            **paper,
        )
        for one in made
    )


def letters(model: int, number: int) -> None:
    """Dossiers each of which has a letter that waits for whoever leads the agency."""
    agency_id = WorkItem.objects.filter(dossier_id=model, closed_at__isnull=True)[0].agency_id
    WrittenLetter.objects.bulk_create(
        WrittenLetter(
            dossier_id=one.pk,
            about=2,
            agency_id=agency_id,
            attachment_id=one.pk,
            awaits="leader",
            letter="general_letter",
            letter_version=1,
            values_id=1,
            values_digest=b"",
            drafted_at=datetime(2026, 11, 2, 9, 0),
            drafted_by="officer:x",
        )
        for one in dossiers(model, number)
    )


def counted(model: int, number: int, cell: Cell) -> None:
    """Dossiers that the books count in this cell."""
    stream = f"dossier/{model}"
    told = _MOVEMENTS[cell]
    movement = Movement.objects.filter(stream=stream, measure=told.get("measure", "received"))[:1]
    base = movement[0] if movement else Movement.objects.filter(stream=stream)[0]
    made = dossiers(model, number)
    _copies(Books, stream, ({"stream": f"dossier/{one.pk}", "code": one.code} for one in made))
    _copies(Movement, base.pk, ({"stream": f"dossier/{one.pk}", **told} for one in made))


def rows_of_figures(model: int, number: int) -> None:
    """Dossiers that came in and are open, each of another procedure and in the hands of another officer."""
    officers = list(Officer.objects.values_list("id", flat=True))
    fields = [field.code for field in catalogue.fields()]
    made = dossiers(model, number)
    for movement in Movement.objects.filter(stream=f"dossier/{model}"):
        _copies(
            Movement,
            movement.pk,
            (
                {"stream": f"dossier/{one.pk}", "procedure_code": f"9.{one.pk}", "officer_id": officer, "field_code": f}
                for one, officer, f in zip(made, _round(officers), _round(fields), strict=False)
            ),
        )


def procedures(number: int, *, name: str = "Thủ tục đăng ký khai sinh số {}", **row: object) -> list[Procedure]:
    """Procedures that are published and that the same agencies resolve."""
    birth = Procedure.objects.get(code=A_BIRTH)
    codes = [f"7.{next(_NUMBERS):06}" for _number in range(number)]
    made = _copies(Procedure, birth.pk, ({"code": code, "name": name.format(code), **row} for code in codes))
    version = Version.objects.filter(procedure=birth)[0]
    _copies(
        Version,
        version.pk,
        ({"id": 10**15 + one.pk, "procedure_id": one.pk, "body": {**version.body, "code": one.code}} for one in made),
    )
    for competence in Competence.objects.filter(procedure=birth):
        _copies(Competence, competence.pk, ({"procedure_id": one.pk} for one in made))
    return made


def fields(number: int) -> None:
    """Fields with one procedure each."""
    for one in procedures(number):
        Procedure.objects.filter(pk=one.pk).update(field_code=f"field-{one.pk}", field_name=f"Lĩnh vực {one.pk}")


def feedbacks(agency_id: int, number: int, *, at: datetime) -> None:
    """What people said to an agency a month ago, each had by an officer of his own."""
    Feedback.objects.bulk_create(
        Feedback(
            code=f"PAKN-{place}",
            secret_digest=str(place).encode(),
            kind="service",
            for_leaders=False,
            stage="assigned",
            agency_id=agency_id,
            officer_id=officer.pk,
            declaration_id=place,
            words_id=place,
            received_at=at - 30 * _DAY,
            due_at=at - _DAY,
            lapses_at=at - _DAY,
            decline_due_at=at - 20 * _DAY,
            decline_lapses_at=at - 20 * _DAY,
        )
        for officer, place in zip(officers(number), _NUMBERS, strict=False)
    )


def officers(number: int) -> list[Officer]:
    """Colleagues who hold the posts that others hold, with an account each."""
    first = User.objects.filter(is_sample=True)[0]
    holding = Holding.objects.filter(officer=first.officer_id)[0]
    made = _copies(Officer, first.officer_id, ({"code": f"QN-{next(_NUMBERS)}"} for _number in range(number)))
    _copies(Holding, holding.pk, ({"officer_id": one.pk} for one in made))
    _copies(User, first.pk, ({"username": one.code, "officer_id": one.pk} for one in made))
    return made


def agencies(number: int) -> list[Agency]:
    """Departments with procedures to resolve and nobody in any post."""
    department = Agency.objects.get(code_uses__code__code="H49.16")
    made = _copies(Agency, department.pk, ({} for _number in range(number)))
    codes = Code.objects.bulk_create(Code(code=f"H49.{next(_NUMBERS)}") for _agency in made)
    for kind in (AgencyPeriod, CodeUse, Competence):
        row = kind._default_manager.filter(agency=department)[0]
        named = ({"code_id": code.pk} if kind is CodeUse else {} for code in codes)
        _copies(
            kind, row.pk, ({"agency_id": agency.pk, **changes} for agency, changes in zip(made, named, strict=True))
        )
    return made


def resolved_elsewhere(model: int, number: int) -> None:
    """Dossiers each of which another department resolves."""
    made = dossiers(model, number)
    for one, agency in zip(made, agencies(number), strict=True):
        one.resolving_agency_id = agency.pk
    Dossier.objects.bulk_update(made, ["resolving_agency_id"])


def unpublished(number: int) -> None:
    """Procedures that somebody resolves and of which no version is in force."""
    row = Competence.objects.filter(part="resolves")[0]
    made = _copies(Procedure, row.procedure_id, ({"code": f"9.{next(_NUMBERS)}"} for _number in range(number)))
    _copies(Competence, row.pk, ({"procedure_id": one.pk} for one in made))


def chasing_letters(ward: int, number: int, *, at: datetime) -> None:
    """Letters to that agency, of which none was answered."""
    ChasingLetter.objects.bulk_create(
        ChasingLetter(
            agency_id=ward,
            to_agency_id=ward,
            number=next(_NUMBERS),
            dossier_ids=[1],
            words_id=1,
            written_at=at,
            written_by="officer:x",
            answer_due_on=at.date(),
        )
        for _number in range(number)
    )


def code_patterns(number: int) -> None:
    """Decisions about how codes are written, one for each day."""
    first = datetime(2026, 12, 1).date()
    CodePattern.objects.bulk_create(
        CodePattern(
            valid_from=first + next(_NUMBERS) * _DAY,
            template="{agency}-{day}-{number}",
            filing_template="TN-{day}-{number}",
            width=4,
            decided_by="QĐ 1/QĐ-UBND",
        )
        for _number in range(number)
    )


def history_of(user_id: int, number: int) -> None:
    """What somebody read, and to whom he lent his post."""
    user = User.objects.get(pk=user_id)
    post = Holding.objects.filter(officer=user.officer_id)[0].post_id
    at = datetime(2026, 11, 2, 9, 0)
    Reading.objects.bulk_create(
        Reading(at=at, user=user, subject_kind="dossier", subject_key=str(key), purpose="page") for key in range(number)
    )
    Delegation.objects.bulk_create(
        Delegation(
            giver_id=user.officer_id, receiver=one, post_id=post, decision="QĐ 1", valid_from=at.date(),
            valid_to=at.date(),
        )
        for one in officers(number)
    )  # fmt: skip


_IN = datetime(2026, 11, 2).date()
_STOCK: Mapping[str, object] = {"measure": "stock", "sign": 1, "stock_kind": "running", "overdue_before": False}
_DONE: Mapping[str, object] = {
    "measure": "resolved", "sign": 1, "timeliness": "early", "outcome": "granted", "happened_on": _IN, "booked_on": _IN
}  # fmt: skip
_MOVEMENTS: Mapping[Cell, Mapping[str, Any]] = {
    Cell.RECEIVED: {},
    Cell.LATE: {**_DONE, "timeliness": "late"},
    Cell.OPEN: _STOCK,
    Cell.PAUSED: {**_STOCK, "stock_kind": "paused", "lapses_at": None},
}


def _copies(kind: type[Any], pk: object, changes: Iterable[Mapping[str, object]]) -> list[Any]:
    """Copies of one row, each with its changes, written at once."""
    row: dict[str, object] = kind._default_manager.filter(pk=pk).values().get()
    if kind._meta.pk.name == "id":
        del row["id"]
    made: list[Model] = [kind(**{**row, **changed}) for changed in changes]
    return kind._default_manager.bulk_create(made)  # type: ignore[no-any-return]  # of whatever kind was asked for


def _with_the_same_steps(dossier: Dossier) -> Sequence[ProcedureVersion]:
    """Procedures whose processes know the steps that this dossier goes through."""
    steps = _steps(catalogue.version(dossier.version_id))
    published = catalogue.list_published(datetime(2026, 11, 2).date())
    return [version for version in published if _steps(version) >= steps]


def _steps(version: ProcedureVersion) -> set[str]:
    return {step.key for step in version.process.steps} if version.process is not None else set()


def _of_procedure(facts: Mapping[str, Any], version: ProcedureVersion) -> Mapping[str, Any]:
    subject = {**facts["subject"], "procedure_code": version.code, "procedure_version_id": version.id}
    return {**facts, "subject": subject}


def _round(things: Sequence[Any]) -> Iterator[Any]:
    """One after the other, and again from the first."""
    return (things[place % len(things)] for place in count())


def closing_rules(agency_id: int, number: int) -> None:
    """Decisions of one agency about closing, one for each day."""
    begun = ClosingRule.objects.count()
    ClosingRule.objects.bulk_create(
        ClosingRule(
            agency_id=agency_id,
            valid_from=date(2027, 1, 1) + timedelta(days=begun + one),
            by_itself=one % 2 == 0,
            decided_by=f"QĐ {begun + one}/QĐ-UBND",
        )
        for one in range(number)
    )


def notices(agency_id: int, number: int, *, at: datetime) -> None:
    """Messages that the demonstration's vendor has, each of a dossier and to a declaration of its own."""
    places = [next(_NUMBERS) for _number in range(number)]
    Delivery.objects.bulk_create(
        Delivery(
            key=f"{place}.applicant/0.zalo",
            position=place,
            recipient="applicant/0",
            channel="zalo",
            event="received",
            recorded_at=at,
            dossier_id=place,
            code=f"H49.201-261102-{place}",
            agency_ids=[agency_id],
            declaration_id=place,
            state="sent",
            sent_at=at,
        )
        for place in places
    )
    DemoMessage.objects.bulk_create(
        DemoMessage(key=f"{place}.applicant/0.zalo", channel="zalo", text=f"Hồ sơ {place}", sent_at=at)
        for place in places
    )


def results(model: int, number: int, *, agency_id: int, series: str = "birth_register") -> None:
    """Results of many dossiers, under the next numbers of a register."""
    begun = RegisterNumber.objects.filter(agency_id=agency_id, series=series, year=2026).count()
    rows = list(enumerate(dossiers(model, number, state="completed", completed_at=_COMPLETED), start=begun + 1))
    Counter.objects.update_or_create(series=f"papers/{agency_id}/{series}/2026", defaults={"last": begun + number})
    RegisterNumber.objects.bulk_create(
        RegisterNumber(
            place=f"{agency_id}/{series}/2026/{place}", agency_id=agency_id, series=series, year=2026, number=place,
            written=f"{place:02}/2026", holder=f"dossier/{one.pk}", drawn_at=_COMPLETED, drawn_by="officer QN-1",
        )
        for place, one in rows
    )  # fmt: skip
    Result.objects.bulk_create(
        Result(
            key=f"{one.pk:032}", token=f"token-{one.pk}", number=f"{place:02}/2026", kind_code="KQ.G15.000031",
            place=f"{agency_id}/{series}/2026/{place}", kind_name="Giấy khai sinh", agency_id=agency_id,
            holder=f"dossier/{one.pk}", declaration_id=one.declaration_id, declaration_digest=b"", on_paper=True,
            issued_on=_COMPLETED.date(), valid_from=_COMPLETED.date(), entered_at=_COMPLETED, entered_by="officer QN-1",
        )
        for place, one in rows
    )  # fmt: skip


_COMPLETED = datetime(2026, 11, 2, 9, 0)


DESTRUCTION = 990_001
"""The destruction that names crowds of dossiers."""


def lists_of_a_year(number: int) -> None:
    """The lists of 2020 of as many agencies."""
    ArchiveYear.objects.bulk_create(
        ArchiveYear(place=f"{agency.pk}/2020", agency_id=agency.pk, year=2020) for agency in agencies(number)
    )


def destructions(agency_id: int, number: int) -> None:
    """What was proposed to be destroyed, as often."""
    at = datetime(2026, 11, 1, 8, 0)
    Destruction.objects.bulk_create(
        Destruction(agency_id=agency_id, proposed_at=at, proposed_by="x", proposed=next(_NUMBERS))
        for _number in range(number)
    )


def records(model: int, agency_id: int, number: int, *, proposed: bool = True) -> None:
    """Dossiers in the list of 2020, past their period; all of them proposed for destruction, where it is asked."""
    at = datetime(2026, 11, 1, 8, 0)
    year, _ = ArchiveYear.objects.get_or_create(place=f"{agency_id}/2020", agency_id=agency_id, year=2020)
    made = Record.objects.bulk_create(
        Record(
            year=year, number=next(_NUMBERS), dossier_id=one.pk, code=one.code, version_id=one.version_id,
            finished_on=date(2020, 3, 2), retention="any", keep_until=date(2025, 12, 31), listed_at=at,
        )
        for one in dossiers(model, number)
    )  # fmt: skip
    if proposed:
        destruction, _ = Destruction.objects.get_or_create(
            id=DESTRUCTION, defaults={"agency_id": agency_id, "proposed_at": at, "proposed_by": "x", "proposed": number}
        )
        Proposed.objects.bulk_create(Proposed(destruction=destruction, record=one) for one in made)


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
        Line(payment=one, dossier_id=model, fee_key=f"fee{next(_NUMBERS)}", amount=5_000) for one in made
    )
    Receipt.objects.bulk_create(Receipt(payment=one, book=book, number=next(_NUMBERS), issued_at=at) for one in made)


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
        PaperList(
            giver_id=_centre_of(ward), taker_id=ward, year=2026, number=next(_NUMBERS), given_at=at, given_by_id=1
        )
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
        Till(agency_id=agency, officer_id=officer_id, day=before - next(_NUMBERS) * _DAY) for _number in range(number)
    )


def books(model: int, number: int) -> None:
    """Receipt books."""
    agency = Dossier.objects.get(id=model).receiving_agency_id
    for _number in range(number):
        _book(agency, next(_NUMBERS))


def _book(agency_id: int, number: int) -> Book:
    opened = {
        "agency_id": agency_id,
        "series": "AA-26P",
        "first": 1,
        "last": 9_000_000,
        "opened_at": datetime(2026, 1, 5, 8),
    }
    return Book.objects.get_or_create(number=number, defaults=opened)[0]


def _desk_of(agency_id: int, officer_id: int) -> int | None:
    held = Holding.objects.filter(officer_id=officer_id, post__agency_id=agency_id, post__role="receptionist").first()
    return held.post.desk_id if held is not None else None


def kept_sheets(agency_id: int, number: int, *, at: datetime) -> None:
    """Sheets that wait at the counter of a place for whoever comes back."""
    typed = Unfiled.objects.bulk_create(
        Unfiled(content=f'{{"applicant-name": "Người {next(_NUMBERS)}"}}', identities=[], kept_at=at)
        for _number in range(number)
    )
    KeptSheet.objects.bulk_create(
        KeptSheet(agency_id=agency_id, procedure_code=A_BIRTH, unfiled_id=one.pk, kept_at=at, expires_at=at + _DAY)
        for one in typed
    )

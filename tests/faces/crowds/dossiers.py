"""Dossiers by the hundred, and what lies with somebody because of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.dossier.models import Dossier, Involvement
from motcua.dossier.types import Listing
from motcua.kernel.models import Counter
from motcua.papers.models import RegisterNumber, Result
from motcua.parties.models import Declaration, DeclaredParty
from motcua.process.models import ResultPaper, WorkItem, WrittenLetter
from motcua.process.queries import Box
from tests.faces.crowds.copying import DAY, NUMBERS, copies, in_rounds
from tests.faces.crowds.house import agencies
from tests.faces.people import A_SIGNED_RESULT


def standing_on(listing: Listing, at: datetime) -> Mapping[str, object]:
    """What the row of a dossier says that stands on this list."""
    rows: Mapping[Listing, Mapping[str, object]] = {
        Listing.UNCOLLECTED: {
            "state": "completed", "lapses_at": None, "completed_at": at, "ended_at": at, "timeliness": "early",
            "timeliness_766": "early",
        },
        Listing.FILINGS: {"state": "filed", "code": "", "received_at": None, "answer_due_at": at + DAY},
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
    declarations = copies(Declaration, first.declaration_id, ({} for _number in range(number)))
    party = DeclaredParty.objects.filter(declaration_id=first.declaration_id)[0]
    copies(DeclaredParty, party.pk, ({"declaration_id": one.pk} for one in declarations))
    made = copies(
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
            for declaration, version, place in zip(declarations, in_rounds(versions), NUMBERS, strict=False)
        ),
    )
    for involved in Involvement.objects.filter(dossier_id=model):
        copies(Involvement, involved.pk, ({"dossier_id": one.pk} for one in made))
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
    copies(
        WorkItem,
        item.pk,
        ({"subject": f"work/{one.pk}", "dossier_id": one.pk, **placed[box]} for one in dossiers(model, number)),
    )


def answers_awaited(model: int, number: int) -> None:
    """Dossiers about which another agency was asked, each with the work of its answer."""
    item = WorkItem.objects.filter(dossier_id=model, closed_at__isnull=True)[0]
    made = (
        {"subject": f"work/{one.pk}", "dossier_id": one.pk, "kind": "give_opinion", "agency_id": one.pk}
        for one in dossiers(model, number)
    )
    copies(WorkItem, item.pk, made)


def work_of_many(model: int, number: int) -> None:
    """Dossiers whose open work lies with somebody else each."""
    item = WorkItem.objects.filter(dossier_id=model, closed_at__isnull=True)[0]
    made = (
        {"subject": f"work/{one.pk}", "dossier_id": one.pk, "officer_id": one.pk} for one in dossiers(model, number)
    )
    copies(WorkItem, item.pk, made)


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
    copies(WorkItem, item.pk, ({"subject": f"work/{one.pk}", "dossier_id": one.pk, **lying} for one in made))
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


def resolved_elsewhere(model: int, number: int) -> None:
    """Dossiers each of which another department resolves."""
    made = dossiers(model, number)
    for one, agency in zip(made, agencies(number), strict=True):
        one.resolving_agency_id = agency.pk
    Dossier.objects.bulk_update(made, ["resolving_agency_id"])


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

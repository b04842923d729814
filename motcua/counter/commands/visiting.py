"""A visit: dossiers taken in, originals handed back, a mistake undone, and the receipts printed together."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from motcua.catalogue.commands import write_reason
from motcua.catalogue.types import Channel, FormKey, ReasonKind
from motcua.counter import entries, models
from motcua.counter.binding import bound
from motcua.counter.commands.keeping import finished
from motcua.counter.commands.pads import open_stub, stub_entered
from motcua.counter.commands.parcels import became_dossier
from motcua.counter.queries.visits import shown_of, visit
from motcua.counter.rules.visiting import objection_to_going_on, objection_to_size, objection_to_voiding
from motcua.counter.tables import rules_on
from motcua.counter.types import GroupTakenIn, TakenIn
from motcua.dossier import queries as dossier
from motcua.dossier.types import State, Void
from motcua.intake import commands as intake
from motcua.intake.types import Application
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers, reference
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Role, Scope
from motcua.papers.types import Sheet
from motcua.process import commands as process
from motcua.process.types import Receipt


def take_in(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    receiving_agency_id: int,
    desk_id: int | None,
    application: Application,
    visit_id: int | None = None,
    sheet_id: int | None = None,
    parcel_id: int | None = None,
    stub_id: int | None = None,
    late_reason: str = "",
    key: RequestKey | None = None,
) -> TakenIn:
    """Receives an application at a desk, and writes it down as part of a visit: of `visit_id`, else of a new one.

    What came by post, or is entered late, belongs to none. `sheet_id` is the kept sheet on which it was typed, and
    which goes; `parcel_id` the parcel in which it lay; `stub_id` the code of a pad that the person has on paper. Raises
    Refused: `visit_absent`, `visit_over`, `visit_full`, `sheet_absent`, `parcel_absent`, `parcel_answered`,
    `pad_absent`, `stub_settled`, and those of `intake.receive`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if (earlier := unit.earlier_answer) is not None:
            return TakenIn(Receipt(earlier["dossier_id"], earlier["code"], earlier["sequence"]), earlier["visit_id"])
        stub, reserved = open_stub(scope, stub_id) if stub_id is not None else (None, None)
        receipt = intake.receive(
            actor=actor,
            scope=scope,
            at=at,
            receiving_agency_id=receiving_agency_id,
            application=application,
            late_reason=late_reason,
            reserved=reserved,
        )
        served: int | None = None
        if _belongs_to_a_visit(application, late_reason):
            row = _going_on(unit, scope, visit_id) if visit_id is not None else None
            served = _taken(unit, row or _begun(unit, scope, receiving_agency_id, desk_id), receipt.dossier_id)
        if sheet_id is not None:
            finished(unit, scope, sheet_id)
        if parcel_id is not None:
            became_dossier(unit, scope, parcel_id, receipt.dossier_id)
        if stub is not None:
            stub_entered(unit, scope, stub, receipt.dossier_id)
        unit.answer(
            {
                "dossier_id": receipt.dossier_id,
                "code": receipt.code,
                "sequence": receipt.sequence,
                "visit_id": served,
            }
        )
        return TakenIn(receipt, served)


def take_in_group(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    receiving_agency_id: int,
    desk_id: int | None,
    applications: Sequence[Application],
    visit_id: int | None = None,
    sheet_id: int | None = None,
    late_reason: str = "",
    key: RequestKey | None = None,
) -> GroupTakenIn:
    """Receives many applications of one person in one act: all of them or none, each a dossier with its own code.

    They belong to one visit, and `sheet_id` is the kept sheet that goes, as in `take_in`. Raises Refused:
    `group_empty`, `visit_full`, `group_row_refused` with the number of the first row that cannot be received and why,
    `sheet_absent`, and those of a visit that goes on.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if (earlier := unit.earlier_answer) is not None:
            return GroupTakenIn(tuple(Receipt(**one) for one in earlier["receipts"]), earlier["visit_id"])
        if not applications:
            raise Refused(Refusal("group_empty"))
        rules = rules_on(unit.at.date())
        if (too_many := objection_to_size(len(applications), rules)) is not None:
            raise Refused(too_many)
        receipts = []
        for place, application in enumerate(applications, start=1):
            try:
                received = intake.receive(
                    actor=actor,
                    scope=scope,
                    at=at,
                    receiving_agency_id=receiving_agency_id,
                    application=application,
                    late_reason=late_reason,
                )
            except Refused as refused:
                raise Refused(Refusal("group_row_refused", {"row": place, "why": refused.refusal})) from refused
            receipts.append(received)
        served: int | None = None
        if _belongs_to_a_visit(applications[0], late_reason):
            coming = len(applications)
            row = _going_on(unit, scope, visit_id, coming=coming) if visit_id is not None else None
            row = row or _begun(unit, scope, receiving_agency_id, desk_id)
            served = _taken(unit, row, *(one.dossier_id for one in receipts))
        if sheet_id is not None:
            finished(unit, scope, sheet_id)
        unit.answer({"receipts": [asdict(one) for one in receipts], "visit_id": served})
        return GroupTakenIn(tuple(receipts), served)


def hand_back(*, actor: Actor, scope: Scope, at: datetime, dossier_id: int, key: RequestKey | None = None) -> None:
    """Writes down that the originals which were only shown for a dossier are in the person's hands again.

    Raises Refused: `visit_absent`, `originals_none_shown`, `originals_back_already`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        taken = models.Taken.objects.filter(dossier_id=dossier_id).first()
        row = _locked(scope, taken.visit_id) if taken is not None else None
        if taken is None or row is None:
            raise Refused(Refusal("visit_absent"))
        taken.refresh_from_db()
        if taken.handed_back_at is not None:
            raise Refused(Refusal("originals_back_already", {"at": taken.handed_back_at}))
        shown = shown_of(dossier.facts(dossier_id))
        if not shown:
            raise Refused(Refusal("originals_none_shown"))
        taken.handed_back_at = unit.at
        taken.save(update_fields=["handed_back_at"])
        body = {"dossier_id": dossier_id, "components": list(shown)}
        row.with_head(unit.append(row.head, kind=entries.ORIGINALS_HANDED_BACK, version=1, body=body)).save()
        unit.answer({})


def void_receipt(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    reason: str,
    reason_key: str = "",
    key: RequestKey | None = None,
) -> None:
    """Undoes a receipt that was a mistake, while the person still stands there; its code stays visible as void.

    `reason_key` is the listed reason that was chosen, `reason` what was typed beside it. Raises Refused:
    `void_too_late`, those of `catalogue.write_reason`, and those of `process.act`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        facts = dossier.facts(dossier_id)
        why = write_reason(
            unit,
            kind=ReasonKind.VOID,
            words=reason,
            reason_key=reason_key,
            procedure_code=facts.subject.procedure_code,
            field_code=facts.subject.field_code,
        )
        command = Void(why, reason_key=reason_key)
        process.act(actor=actor, scope=scope, at=at, dossier_id=dossier_id, command=command)
        # After the act, which finds out whether the dossier is in sight at all.
        granted(objection_to_voiding(facts.received_at, at=unit.at, rules=rules_on(unit.at.date())))
        unit.answer({})


def print_receipts(*, actor: Actor, scope: Scope, at: datetime, visit_id: int, address: str, sheet: Sheet) -> bytes:
    """The receipts of all dossiers of a visit, as one PDF to print; of what was voided there is none.

    Raises Refused: `visit_absent`, and those of `process.print_form`.
    """
    ids = visit(scope, visit_id).dossier_ids
    facts = dossier.facts_many(list(ids))
    return bound(
        [
            process.print_form(
                actor=actor,
                scope=scope,
                at=at,
                dossier_id=dossier_id,
                form=FormKey.RECEIPT,
                address=address,
                sheet=sheet,
            )
            for dossier_id in ids
            if facts[dossier_id].state is not State.VOIDED
        ]
    )


def _begun(unit: Unit, scope: Scope, agency_id: int, desk_id: int | None) -> models.Visit:
    """A new visit, with the next number of the place and day."""
    day = unit.at.date()
    (number,) = numbers.draw(series_of(agency_id, f"{day:%Y-%m-%d}"))
    return models.Visit.objects.create(
        agency_id=agency_id,
        desk_id=desk_id,
        officer_id=_officer(scope),
        day=day,
        number=number,
        begun_at=unit.at,
    )


def _belongs_to_a_visit(application: Application, late_reason: str) -> bool:
    """Whether somebody stands at the counter with it, now."""
    return application.request.channel is Channel.COUNTER and not late_reason.strip()


def series_of(agency_id: int, day: str) -> str:
    """How `kernel.numbers` calls the tickets of a place on a day."""
    return f"visits/{agency_id}/{day}"


def _going_on(unit: Unit, scope: Scope, visit_id: int, *, coming: int = 1) -> models.Visit:
    row = _locked(scope, visit_id)
    if row is None:
        raise Refused(Refusal("visit_absent"))
    granted(
        objection_to_going_on(
            begun_at=row.begun_at,
            served_by=row.officer_id,
            officer_id=_officer(scope),
            taken=models.Taken.objects.filter(visit=row).count(),
            coming=coming,
            at=unit.at,
            rules=rules_on(unit.at.date()),
        )
    )
    return row


def _taken(unit: Unit, row: models.Visit, *dossier_ids: int) -> int:
    models.Taken.objects.bulk_create(
        [models.Taken(visit=row, dossier_id=dossier_id, taken_at=unit.at) for dossier_id in dossier_ids]
    )
    head = row.head
    for dossier_id in dossier_ids:
        body = {
            "agency_id": row.agency_id,
            "desk_id": row.desk_id,
            "number": row.number,
            "dossier_id": dossier_id,
        }
        head = unit.append(head, kind=entries.DOSSIER_TAKEN, version=1, body=body)
    row.with_head(head).save()
    return int(row.pk)


def _locked(scope: Scope, visit_id: int) -> models.Visit | None:
    """A visit of the house, locked; None where there is none, or for whoever does not work at the counter."""
    if not scope.may(Role.RECEPTIONIST):
        return None
    own = sorted(scope.own_agency_ids)
    return models.Visit.objects.select_for_update(no_key=True).filter(id=visit_id, agency_id__in=own).first()


def _officer(scope: Scope) -> int:
    if scope.officer_id is None:
        raise Refused(Refusal("visit_absent"))
    return scope.officer_id

"""Pads of reserved codes: printed before the power is cut, entered late, and what was not used made void."""

from collections.abc import Collection
from datetime import date, datetime, time

from motcua.counter import entries, models
from motcua.counter.queries.pads import pad, resolving_agencies
from motcua.counter.rules.pads import objection_to_pad, objection_to_settling
from motcua.counter.tables import rules_on
from motcua.counter.types import StubState
from motcua.dossier import queries as dossier
from motcua.dossier.types import ReservedCode
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.papers import commands as papers
from motcua.papers.types import CodePad, PadStub
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import commands as process
from motcua.worktime import queries as worktime

_MINUTES_PER_HOUR = 60


def reserve_pad(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    agency_id: int,
    resolving_agency_id: int,
    day: date,
    codes: int,
    key: RequestKey | None = None,
) -> int:
    """Sets codes of a resolving agency aside for what a place receives on paper on that day; the number of the pad.

    Raises Refused: `not_competent_here`, `pad_agency_absent`, `pad_day_wrong`, `pad_size_wrong`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["pad"])
        if agency_id not in scope.own_agency_ids or not scope.may(Role.RECEPTIONIST):
            raise Refused(Refusal("not_competent_here"))
        today = unit.at.date()
        rules = rules_on(today)
        if resolving_agency_id not in dict(resolving_agencies(scope, on=today)):
            raise Refused(Refusal("pad_agency_absent"))
        granted(objection_to_pad(day=day, today=today, codes=codes, rules=rules))
        reserved = process.reserve_codes(actor=actor, at=at, agency_id=resolving_agency_id, day=day, count=codes)
        calendar = worktime.calendar(organisation.calendar_key(agency_id, on=today))
        row = models.Pad.objects.create(
            agency_id=agency_id,
            resolving_agency_id=resolving_agency_id,
            day=day,
            officer_id=_officer(scope),
            reserved_at=unit.at,
            settle_by=calendar.add_working_minutes(
                datetime.combine(day, time.max), rules.pad_hours * _MINUTES_PER_HOUR
            ),
            codes=codes,
            open_codes=codes,
        )
        models.Stub.objects.bulk_create(models.Stub(pad=row, number=one.number, code=one.code) for one in reserved)
        body = {
            "agency_id": agency_id,
            "resolving_agency_id": resolving_agency_id,
            "day": day.isoformat(),
            "codes": [one.code for one in reserved],
        }
        row.with_head(unit.append(row.head, kind=entries.PAD_RESERVED, version=1, body=body)).save()
        unit.answer({"pad": row.pk})
        return int(row.pk)


def void_stubs(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    pad_id: int,
    reason: str,
    stub_ids: Collection[int] | None = None,
    key: RequestKey | None = None,
) -> int:
    """Makes codes of a pad void, with the reason: those named, or all that are open. They stay visible. How many.

    Raises Refused: `pad_absent`, `stubs_none`, `stub_settled`, `text_missing`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["void"])
        row = _locked(scope, pad_id)
        stubs = list(models.Stub.objects.filter(pad=row).order_by("number"))
        if stub_ids is None:
            stubs = [one for one in stubs if one.state == StubState.OPEN]
        else:
            stubs = [one for one in stubs if one.pk in set(stub_ids)]
        objection = objection_to_settling([(one.code, StubState(one.state)) for one in stubs])
        if objection is not None:
            raise Refused(objection)
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        process.void_reserved_codes(actor=actor, at=at, codes=[_reserved(row, one) for one in stubs])
        models.Stub.objects.filter(id__in=[one.pk for one in stubs]).update(
            state=StubState.VOID.value, settled_at=unit.at, officer_id=_officer(scope), reason_id=why.id
        )
        row.open_codes -= len(stubs)
        body = {"codes": [one.code for one in stubs], "reason": why.body()}
        row.with_head(unit.append(row.head, kind=entries.STUBS_VOIDED, version=1, body=body)).save()
        unit.answer({"void": len(stubs)})
        return len(stubs)


def print_pad(*, actor: Actor, scope: Scope, at: datetime, pad_id: int, address: str) -> bytes:
    """The codes of a pad that are open, as PDF: of each one half for the desk and one for the person.

    `address` is that of the house, for following the dossier later. Raises Refused: `pad_absent`, `stubs_none`.
    """
    found, stubs = pad(scope, pad_id)
    open_codes = [one.code for one in stubs if one.state is StubState.OPEN]
    if not open_codes:
        raise Refused(Refusal("stubs_none"))
    names = organisation.agency_names([found.agency_id, found.resolving_agency_id])
    paper = CodePad(
        desk=names[found.agency_id],
        resolving=names[found.resolving_agency_id],
        day=found.day,
        stubs=tuple(PadStub(code, dossier.tracking_address(address, code)) for code in open_codes),
    )
    return papers.print_pad(paper, name=f"pad/{pad_id}", actor=actor, at=at)


def open_stub(scope: Scope, stub_id: int) -> tuple[models.Stub, ReservedCode]:
    """A code of a pad that is about to be entered, its pad locked: of two desks that enter it, one is first.

    Raises Refused: `pad_absent`, `stub_settled`.
    """
    pad_id = models.Stub.objects.filter(id=stub_id).values_list("pad_id", flat=True).first()
    if pad_id is None:
        raise Refused(Refusal("pad_absent"))
    row = _locked(scope, pad_id)
    stub = models.Stub.objects.get(id=stub_id)
    stub.pad = row
    objection = objection_to_settling([(stub.code, StubState(stub.state))])
    if objection is not None:
        raise Refused(objection)
    return stub, _reserved(row, stub)


def stub_entered(unit: Unit, scope: Scope, stub: models.Stub, dossier_id: int) -> None:
    """The code of an `open_stub` is that of a dossier, within the unit that received it."""
    stub.state, stub.dossier_id = StubState.ENTERED.value, dossier_id
    stub.settled_at, stub.officer_id = unit.recorded_at, _officer(scope)
    stub.save()
    row = stub.pad
    row.open_codes -= 1
    body = {"code": stub.code, "dossier_id": dossier_id}
    row.with_head(unit.append(row.head, kind=entries.STUB_ENTERED, version=1, body=body)).save()


def _reserved(row: models.Pad, stub: models.Stub) -> ReservedCode:
    return ReservedCode(row.resolving_agency_id, row.day, stub.number, stub.code)


def _locked(scope: Scope, pad_id: int) -> models.Pad:
    """A pad of the house, locked; whoever waited for it sees what became of its codes."""
    rows = models.Pad.objects.select_for_update(no_key=True).filter(agency_id__in=sorted(scope.own_agency_ids))
    row = rows.filter(id=pad_id).first() if scope.may(Role.RECEPTIONIST) else None
    if row is None:
        raise Refused(Refusal("pad_absent"))
    return row


def _officer(scope: Scope) -> int:
    if scope.officer_id is None:
        raise Refused(Refusal("not_competent_here"))
    return scope.officer_id

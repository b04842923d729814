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
from motcua.kernel import reference, statements
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
_WRITE_STUBS = """
WITH stubs AS (
    INSERT INTO counter_stub (pad_id, number, code, state)
    SELECT %s::bigint, one.number, one.code, %s FROM json_to_recordset(%s::json) AS one (number bigint, code text)
)
UPDATE counter_pad SET stream_sequence = %s::bigint, stream_digest = %s::bytea, stream_at = %s::timestamp
WHERE id = %s::bigint
"""
_SETTLE_STUBS = """
WITH settled AS (
    UPDATE counter_stub SET state = %s, settled_at = %s::timestamp, officer_id = %s::bigint, dossier_id = %s::bigint,
        reason_id = %s::bigint
    WHERE id = ANY(%s::bigint[]) RETURNING id
)
UPDATE counter_pad SET open_codes = open_codes - (SELECT count(*) FROM settled), stream_sequence = %s::bigint,
    stream_digest = %s::bytea, stream_at = %s::timestamp
WHERE id = %s::bigint
"""


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
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
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
        body = {
            "agency_id": agency_id,
            "resolving_agency_id": resolving_agency_id,
            "day": day.isoformat(),
            "codes": [one.code for one in reserved],
        }
        head = unit.append(row.head, kind=entries.PAD_RESERVED, version=1, body=body)
        stubs = statements.recordset([{"number": one.number, "code": one.code} for one in reserved])
        written = [row.pk, StubState.OPEN.value, stubs, head.sequence, head.digest, head.at, row.pk]
        statements.execute(_WRITE_STUBS, written)
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
        row, stubs = _locked(scope, pad_id=pad_id)
        if stub_ids is None:
            stubs = [one for one in stubs if one.state == StubState.OPEN]
        else:
            stubs = [one for one in stubs if one.pk in set(stub_ids)]
        objection = objection_to_settling([(one.code, StubState(one.state)) for one in stubs])
        if objection is not None:
            raise Refused(objection)
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        process.void_reserved_codes(actor=actor, at=at, codes=[_reserved(row, one) for one in stubs])
        body = {"codes": [one.code for one in stubs], "reason": why.body()}
        head = unit.append(row.head, kind=entries.STUBS_VOIDED, version=1, body=body)
        void = [StubState.VOID.value, unit.at, _officer(scope), None, why.id, [one.pk for one in stubs]]
        statements.execute(_SETTLE_STUBS, [*void, head.sequence, head.digest, head.at, row.pk])
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
    row, (stub,) = _locked(scope, id=stub_id)
    objection = objection_to_settling([(stub.code, StubState(stub.state))])
    if objection is not None:
        raise Refused(objection)
    return stub, _reserved(row, stub)


def stub_entered(unit: Unit, scope: Scope, stub: models.Stub, dossier_id: int) -> None:
    """The code of an `open_stub` is that of a dossier, within the unit that received it."""
    body = {"code": stub.code, "dossier_id": dossier_id}
    head = unit.append(stub.pad.head, kind=entries.STUB_ENTERED, version=1, body=body)
    entered = [StubState.ENTERED.value, unit.recorded_at, _officer(scope), dossier_id, None, [stub.pk]]
    statements.execute(_SETTLE_STUBS, [*entered, head.sequence, head.digest, head.at, stub.pad_id])


def _reserved(row: models.Pad, stub: models.Stub) -> ReservedCode:
    return ReservedCode(row.resolving_agency_id, row.day, stub.number, stub.code)


def _locked(scope: Scope, **named: int) -> tuple[models.Pad, list[models.Stub]]:
    """Codes of a pad of the house, in their order, locked with the pad; whoever waited sees what became of them.

    `named` says which: all of a `pad_id`, or the one with that `id`. The pad is locked first, so that of two who settle
    codes of one pad, one waits and neither blocks the other.
    """
    locking = models.Stub.objects.select_for_update(of=("pad", "self"), no_key=True).select_related("pad")
    rows = locking.filter(pad__agency_id__in=sorted(scope.own_agency_ids), **named).order_by("number")
    stubs = list(rows) if scope.may(Role.RECEPTIONIST) else []
    if not stubs:
        raise Refused(Refusal("pad_absent"))
    return stubs[0].pad, stubs


def _officer(scope: Scope) -> int:
    if scope.officer_id is None:
        raise Refused(Refusal("not_competent_here"))
    return scope.officer_id

"""A gateway's file of a day: kept, its money taken in, what differs explained, the day closed."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.payments import entries, models
from motcua.payments.commands.arriving import note_money
from motcua.payments.gateways import gateways
from motcua.payments.queries.comparing import compared_lines
from motcua.payments.queries.totals import totals_of
from motcua.payments.rules.comparing import objection_to_closing
from motcua.payments.rules.ordering import number_of
from motcua.payments.sight import require_keeper
from motcua.payments.types import Fate, FileKind, FileLine, Source, Told


def keep_statement(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    agency_id: int,
    gateway: str,
    day: date,
    content: bytes,
    key: RequestKey | None = None,
) -> int:
    """Keeps a gateway's file of a day for an agency, in place of one that came before; answers its id. Lines of other
    days and of other agencies' orders are left out.

    Raises Refused: `payments_not_yours`, `gateway_not_here`, `statement_unreadable`, `statement_closed`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["statement_id"])
        require_keeper(scope, agency_id)
        lines = [_kept(line) for line in _of(agency_id, day, _read(gateway, content))]
        # The counter of the agency's files is locked until the end: of two at once one takes the other's place.
        numbers.draw(f"gateway_statements/{agency_id}")
        row = models.Statement.objects.filter(agency_id=agency_id, gateway=gateway, day=day).first()
        if row is not None and row.closed_at is not None:
            raise Refused(Refusal("statement_closed", {"at": row.closed_at}))
        row = row or models.Statement(agency_id=agency_id, gateway=gateway, day=day)
        row.lines, row.kept_at = lines, unit.at
        row.save()
        digest = sha256(content).hexdigest()
        body = {"agency_id": agency_id, "gateway": gateway, "day": f"{day}", "lines": len(lines), "file": digest}
        row.with_head(unit.append(row.head, kind=entries.STATEMENT_KEPT, version=1, body=body)).save()
        unit.answer({"statement_id": row.pk})
        return int(row.pk)


def take_in(*, scope: Scope, at: datetime, statement_id: int) -> int:
    """Takes in the money of the file of which nobody has told the house; answers how many lines. Each is noted by
    itself, once, however often this is pressed. Raises Refused: `payments_absent`, `payments_not_yours`.
    """
    row = models.Statement.objects.filter(id=statement_id).first()
    if row is None or row.agency_id not in scope.own_agency_ids:
        raise Refused(Refusal("payments_absent"))
    require_keeper(scope, row.agency_id)
    taken = [line for line in compared_lines(row) if line.may_be_taken_in]
    for line in taken:
        told = Told(line.reference, line.transaction, line.theirs or 0, line.at)
        note_money(at=at, gateway=row.gateway, told=told, source=Source.FILE)
    return len(taken)


def explain_line(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    statement_id: int,
    kind: FileKind,
    transaction: str,
    reason: str,
    key: RequestKey | None = None,
) -> None:
    """Says why a transaction stands otherwise in the file than here.

    Raises Refused: `payments_absent`, `payments_not_yours`, `statement_closed`, `text_missing`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _locked(scope, statement_id)
        wanted = (line for line in compared_lines(row) if (line.kind, line.transaction) == (kind, transaction))
        if not any(line.is_open for line in wanted):
            raise Refused(Refusal("payments_absent"))
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        models.Explanation.objects.create(
            statement=row, kind=kind.value, transaction=transaction, reason_id=why.id, reason_digest=why.digest
        )
        body = {"kind": kind.value, "transaction": transaction, "reason": why.body()}
        row.with_head(unit.append(row.head, kind=entries.LINE_EXPLAINED, version=1, body=body)).save()
        unit.answer({"statement_id": statement_id})


def close_statement(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    statement_id: int,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Closes a day of a gateway that was compared; with the last gateway of the day its online till closes too.

    Raises Refused: `payments_absent`, `payments_not_yours`, `statement_closed`, `statement_day_running`,
    `statement_unexplained`, `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _locked(scope, statement_id)
        unit.require_seen(row.head, seen)
        lines = compared_lines(row)
        granted(objection_to_closing(lines, is_over=at.date() > row.day))
        row.closed_at, row.closed_by_id = unit.at, scope.officer_id
        likeness = [line.likeness for line in lines]
        body: dict[str, Any] = {"lines": {one.value: likeness.count(one) for one in sorted(set(likeness))}}
        row.with_head(unit.append(row.head, kind=entries.STATEMENT_CLOSED, version=1, body=body)).save()
        _close_till(unit, row)
        unit.answer({"statement_id": statement_id})


def _close_till(unit: Unit, row: models.Statement) -> None:
    """The till of what the gateways took that day, once each of them has been compared."""
    tills = models.Till.objects.select_for_update(no_key=True)
    till = tills.filter(agency_id=row.agency_id, officer_id=None, day=row.day, closed_at=None).first()
    if till is None:
        return
    paid = models.Payment.objects.filter(till=till).values("id")
    through = models.Arrival.objects.filter(order__payment_id__in=paid, fate=Fate.SETTLED).values_list(
        "gateway", flat=True
    )
    closed = models.Statement.objects.filter(agency_id=row.agency_id, day=row.day, closed_at__isnull=False)
    if set(through) - set(closed.values_list("gateway", flat=True)):
        return
    till.closed_at, till.closed_by_id = unit.at, row.closed_by_id
    totals = totals_of(till.pk)
    sums = {"paid": dict(totals.paid), "refunded": dict(totals.refunded)}
    body = {**sums, "opening": 0, "counted": 0, "difference": 0, "reason": None}
    till.with_head(unit.append(till.head, kind=entries.DAY_CLOSED, version=1, body=body)).save()


def _read(gateway: str, content: bytes) -> tuple[FileLine, ...]:
    plugin = gateways().get(gateway)
    if plugin is None:
        raise Refused(Refusal("gateway_not_here"))
    try:
        return plugin.read_file(content)
    except ValueError as error:
        raise Refused(Refusal("statement_unreadable", {"what": str(error)[:200]})) from error


def _of(agency_id: int, day: date, lines: tuple[FileLine, ...]) -> list[FileLine]:
    """The lines of that day that are not for another agency's order."""
    numbers_of = {line.reference: number_of(line.reference) for line in lines if line.reference}
    found = models.Order.objects.filter(id__in=[one for one in numbers_of.values() if one is not None])
    others = set(found.exclude(agency_id=agency_id).values_list("id", flat=True))
    return [line for line in lines if line.at.date() == day and numbers_of.get(line.reference) not in others]


def _kept(line: FileLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "transaction": line.transaction,
        "reference": line.reference,
        "amount": line.amount,
        "at": line.at.isoformat(),
    }


def _locked(scope: Scope, statement_id: int) -> models.Statement:
    row = models.Statement.objects.select_for_update(no_key=True).filter(id=statement_id).first()
    if row is None or row.agency_id not in scope.own_agency_ids:
        raise Refused(Refusal("payments_absent"))
    require_keeper(scope, row.agency_id)
    if row.closed_at is not None:
        raise Refused(Refusal("statement_closed", {"at": row.closed_at}))
    return row

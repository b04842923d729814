"""The tills of a house: one for each cashier, desk and day, with what went through it."""

from collections.abc import Sequence
from datetime import date

from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.payments import models
from motcua.payments.queries.payments import cashier_of, codes_of, officer_names, rows_of
from motcua.payments.queries.totals import totals_of
from motcua.payments.sight import sees
from motcua.payments.types import Count, Day, Ground, Method, Place, RefundRow, Till, written_number


def tills(scope: Scope, *, before: int | None = None, limit: int = 50) -> tuple[Till, ...]:
    """The tills in sight, the latest day first; `before` is the id of the last one shown."""
    rows = models.Till.objects.all()
    if scope.sight is not None:
        rows = rows.filter(agency_id__in=sorted(scope.sight))
    last = models.Till.objects.filter(id=before).values_list("day", "id").first() if before is not None else None
    if last is not None:
        rows = rows.filter(day__lte=last[0]).exclude(day=last[0], id__gte=last[1])
    return _shown(list(rows.order_by("-day", "-id")[:limit]))


def till_at(place: Place, *, officer_id: int, on: date) -> int | None:
    """The till of a cashier at a place on a day, once money went through it."""
    row = models.Till.objects.filter(
        officer_id=officer_id, agency_id=place.agency_id, desk_id=place.desk_id, day=on
    ).first()
    return None if row is None else int(row.pk)


def day(scope: Scope, till_id: int) -> Day:
    """A till in sight with its payments and refunds. Raises Refused (`payments_absent`)."""
    row = models.Till.objects.filter(id=till_id).first()
    if row is None or not sees(scope, row.agency_id):
        raise Refused(Refusal("payments_absent"))
    (till,) = _shown([row])
    payments = rows_of(models.Payment.objects.filter(till_id=till_id))
    return Day(till, totals_of(till_id), payments, _refunds(till_id))


def _shown(rows: Sequence[models.Till]) -> tuple[Till, ...]:
    names = officer_names(*rows)
    texts = parties.texts(row.reason_id for row in rows if row.reason_id is not None)
    return tuple(
        Till(
            id=row.pk,
            sequence=row.stream_sequence,
            agency_id=row.agency_id,
            desk_id=row.desk_id,
            officer_id=row.officer_id,
            cashier=cashier_of(row, names),
            day=row.day,
            closed_at=row.closed_at,
            closed_by=names.get(row.closed_by_id or 0, ""),
            count=_count(row) if row.closed_at is not None else None,
            difference=row.difference,
            reason=(texts[row.reason_id].content or "") if row.reason_id in texts else "",
        )
        for row in rows
    )


def _count(row: models.Till) -> Count:
    return Count({int(value): number for value, number in row.pieces.items()}, row.opening)


def _refunds(till_id: int) -> tuple[RefundRow, ...]:
    rows = list(models.Refund.objects.select_related("line").filter(till_id=till_id).order_by("id"))
    payments = {row.line.payment_id for row in rows}
    valid = models.Receipt.objects.select_related("book").filter(payment_id__in=payments, voided_at=None)
    receipts = {one.payment_id: written_number(one.book.series, one.number) for one in valid.order_by("id")}
    codes = codes_of(row.line.dossier_id for row in rows)
    return tuple(
        RefundRow(
            refunded_at=row.refunded_at,
            receipt=receipts[row.line.payment_id],
            code=codes.get(row.line.dossier_id, ""),
            amount=row.amount,
            method=Method(row.method),
            ground=Ground(row.ground),
        )
        for row in rows
    )

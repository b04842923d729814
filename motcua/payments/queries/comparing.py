"""The gateways' files of the days, beside what the house has noted of the same transactions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Sum

from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.payments import models
from motcua.payments.rules.comparing import compared
from motcua.payments.rules.ordering import reference_of
from motcua.payments.sight import sees
from motcua.payments.types import Compared, Fate, FileKind, FileLine, RepaymentState, Statement, StatementRow


def statements(scope: Scope, *, before: int | None = None, limit: int = 50) -> Sequence[StatementRow]:
    """The files of the agencies in sight, the latest first; `before` is the id of the last one shown."""
    rows = models.Statement.objects.defer("lines")
    if scope.sight is not None:
        rows = rows.filter(agency_id__in=sorted(scope.sight))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _shown(list(rows.order_by("-id")[:limit]))


def statement(scope: Scope, statement_id: int) -> Statement:
    """One file in sight with its lines compared. Raises Refused (`payments_absent`)."""
    row = models.Statement.objects.filter(id=statement_id).first()
    if row is None or not sees(scope, row.agency_id):
        raise Refused(Refusal("payments_absent"))
    (shown,) = _shown([row])
    sums = dict(_arrived(row).order_by().values_list("fate").annotate(sum=Sum("amount")))
    return Statement(
        row=shown,
        lines=compared_lines(row),
        settled=sums.get(Fate.SETTLED, 0),
        going_back=sums.get(Fate.EXCESS, 0),
        waiting=sums.get(Fate.WAITING, 0),
    )


def compared_lines(row: models.Statement) -> tuple[Compared, ...]:
    """The lines of a file beside what the house noted of that day, with the reasons that were typed."""
    theirs = [line_of(one) for one in row.lines]
    explained = list(models.Explanation.objects.filter(statement=row).order_by("id"))
    texts = parties.texts({one.reason_id for one in explained})
    reasons = {
        (FileKind(one.kind), one.transaction): (texts[one.reason_id].content if one.reason_id in texts else None) or "–"
        for one in explained
    }
    return compared(theirs, [*_came(row), *_went_back(row)], reasons=reasons)


def line_of(kept: Mapping[str, Any]) -> FileLine:
    """A line as it is kept."""
    at = datetime.fromisoformat(kept["at"])
    return FileLine(FileKind(kept["kind"]), kept["transaction"], kept["reference"], kept["amount"], at)


def _arrived(row: models.Statement) -> Any:
    until = datetime.combine(row.day, datetime.min.time()) + timedelta(days=1)
    since = until - timedelta(days=1)
    rows = models.Arrival.objects.filter(agency_id=row.agency_id, gateway=row.gateway)
    return rows.filter(paid_at__gte=since, paid_at__lt=until)


def _came(row: models.Statement) -> Sequence[FileLine]:
    return [
        FileLine(FileKind.PAID, one.transaction, reference_of(one.order_id), one.amount, one.paid_at)
        for one in _arrived(row).order_by("id")
    ]


def _went_back(row: models.Statement) -> Sequence[FileLine]:
    done = models.Repayment.objects.select_related("arrival").filter(
        agency_id=row.agency_id, arrival__gateway=row.gateway, state=RepaymentState.DONE, stream_at__date=row.day
    )
    return [
        FileLine(FileKind.GIVEN_BACK, one.reference, reference_of(one.arrival.order_id), one.amount, one.stream_at)
        for one in done.order_by("id")
        if one.stream_at is not None
    ]


def _shown(rows: Sequence[models.Statement]) -> Sequence[StatementRow]:
    agencies = organisation.agency_names({row.agency_id for row in rows})
    names = organisation.officer_names({row.closed_by_id for row in rows if row.closed_by_id is not None})
    return [
        StatementRow(
            id=row.pk,
            sequence=row.stream_sequence,
            agency_id=row.agency_id,
            agency=agencies.get(row.agency_id, ""),
            gateway=row.gateway,
            day=row.day,
            closed_at=row.closed_at,
            closed_by=names.get(row.closed_by_id or 0, ""),
        )
        for row in rows
    ]

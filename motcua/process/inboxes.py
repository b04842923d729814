"""Reading an inbox: whose work, what is due first, how much is late."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import Count, F, Q, QuerySet

from motcua.dossier import queries as dossier
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.process import models
from motcua.process.boxes import Box, Near, held, lying_in, sent_on, spans
from motcua.process.rows import work_of
from motcua.process.types import WorkItem
from motcua.worktime import queries as worktime


@dataclass(frozen=True, slots=True)
class After:
    """Where the last page of a list ended: the due instant and the row."""

    due_at: datetime | None
    id: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of an inbox. `id` is for paging only; `on_behalf_of` is whose work it is, where a post is delegated."""

    id: int
    work: WorkItem
    on_behalf_of: int | None = None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a box: how near the due instant of the step is at `at`, one procedure by its code, one officer."""

    at: datetime
    near: Near | None = None
    procedure: str = ""
    officer_id: int | None = None


def inbox(
    scope: Scope, box: Box, *, narrowing: Narrowing | None = None, after: After | None = None, limit: int = 50
) -> list[InboxRow]:
    """The open work of a box, what is due first on top; held work last."""
    rows = _boxed(scope, box).order_by(F("due_at").asc(nulls_last=True), "id")
    if narrowing is not None:
        rows = _narrowed(rows, scope, narrowing)
    if after is not None and after.due_at is not None:
        rows = rows.filter(
            Q(due_at__gt=after.due_at) | Q(due_at=after.due_at, id__gt=after.id) | Q(due_at__isnull=True)
        )
    elif after is not None:
        rows = rows.filter(due_at__isnull=True, id__gt=after.id)
    return [_inbox_row(scope, row["id"], work_of(row)) for row in rows.values()[:limit]]


def box_counts(scope: Scope) -> Mapping[Box, int]:
    """How much lies in each box, for the tabs; one statement."""
    mine, pool, team = (lying_in(scope, box) for box in (Box.MINE, Box.POOL, Box.TEAM))
    rows = models.WorkItem.objects.filter(
        Q(agency_id__in=scope.own_agency_ids) | sent_on(scope), closed_at__isnull=True
    )
    counted = rows.aggregate(
        mine=Count("id", filter=mine & ~held()),
        pool=Count("id", filter=pool & ~held()),
        team=Count("id", filter=team & ~held()),
        waiting=Count("id", filter=lying_in(scope, Box.WAITING)),
    )
    return {box: counted[box.value] for box in Box}


def near_counts(scope: Scope, box: Box, narrowing: Narrowing) -> Mapping[Near, int]:
    """How much of a box is due soon and how much is late, of the same procedure; one statement."""
    rows = _narrowed(_boxed(scope, box), scope, replace(narrowing, near=None))
    kinds = spans(narrowing.at, soon_until=_soon_until(scope, narrowing.at))
    counted = rows.aggregate(**{near.value: Count("id", filter=span.condition) for near, span in kinds.items()})
    return {near: counted[near.value] for near in Near}


def _narrowed(rows: QuerySet[models.WorkItem], scope: Scope, by: Narrowing) -> QuerySet[models.WorkItem]:
    if by.near is not None:
        rows = rows.filter(spans(by.at, soon_until=_soon_until(scope, by.at))[by.near].condition)
    if by.officer_id is not None:
        rows = rows.filter(officer_id=by.officer_id)
    return rows.filter(dossier_id__in=dossier.ids_of_procedure(by.procedure)) if by.procedure else rows


def _soon_until(scope: Scope, at: datetime) -> datetime:
    """The end of the next working day of his agency: what is due later is not due soon."""
    if not scope.own_agency_ids:
        return at
    calendar = worktime.calendar(organisation.calendar_key(min(scope.own_agency_ids), on=at.date()))
    return datetime.combine(calendar.nth_working_day(at.date(), 1), time.max)


def _inbox_row(scope: Scope, row_id: int, work: WorkItem) -> InboxRow:
    placed = work.placement
    lent = any(
        (one.giver_id, one.agency_id, one.role) == (placed.officer_id, placed.agency_id, placed.role)
        for one in scope.lent
    )
    return InboxRow(row_id, work, placed.officer_id if lent and placed.officer_id != scope.officer_id else None)


def _boxed(scope: Scope, box: Box) -> QuerySet[models.WorkItem]:
    rows = models.WorkItem.objects.filter(lying_in(scope, box), closed_at__isnull=True)
    if box is Box.WAITING:
        return rows
    return rows.exclude(held())

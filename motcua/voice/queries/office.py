"""Feedback for the office: lists that are worked off from the top, and one whole."""

from contextlib import suppress
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.dossier import queries as dossier
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import OpenedFile
from motcua.voice import models
from motcua.voice.presenting import clock_of, state_of, timeline_for_office
from motcua.voice.queries.opening import opened
from motcua.voice.queries.sight import acts_for, in_sight, seen
from motcua.voice.reading import as_feedback, said_in
from motcua.voice.types import Box, FeedbackPage, FeedbackRow, FeedbackView, Place


def feedback_page(scope: Scope, box: Box, *, at: datetime, after: Place | None = None, limit: int = 50) -> FeedbackPage:
    """A page of a list: what lapses first on top, of what has ended the latest. Two statements."""
    rows = _in_box(in_sight(scope), box, scope, at)
    if box is Box.ENDED:
        rows = rows.order_by("-ended_at", "-id")
        behind = Q(ended_at__lt=after.instant) | Q(ended_at=after.instant, id__lt=after.id) if after else Q()
    else:
        rows = rows.order_by("lapses_at", "id")
        behind = Q(lapses_at__gt=after.instant) | Q(lapses_at=after.instant, id__gt=after.id) if after else Q()
    found = [as_feedback(row) for row in rows.filter(behind)[: limit + 1]]
    shown = found[:limit]
    agencies = organisation.agency_names(one.agency_id for one in shown)
    officers = organisation.officer_names(one.officer_id for one in shown if one.officer_id is not None)
    last = shown[-1] if len(found) > limit else None
    return FeedbackPage(
        rows=[
            FeedbackRow(
                one, state_of(one, at=at), agencies.get(one.agency_id, ""), officers.get(one.officer_id or 0, "")
            )
            for one in shown
        ],
        after=Place(last.ended_at or last.lapses_at, last.id) if last is not None else None,
    )


def count_waiting(scope: Scope) -> int:
    """How many lie with somebody's house that he has, or that nobody has; one statement."""
    rows = in_sight(scope).filter(ended_at=None, agency_id__in=scope.own_agency_ids | scope.inherited)
    return rows.filter(Q(officer_id=scope.officer_id) | Q(officer_id=None)).count()


def feedback(scope: Scope, feedback_id: int, *, at: datetime) -> FeedbackView:
    """One whole. Raises Refused (`feedback_absent`), also for what is not in sight."""
    row = seen(scope, feedback_id)
    one, said = as_feedback(row), said_in(row)
    names = organisation.officer_names([row.officer_id]) if row.officer_id is not None else {}
    return FeedbackView(
        feedback=one,
        said=said,
        state=state_of(one, at=at),
        clock=clock_of(one, at=at),
        timeline=timeline_for_office(row),
        acts=acts_for(one, scope, on=at.date()),
        agency=organisation.agency_names([row.agency_id]).get(row.agency_id, ""),
        officer=names.get(row.officer_id or 0, ""),
        dossier_id=_dossier_in_sight(scope, row, said.dossier_code),
    )


def open_file(scope: Scope, feedback_id: int, attachment: int, *, reader: str, at: datetime) -> OpenedFile:
    """A file of one. Raises Refused: `feedback_absent`, `file_absent` and those of a lost file."""
    return opened(seen(scope, feedback_id), attachment, reader=reader, at=at)


def _in_box(rows: QuerySet[models.Feedback], box: Box, scope: Scope, at: datetime) -> QuerySet[models.Feedback]:
    if box is Box.ENDED:
        return rows.filter(ended_at__isnull=False)
    waiting = rows.filter(ended_at=None)
    if box is Box.LATE:
        return waiting.filter(lapses_at__lte=at)
    return waiting.filter(officer_id=scope.officer_id) if box is Box.MINE else waiting


def _dossier_in_sight(scope: Scope, row: models.Feedback, typed: str) -> int | None:
    """The dossier that was meant, where there is one and the reader may open it."""
    if row.dossier_id is not None:
        with suppress(Refused):
            return dossier.by_code(scope, typed)
    return None

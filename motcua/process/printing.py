"""The papers that tell of the course: the control slip of a dossier, and the register book of a place that receives."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import Min

from motcua.catalogue.types import FormKey
from motcua.dossier import queries as dossier
from motcua.dossier.queries import OfficialPaper, PrintedBook
from motcua.dossier.types import Timeliness
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.process import models
from motcua.process.rows import work_history
from motcua.process.rules.timing import class_of


def form_pdf(scope: Scope, dossier_id: int, form: FormKey, *, at: datetime, address: str) -> bytes:
    """One official paper of a dossier, as PDF. Raises Refused: `no_such_dossier`, `paper_not_due`."""
    found = official_paper(scope, dossier_id, form, at=at, address=address)
    return papers.render(found.paper, at=found.dated)


def official_paper(scope: Scope, dossier_id: int, form: FormKey, *, at: datetime, address: str) -> OfficialPaper:
    """The same as plain values. Raises Refused as above."""
    classes = _classes(dossier_id) if form is FormKey.CONTROL_SLIP else {}
    return dossier.official_paper(scope, dossier_id, form, at=at, address=address, classes=classes)


def register_pdf(scope: Scope, agency_id: int, *, since: date, until: date, at: datetime) -> PrintedBook:
    """What that agency received from one day to another, as PDF.

    Raises Refused: `agency_absent`, `period_turned_round`, `register_too_long`, `paper_not_due`.
    """
    forwarded = partial(_forwarded, agency_id)
    return dossier.register_pdf(scope, agency_id, since=since, until=until, at=at, forwarded=forwarded)


def _classes(dossier_id: int) -> Mapping[int, Timeliness]:
    """How timely each piece of work was, by the entry with which the dossier went on: it follows the new work's own."""
    history = {work.number: work for work in work_history(dossier_id)}
    ended = {work.number + 1: history.get(work.previous_number or 0) for work in history.values()}
    found = {
        sequence: class_of(work.due_at, done_at=work.closed_at, held_since=work.held_since)
        for sequence, work in ended.items()
        if work is not None and work.closed_at is not None
    }
    return {sequence: timeliness for sequence, timeliness in found.items() if timeliness is not None}


def _forwarded(receiving_agency_id: int, dossier_ids: Sequence[int]) -> Mapping[int, datetime]:
    """When each dossier first lay with another agency than the one that received it; one statement."""
    elsewhere = models.WorkItem.objects.filter(dossier_id__in=dossier_ids).exclude(agency_id=receiving_agency_id)
    return dict(elsewhere.values_list("dossier_id").annotate(first=Min("opened_at")))

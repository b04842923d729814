"""The papers that tell of the course: the control slip of a dossier, and the register book of a place that receives."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db.models import Min
from django.db.models.functions import Coalesce

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormKey, Place, Step
from motcua.dossier import queries as dossier
from motcua.dossier.queries import Book, OfficialPaper
from motcua.dossier.types import Facts, Timeliness
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import ChainLine
from motcua.process import models
from motcua.process.placing import agency_of_step
from motcua.process.rows import work_history
from motcua.process.rules.timing import class_of
from motcua.process.types import WorkItem
from motcua.worktime.types import number_words

_OTHERS = frozenset({Place.AGENCY, Place.PARTNER})


def form_pdf(scope: Scope, dossier_id: int, form: FormKey, *, at: datetime, address: str) -> bytes:
    """One official paper of a dossier, as PDF. Raises Refused: `no_such_dossier`, `paper_not_due`."""
    found = official_paper(scope, dossier_id, form, at=at, address=address)
    return papers.render(found.paper, at=found.dated)


def official_paper(scope: Scope, dossier_id: int, form: FormKey, *, at: datetime, address: str) -> OfficialPaper:
    """The same as plain values. Raises Refused as above."""
    classes = _classes(dossier_id) if form is FormKey.CONTROL_SLIP else {}
    chain = partial(_chain, dossier_id)
    return dossier.official_paper(scope, dossier_id, form, at=at, address=address, classes=classes, chain=chain)


def is_chain(facts: Facts) -> bool:
    """Whether another agency than the one that resolves does a step of its procedure (liên thông, NĐ 118/2025 Đ20)."""
    return any(step.at.place in _OTHERS for step in _steps(facts))


def _steps(facts: Facts) -> Sequence[Step]:
    process = catalogue.version(facts.subject.procedure_version_id).process
    return process.steps if process is not None else ()


def register(scope: Scope, agency_id: int, *, since: date, until: date, at: datetime) -> Book:
    """What that agency received from one day to another.

    Raises Refused: `agency_absent`, `period_turned_round`, `register_too_long`, `paper_not_due`.
    """
    forwarded = partial(_forwarded, agency_id)
    return dossier.register(scope, agency_id, since=since, until=until, at=at, forwarded=forwarded)


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


def _chain(dossier_id: int, facts: Facts) -> tuple[ChainLine, ...]:
    """What each agency does, in the order in which they come first, and when each had the dossier."""
    if facts.received_at is None or not is_chain(facts):
        return ()
    shares: dict[int, list[Step]] = {}
    for step in _steps(facts):
        shares.setdefault(agency_of_step(step, facts.subject, on=facts.received_at), []).append(step)
    names, history = organisation.agency_names(shares), work_history(dossier_id)
    return tuple(
        ChainLine(
            agency=names.get(agency_id, ""),
            work=tuple(step.label.vi for step in steps),
            allowed=f"{number_words(_hours(steps, facts), 'vi')} giờ làm việc",
            taken_at=_begun(agency_id, history),
            given_at=_ended(agency_id, history),
        )
        for agency_id, steps in shares.items()
    )


def _hours(steps: Sequence[Step], facts: Facts) -> Decimal:
    return sum((step.hours_for(facts.subject.case_key or None) for step in steps), Decimal())


def _begun(agency_id: int, history: Sequence[WorkItem]) -> datetime | None:
    return min((work.begins_at for work in history if work.placement.agency_id == agency_id), default=None)


def _ended(agency_id: int, history: Sequence[WorkItem]) -> datetime | None:
    """When the agency's last work was done; None while some lies open."""
    ends = [work.closed_at for work in history if work.placement.agency_id == agency_id]
    done = [end for end in ends if end is not None]
    return max(done) if done and len(done) == len(ends) else None


def _forwarded(receiving_agency_id: int, dossier_ids: Sequence[int]) -> Mapping[int, datetime]:
    """When each dossier first lay with another agency than the one that received it; one statement."""
    elsewhere = models.WorkItem.objects.filter(dossier_id__in=dossier_ids).exclude(agency_id=receiving_agency_id)
    return dict(elsewhere.values_list("dossier_id").annotate(first=Min(Coalesce("papers_at", "opened_at"))))

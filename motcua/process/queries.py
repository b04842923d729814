"""Reading the course: whose desk, what is due first, what may be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Label, Step, StepKind
from motcua.catalogue.types import Outcome as StepOutcome
from motcua.dossier import queries as dossier
from motcua.dossier.types import Action, Facts
from motcua.organisation.types import Role, Scope
from motcua.process import models
from motcua.process.course import open_work_of, work_of
from motcua.process.rules.authority import may_act, may_work
from motcua.process.types import Choice, WorkItem, WorkKind

ACT_LABELS = {
    Action.ACCEPT: _("Accept"),
    Action.ASK_COMPLETION: _("Ask to complete"),
    Action.DECLINE: _("Decline"),
    Action.STOP_FILING: _("Withdraw the filing"),
    Action.COMPLETE_FILING: _("Completed"),
    Action.ASK_SUPPLEMENT: _("Ask for a supplement"),
    Action.ANSWER_SUPPLEMENT: _("Supplement received"),
    Action.CLOSE_UNANSWERED: _("Close the dossier"),
    Action.PAUSE: _("Time not counted"),
    Action.RESUME: _("Time counts again"),
    Action.ASK_CONSULTATION: _("Ask for an opinion"),
    Action.ANSWER_CONSULTATION: _("Opinion received"),
    Action.PROLONG: _("Prolong by law"),
    Action.APOLOGISE: _("Apologise and propose a new date"),
    Action.REAPPOINT: _("Re-appoint"),
    Action.ASSESS_FEE: _("Fix a financial obligation"),
    Action.SETTLE_FEE: _("Fee received"),
    Action.STOP: _("Stop at request"),
    Action.ADJUST_CONTENT: _("Content adjusted"),
    Action.VOID: _("Void a mistaken receipt"),
    Action.OPEN_CORRECTION: _("Correct an error"),
    Action.CLOSE_CORRECTION: _("Correction done"),
}
"""How each act beside the steps is called on the screen."""

WORK_LABELS: Mapping[str, object] = {
    WorkKind.ANSWER_FILING: _("Answer the online filing"),
    WorkKind.AWAIT_COMPLETION: _("Waiting for the person to complete"),
    WorkKind.AWAIT_SUPPLEMENT: _("Waiting for the supplement"),
    WorkKind.CORRECT: _("Correct the result"),
}

_NEEDS: Mapping[Action, tuple[str, ...]] = {
    Action.ASK_COMPLETION: ("missing", "reason"),
    Action.DECLINE: ("decline_reason", "reason"),
    Action.ASK_SUPPLEMENT: ("missing", "reason"),
    Action.ANSWER_SUPPLEMENT: ("components",),
    Action.COMPLETE_FILING: ("components",),
    Action.PAUSE: ("pause",),
    Action.RESUME: ("pause",),
    Action.ASK_CONSULTATION: ("agency", "term", "reason"),
    Action.ANSWER_CONSULTATION: ("consultation", "reason"),
    Action.PROLONG: ("rule", "reason"),
    Action.APOLOGISE: ("proposed_at", "reason"),
    Action.REAPPOINT: ("appointment_at",),
    Action.ASSESS_FEE: ("fee",),
    Action.SETTLE_FEE: ("fee_key", "paid_by"),
    Action.STOP: ("reason",),
    Action.ADJUST_CONTENT: ("reason",),
    Action.VOID: ("reason", "replaced_by"),
    Action.OPEN_CORRECTION: ("reason",),
}


class Box(StrEnum):
    """The parts of an inbox."""

    MINE = "mine"
    POOL = "pool"
    TEAM = "team"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class After:
    """Where the last page of a list ended: the due instant and the row."""

    due_at: datetime | None
    id: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of an inbox. `id` is for paging only."""

    id: int
    work: WorkItem


def inbox(scope: Scope, box: Box, *, after: After | None = None, limit: int = 50) -> list[InboxRow]:
    """The open work of a box, what is due first on top; held work last."""
    rows = _boxed(scope, box).order_by(F("due_at").asc(nulls_last=True), "id")
    if after is not None and after.due_at is not None:
        rows = rows.filter(
            Q(due_at__gt=after.due_at) | Q(due_at=after.due_at, id__gt=after.id) | Q(due_at__isnull=True)
        )
    elif after is not None:
        rows = rows.filter(due_at__isnull=True, id__gt=after.id)
    return [InboxRow(row["id"], work_of(row)) for row in rows.values()[:limit]]


def box_counts(scope: Scope) -> Mapping[Box, int]:
    """How much lies in each box, for the tabs; one statement."""
    mine, pool, team = (_condition(scope, box) for box in (Box.MINE, Box.POOL, Box.TEAM))
    held = Q(held_since__isnull=False) | Q(kind__in=_WAITING)
    counted = models.WorkItem.objects.filter(closed_at__isnull=True, agency_id__in=scope.own_agency_ids).aggregate(
        mine=Count("id", filter=mine & ~held),
        pool=Count("id", filter=pool & ~held),
        team=Count("id", filter=team & ~held),
        waiting=Count("id", filter=_condition(scope, Box.WAITING)),
    )
    return {box: counted[box.value] for box in Box}


def open_work(dossier_id: int) -> list[WorkItem]:
    """The work that lies open for a dossier."""
    return open_work_of(dossier_id)


def work_done(dossier_ids: Sequence[int]) -> list[WorkItem]:
    """All work of these dossiers, open and closed, in the order in which it was opened."""
    rows = models.WorkItem.objects.filter(dossier_id__in=dossier_ids).order_by("dossier_id", "number")
    return [work_of(row) for row in rows.values()]


def choices(scope: Scope, dossier_id: int, facts: Facts) -> list[Choice]:
    """What somebody with this scope may do to a dossier now: the ways out of his step, then the acts beside it."""
    works = [work for work in open_work_of(dossier_id) if _may_work(scope, work)]
    ways = [choice for work in works for choice in _ways_out(work, facts)]
    possible = dossier.possible_actions(facts)
    acts = [
        Choice(key=action.value, label=str(ACT_LABELS[action]), action=action, needs=_NEEDS.get(action, ()))
        for action in ACT_LABELS
        if action in possible and may_act(scope, action, facts.subject)
    ]
    return ways + acts


def label_of_step(facts: Facts, step_key: str) -> str:
    """How a step of a dossier's process, or a piece of work that the law makes, is called."""
    if step_key in WORK_LABELS:
        return str(WORK_LABELS[step_key])
    found = _step(facts, step_key)
    return _said(found.label) if found is not None else step_key


def _step(facts: Facts, step_key: str) -> Step | None:
    definition = catalogue.version(facts.subject.procedure_version_id).process
    steps = definition.steps if definition is not None else ()
    return next((step for step in steps if step.key == step_key), None)


def _ways_out(work: WorkItem, facts: Facts) -> list[Choice]:
    step = _step(facts, work.step_key)
    if step is None or (work.held_since is not None and not step.pause):
        return []
    return [
        Choice(
            key=action.key,
            label=_said(action.label),
            work_number=work.number,
            needs=_needs_of_way(step.kind, action.outcome),
            is_main=place == 0,
        )
        for place, action in enumerate(step.actions)
    ]


def _needs_of_way(kind: StepKind, outcome: StepOutcome) -> tuple[str, ...]:
    if outcome in {StepOutcome.REFUSE, StepOutcome.RETURN}:
        return ("reason",)
    if outcome is StepOutcome.HAND_OVER:
        return ("method", "collector")
    return ("result_number",) if kind is StepKind.SEAL else ()


def _may_work(scope: Scope, work: WorkItem) -> bool:
    return may_work(scope, agency_id=work.placement.agency_id, role=work.placement.role)


def _said(label: Label) -> str:
    return label.text(get_language() or "vi")


_WAITING = (WorkKind.AWAIT_COMPLETION.value, WorkKind.AWAIT_SUPPLEMENT.value)


def _boxed(scope: Scope, box: Box) -> QuerySet[models.WorkItem]:
    rows = models.WorkItem.objects.filter(_condition(scope, box), closed_at__isnull=True)
    if box is Box.WAITING:
        return rows
    return rows.filter(held_since__isnull=True).exclude(kind__in=_WAITING)


def _condition(scope: Scope, box: Box) -> Q:
    ours = Q(agency_id__in=scope.own_agency_ids, role__in=[role.value for role in scope.roles])
    match box:
        case Box.MINE:
            return Q(officer_id=scope.officer_id, agency_id__in=scope.own_agency_ids)
        case Box.POOL:
            return ours & Q(officer_id__isnull=True)
        case Box.TEAM:
            oversees = scope.may(Role.LEADER, Role.SUPERVISOR)
            return Q(agency_id__in=scope.own_agency_ids) if oversees else ours
        case Box.WAITING:
            return ours & (Q(held_since__isnull=False) | Q(kind__in=_WAITING))

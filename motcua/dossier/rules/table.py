"""The one table of the legal life: state × action → target, and the topic of law it rests on.

Whatever is not in it is refused. The article of a topic is dated data of the regime (`Regime.article`); the diagram in
the documentation is drawn from this very table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from motcua.dossier.types import Action, State


class Topic(StrEnum):
    """What a rule is about: the key under which a regime names its article."""

    START = "start"
    INTAKE = "intake"
    ONLINE = "online"
    SUPPLEMENT = "supplement"
    SUPPLEMENT_ONCE = "supplement_once"
    CLOSING = "closing"
    CONSULTATION = "consultation"
    PAUSE = "pause"
    PROLONGATION = "prolongation"
    APOLOGY = "apology"
    FEE = "fee"
    DECISION = "decision"
    REFUSAL = "refusal"
    RESULT = "result"
    STOP = "stop"
    CORRECTION = "correction"
    VOID = "void"
    CALENDAR = "calendar"
    LATE_ENTRY = "late_entry"


@dataclass(frozen=True, slots=True)
class Transition:
    """What an action leads to. `otherwise` is the target while another pause still holds (clock rule 20: union)."""

    target: State
    topic: Topic
    otherwise: State | None = None

    @property
    def targets(self) -> frozenset[State]:
        """Every state it may lead to."""
        return frozenset({self.target} | ({self.otherwise} if self.otherwise else set()))


_FILED, _COMPLETION = State.FILED, State.INTAKE_COMPLETION
_PROGRESS, _WAITING, _PAUSED = State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.PAUSED
_DECIDED, _COMPLETED, _HANDED = State.DECIDED, State.COMPLETED, State.HANDED_OVER

_LIFE: Final[Mapping[State, Mapping[Action, tuple[State, Topic]]]] = {
    _FILED: {
        Action.ACCEPT: (_PROGRESS, Topic.ONLINE),
        Action.ASK_COMPLETION: (_COMPLETION, Topic.INTAKE),
        Action.DECLINE: (State.DECLINED_AT_INTAKE, Topic.INTAKE),
        Action.STOP_FILING: (State.FILING_STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_FILED, Topic.STOP),
        Action.SETTLE_FEE: (_FILED, Topic.FEE),
        Action.RECOMPUTE_CLOCK: (_FILED, Topic.CALENDAR),
    },
    _COMPLETION: {
        Action.COMPLETE_FILING: (_FILED, Topic.ONLINE),
        Action.DECLINE: (State.DECLINED_AT_INTAKE, Topic.INTAKE),
        Action.STOP_FILING: (State.FILING_STOPPED, Topic.STOP),
    },
    _PROGRESS: {
        Action.START_CLOCK: (_PROGRESS, Topic.START),
        Action.ASK_SUPPLEMENT: (_WAITING, Topic.SUPPLEMENT),
        Action.PAUSE: (_PAUSED, Topic.PAUSE),
        Action.ASK_CONSULTATION: (_PROGRESS, Topic.CONSULTATION),
        Action.ANSWER_CONSULTATION: (_PROGRESS, Topic.CONSULTATION),
        Action.PROLONG: (_PROGRESS, Topic.PROLONGATION),
        Action.APOLOGISE: (_PROGRESS, Topic.APOLOGY),
        Action.REAPPOINT: (_PROGRESS, Topic.APOLOGY),
        Action.ASSESS_FEE: (_PROGRESS, Topic.FEE),
        Action.SETTLE_FEE: (_PROGRESS, Topic.FEE),
        Action.DECIDE: (_DECIDED, Topic.DECISION),
        Action.STOP: (State.STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_PROGRESS, Topic.STOP),
        Action.VOID: (State.VOIDED, Topic.VOID),
        Action.RECOMPUTE_CLOCK: (_PROGRESS, Topic.CALENDAR),
    },
    _WAITING: {
        Action.ANSWER_SUPPLEMENT: (_PROGRESS, Topic.SUPPLEMENT),
        Action.CLOSE_UNANSWERED: (State.CLOSED_UNANSWERED, Topic.CLOSING),
        Action.ANSWER_CONSULTATION: (_WAITING, Topic.CONSULTATION),
        Action.APOLOGISE: (_WAITING, Topic.APOLOGY),
        Action.ASSESS_FEE: (_WAITING, Topic.FEE),
        Action.SETTLE_FEE: (_WAITING, Topic.FEE),
        Action.STOP: (State.STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_WAITING, Topic.STOP),
        Action.VOID: (State.VOIDED, Topic.VOID),
        Action.RECOMPUTE_CLOCK: (_WAITING, Topic.CALENDAR),
    },
    _PAUSED: {
        Action.PAUSE: (_PAUSED, Topic.PAUSE),
        Action.RESUME: (_PROGRESS, Topic.PAUSE),
        Action.ASK_CONSULTATION: (_PAUSED, Topic.CONSULTATION),
        Action.ANSWER_CONSULTATION: (_PAUSED, Topic.CONSULTATION),
        Action.APOLOGISE: (_PAUSED, Topic.APOLOGY),
        Action.ASSESS_FEE: (_PAUSED, Topic.FEE),
        Action.SETTLE_FEE: (_PAUSED, Topic.FEE),
        Action.STOP: (State.STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_PAUSED, Topic.STOP),
        Action.VOID: (State.VOIDED, Topic.VOID),
        Action.RECOMPUTE_CLOCK: (_PAUSED, Topic.CALENDAR),
    },
    _DECIDED: {
        Action.WITHDRAW_DECISION: (_PROGRESS, Topic.DECISION),
        Action.COMPLETE: (_COMPLETED, Topic.RESULT),
        Action.ANSWER_CONSULTATION: (_DECIDED, Topic.CONSULTATION),
        Action.APOLOGISE: (_DECIDED, Topic.APOLOGY),
        Action.REAPPOINT: (_DECIDED, Topic.APOLOGY),
        Action.ASSESS_FEE: (_DECIDED, Topic.FEE),
        Action.SETTLE_FEE: (_DECIDED, Topic.FEE),
        Action.RECOMPUTE_CLOCK: (_DECIDED, Topic.CALENDAR),
    },
    _COMPLETED: {
        Action.APOLOGISE: (_COMPLETED, Topic.APOLOGY),
        Action.ASSESS_FEE: (_COMPLETED, Topic.FEE),
        Action.SETTLE_FEE: (_COMPLETED, Topic.FEE),
        Action.HAND_OVER: (_HANDED, Topic.RESULT),
        Action.OPEN_CORRECTION: (_COMPLETED, Topic.CORRECTION),
        Action.CLOSE_CORRECTION: (_COMPLETED, Topic.CORRECTION),
    },
    _HANDED: {
        Action.OPEN_CORRECTION: (_HANDED, Topic.CORRECTION),
        Action.CLOSE_CORRECTION: (_HANDED, Topic.CORRECTION),
    },
    State.DECLINED_AT_INTAKE: {},
    State.FILING_STOPPED: {},
    State.STOPPED: {},
    State.CLOSED_UNANSWERED: {},
    State.VOIDED: {},
}

TABLE: Final[Mapping[tuple[State, Action], Transition]] = MappingProxyType(
    {
        (state, action): Transition(target, topic, _PAUSED if action is Action.RESUME else None)
        for state, actions in _LIFE.items()
        for action, (target, topic) in actions.items()
    }
)
"""Every legal move. A pair that is missing here is refused."""

_AFTER_DECISION = frozenset({_DECIDED, _COMPLETED, _HANDED})
_UNTIL_DECISION = frozenset(
    {
        Action.DECIDE,
        Action.STOP,
        Action.ADJUST_CONTENT,
        Action.ASK_SUPPLEMENT,
        Action.PAUSE,
        Action.PROLONG,
        Action.VOID,
    }
)
_WHILE_RUNNING = frozenset({Action.DECIDE, Action.COMPLETE, Action.ASK_SUPPLEMENT, Action.PAUSE, Action.PROLONG})
_NEEDS_A_RESULT = frozenset({Action.HAND_OVER, Action.OPEN_CORRECTION})


def transition(state: State, action: Action) -> Transition | None:
    """What the action leads to in that state, None where the law does not know it."""
    return TABLE.get((state, action))


def possible(state: State) -> tuple[Action, ...]:
    """The actions the table knows in that state, in the table's order."""
    return tuple(_LIFE[state])


def why_not(state: State, action: Action) -> str:
    """The code of the refusal for a pair the table does not know: as particular as a person needs to go on."""
    if state is _WAITING and action in _WHILE_RUNNING:
        return "waiting_for_supplement"
    if state is _PAUSED and action in _WHILE_RUNNING - {Action.PAUSE}:
        return "time_not_counted"
    if state in _AFTER_DECISION and action in _UNTIL_DECISION:
        return "already_decided"
    if state in {_PROGRESS, _DECIDED} and action in _NEEDS_A_RESULT:
        return "not_completed"
    return "wrong_state"

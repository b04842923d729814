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

    RECEIPT = "receipt"
    START = "start"
    INTAKE_COMPLETION = "intake_completion"
    INTAKE_REFUSAL = "intake_refusal"
    ONLINE_ANSWER = "online_answer"
    SUPPLEMENT = "supplement"
    SUPPLEMENT_ONCE = "supplement_once"
    SUPPLEMENT_SLIP = "supplement_slip"
    CLOSING = "closing"
    CONSULTATION = "consultation"
    APOLOGY = "apology"
    REAPPOINTMENT = "reappointment"
    FEES = "fees"
    REFUSAL = "refusal"
    HAND_OVER = "hand_over"
    STOP = "stop"
    ADJUSTMENT = "adjustment"
    CORRECTION = "correction"
    DIGITISATION = "digitisation"
    SPECIAL_LAW = "special_law"
    """The procedure version names the article: pauses, prolongation, another start event."""
    HOUSE_RULE = "house_rule"
    """No decree says it: decided by the rules of the clock, or plain order of work."""


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
        Action.ACCEPT: (_PROGRESS, Topic.RECEIPT),
        Action.ASK_COMPLETION: (_COMPLETION, Topic.INTAKE_COMPLETION),
        Action.DECLINE: (State.DECLINED_AT_INTAKE, Topic.INTAKE_REFUSAL),
        Action.STOP_FILING: (State.FILING_STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_FILED, Topic.ADJUSTMENT),
        Action.SETTLE_FEE: (_FILED, Topic.FEES),
        Action.RECOMPUTE_CLOCK: (_FILED, Topic.HOUSE_RULE),
        Action.ADD_PAPER: (_FILED, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_FILED, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_FILED, Topic.DIGITISATION),
    },
    _COMPLETION: {
        Action.COMPLETE_FILING: (_FILED, Topic.ONLINE_ANSWER),
        Action.DECLINE: (State.DECLINED_AT_INTAKE, Topic.INTAKE_REFUSAL),
        Action.STOP_FILING: (State.FILING_STOPPED, Topic.STOP),
        Action.ADD_PAPER: (_COMPLETION, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_COMPLETION, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_COMPLETION, Topic.DIGITISATION),
    },
    _PROGRESS: {
        Action.START_CLOCK: (_PROGRESS, Topic.SPECIAL_LAW),
        Action.ASK_SUPPLEMENT: (_WAITING, Topic.SUPPLEMENT),
        Action.PAUSE: (_PAUSED, Topic.SPECIAL_LAW),
        Action.ASK_CONSULTATION: (_PROGRESS, Topic.CONSULTATION),
        Action.ANSWER_CONSULTATION: (_PROGRESS, Topic.CONSULTATION),
        Action.WITHDRAW_CONSULTATION: (_PROGRESS, Topic.CONSULTATION),
        Action.PROLONG: (_PROGRESS, Topic.SPECIAL_LAW),
        Action.APOLOGISE: (_PROGRESS, Topic.APOLOGY),
        Action.REAPPOINT: (_PROGRESS, Topic.REAPPOINTMENT),
        Action.ASSESS_FEE: (_PROGRESS, Topic.FEES),
        Action.SETTLE_FEE: (_PROGRESS, Topic.FEES),
        Action.DECIDE: (_DECIDED, Topic.HOUSE_RULE),
        Action.STOP: (State.STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_PROGRESS, Topic.ADJUSTMENT),
        Action.VOID: (State.VOIDED, Topic.HOUSE_RULE),
        Action.RECOMPUTE_CLOCK: (_PROGRESS, Topic.HOUSE_RULE),
        Action.ADD_PAPER: (_PROGRESS, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_PROGRESS, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_PROGRESS, Topic.DIGITISATION),
    },
    _WAITING: {
        Action.ANSWER_SUPPLEMENT: (_PROGRESS, Topic.SUPPLEMENT),
        Action.CLOSE_UNANSWERED: (State.CLOSED_UNANSWERED, Topic.CLOSING),
        Action.ANSWER_CONSULTATION: (_WAITING, Topic.CONSULTATION),
        Action.WITHDRAW_CONSULTATION: (_WAITING, Topic.CONSULTATION),
        Action.APOLOGISE: (_WAITING, Topic.APOLOGY),
        Action.ASSESS_FEE: (_WAITING, Topic.FEES),
        Action.SETTLE_FEE: (_WAITING, Topic.FEES),
        Action.STOP: (State.STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_WAITING, Topic.ADJUSTMENT),
        Action.VOID: (State.VOIDED, Topic.HOUSE_RULE),
        Action.RECOMPUTE_CLOCK: (_WAITING, Topic.HOUSE_RULE),
        Action.ADD_PAPER: (_WAITING, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_WAITING, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_WAITING, Topic.DIGITISATION),
    },
    _PAUSED: {
        Action.PAUSE: (_PAUSED, Topic.SPECIAL_LAW),
        Action.RESUME: (_PROGRESS, Topic.SPECIAL_LAW),
        Action.ASK_CONSULTATION: (_PAUSED, Topic.CONSULTATION),
        Action.ANSWER_CONSULTATION: (_PAUSED, Topic.CONSULTATION),
        Action.WITHDRAW_CONSULTATION: (_PAUSED, Topic.CONSULTATION),
        Action.APOLOGISE: (_PAUSED, Topic.APOLOGY),
        Action.ASSESS_FEE: (_PAUSED, Topic.FEES),
        Action.SETTLE_FEE: (_PAUSED, Topic.FEES),
        Action.STOP: (State.STOPPED, Topic.STOP),
        Action.ADJUST_CONTENT: (_PAUSED, Topic.ADJUSTMENT),
        Action.VOID: (State.VOIDED, Topic.HOUSE_RULE),
        Action.RECOMPUTE_CLOCK: (_PAUSED, Topic.HOUSE_RULE),
        Action.ADD_PAPER: (_PAUSED, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_PAUSED, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_PAUSED, Topic.DIGITISATION),
    },
    _DECIDED: {
        Action.WITHDRAW_DECISION: (_PROGRESS, Topic.HOUSE_RULE),
        Action.COMPLETE: (_COMPLETED, Topic.HAND_OVER),
        Action.ANSWER_CONSULTATION: (_DECIDED, Topic.CONSULTATION),
        Action.WITHDRAW_CONSULTATION: (_DECIDED, Topic.CONSULTATION),
        Action.APOLOGISE: (_DECIDED, Topic.APOLOGY),
        Action.REAPPOINT: (_DECIDED, Topic.REAPPOINTMENT),
        Action.ASSESS_FEE: (_DECIDED, Topic.FEES),
        Action.SETTLE_FEE: (_DECIDED, Topic.FEES),
        Action.RECOMPUTE_CLOCK: (_DECIDED, Topic.HOUSE_RULE),
        Action.ADD_PAPER: (_DECIDED, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_DECIDED, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_DECIDED, Topic.DIGITISATION),
    },
    _COMPLETED: {
        Action.APOLOGISE: (_COMPLETED, Topic.APOLOGY),
        Action.ASSESS_FEE: (_COMPLETED, Topic.FEES),
        Action.SETTLE_FEE: (_COMPLETED, Topic.FEES),
        Action.HAND_OVER: (_HANDED, Topic.HAND_OVER),
        Action.OPEN_CORRECTION: (_COMPLETED, Topic.CORRECTION),
        Action.CLOSE_CORRECTION: (_COMPLETED, Topic.CORRECTION),
        Action.ADD_PAPER: (_COMPLETED, Topic.DIGITISATION),
        Action.REMOVE_PAPER: (_COMPLETED, Topic.DIGITISATION),
        Action.TAKE_FROM_STORE: (_COMPLETED, Topic.DIGITISATION),
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
    return "wrong_state" if _LIFE[state] else "dossier_ended"

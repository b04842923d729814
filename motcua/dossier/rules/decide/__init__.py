"""The decider: what a command means for a dossier, as events, or why it is refused.

Pure: the same facts, command, instant and law give the same answer. The table is asked first, then the command's own
conditions; nothing is computed twice, so folding the events needs neither calendar nor law.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from motcua.dossier.rules.decide import course, ending, filing, money, papers, supplement
from motcua.dossier.rules.law import Answer, Law
from motcua.dossier.rules.table import possible, transition, why_not
from motcua.dossier.types import Action, Command, Facts, Filed, Holder, Intake, Received
from motcua.kernel.types import Refusal, Refused

__all__ = ["decide", "file", "receive"]

_DECIDERS: Mapping[Action, Callable[[Facts, Any, datetime, Law], Answer]] = {
    Action.ACCEPT: filing.accept,
    Action.ASK_COMPLETION: filing.ask_completion,
    Action.COMPLETE_FILING: filing.complete_filing,
    Action.DECLINE: filing.decline,
    Action.STOP_FILING: filing.stop_filing,
    Action.START_CLOCK: course.start_clock,
    Action.ASK_SUPPLEMENT: supplement.ask,
    Action.ANSWER_SUPPLEMENT: supplement.answer,
    Action.CLOSE_UNANSWERED: supplement.close_unanswered,
    Action.PAUSE: course.pause,
    Action.RESUME: course.resume,
    Action.ASK_CONSULTATION: course.ask_consultation,
    Action.ANSWER_CONSULTATION: course.answer_consultation,
    Action.WITHDRAW_CONSULTATION: course.withdraw_consultation,
    Action.PROLONG: course.prolong,
    Action.APOLOGISE: course.apologise,
    Action.REAPPOINT: course.reappoint,
    Action.ASSESS_FEE: money.assess_fee,
    Action.SETTLE_FEE: money.settle_fee,
    Action.DECIDE: ending.decide_result,
    Action.WITHDRAW_DECISION: ending.withdraw_decision,
    Action.COMPLETE: ending.complete,
    Action.HAND_OVER: ending.hand_over,
    Action.STOP: ending.stop,
    Action.ADJUST_CONTENT: course.adjust_content,
    Action.VOID: ending.void,
    Action.OPEN_CORRECTION: ending.open_correction,
    Action.CLOSE_CORRECTION: ending.close_correction,
    Action.RECOMPUTE_CLOCK: course.recompute_clock,
    Action.ADD_PAPER: papers.add,
    Action.REMOVE_PAPER: papers.remove,
    Action.TAKE_FROM_STORE: papers.take_from_store,
}


def receive(intake: Intake, *, at: datetime, law: Law, holder: Holder, calendar_key: str) -> Received | Refusal:
    """The receipt of a complete dossier, without its code: see `filing.receive`."""
    try:
        return filing.receive(intake, at=at, law=law, holder=holder, calendar_key=calendar_key)
    except Refused as beyond:
        return beyond.refusal


def file(intake: Intake, *, at: datetime, law: Law, holder: Holder, calendar_key: str) -> Filed | Refusal:
    """The arrival of an online filing, without its number: see `filing.file`."""
    try:
        return filing.file(intake, at=at, law=law, holder=holder, calendar_key=calendar_key)
    except Refused as beyond:
        return beyond.refusal


def decide(facts: Facts, command: Command, *, at: datetime, law: Law) -> Answer:
    """What the command means for these facts at that legal instant, under that law.

    An empty list says that nothing changes (a calendar that leaves the date where it is). `Accept` answers with a
    `Received` without code and number: they are drawn by the command, just before the rows are written.
    """
    move = transition(facts.state, command.action)
    if move is None:
        values = {"state": facts.state, "action": command.action, "possible": possible(facts.state)}
        return Refusal(why_not(facts.state, command.action), values)
    try:
        return _DECIDERS[command.action](facts, command, at, law)
    except Refused as beyond:  # a calendar asked beyond its reach
        return beyond.refusal

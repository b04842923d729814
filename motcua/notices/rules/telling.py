"""What an entry of the journal means for the person: which event he is told of, and what the entry says about it."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.dossier.types import Alarm, Outcome, State
from motcua.notices.types import Event, Reminder

Body = Mapping[str, Any]
Said = dict[str, Any]

_TOLD: Mapping[str, Event] = {
    "dossier.filed": Event.FILED,
    "dossier.completion_asked": Event.TO_COMPLETE,
    "dossier.declined": Event.DECLINED,
    "dossier.received": Event.RECEIVED,
    "dossier.supplement_asked": Event.SUPPLEMENT,
    "dossier.apologised": Event.APOLOGY,
    "dossier.reappointed": Event.REAPPOINTED,
    "dossier.stopped": Event.STOPPED,
    "dossier.filing_stopped": Event.STOPPED,
    "dossier.closed_unanswered": Event.CLOSED,
}
_COMPLETED = "dossier.completed"
_ALARM = "dossier.alarm_fired"
_LETTER_SIGNED = "process.letter_signed"
REMINDED = "process.reminded"
"""Somebody who oversees the dossier reminds of it himself."""
MENTIONED = "process.note_written"
"""A note on the dossier mentions colleagues."""
ANSWER_REMINDED = "process.answer_reminded"
"""Whoever asked another agency reminds it of the answer it owes."""
AT_ONCE = frozenset({REMINDED, ANSWER_REMINDED})
"""What a person reminds of waits for no morning."""
_REMINDED_OF = frozenset({Alarm.DUE_TOMORROW.value, Alarm.EXPIRY.value})
_REMINDERS = {REMINDED: Reminder.ASKED, ANSWER_REMINDED: Reminder.ANSWERS}
_SAID: Mapping[Event, Callable[[Body], Said]] = {
    Event.TO_COMPLETE: lambda body: {"missing": list(body["missing"])},
    Event.RECEIVED: lambda body: {"appointment_at": body.get("appointment_at")},
    Event.SUPPLEMENT: lambda body: {"missing": list(body["missing"]), "until": body.get("waiting_until")},
    Event.REAPPOINTED: lambda body: {"appointment_at": body["appointment_at"]},
    Event.LETTER: lambda body: {"letter": body["number"]},
}
_PAST: Mapping[Event, frozenset[State]] = {
    Event.TO_COMPLETE: frozenset(State) - {State.INTAKE_COMPLETION},
    Event.SUPPLEMENT: frozenset(State) - {State.AWAITING_SUPPLEMENT},
    Event.READY: frozenset({State.HANDED_OVER}),
}
"""In which states nobody needs to hear of an event any more."""


def event_of(kind: str, body: Body) -> Event | None:
    """What the person is told when an entry of this kind is written; None where it is not his concern."""
    if kind == _COMPLETED:
        return Event.REFUSED if body["outcome"] == Outcome.REFUSED else Event.READY
    if kind == _LETTER_SIGNED:
        return Event.LETTER if body.get("to_person") else None
    return _TOLD.get(kind)


def said_by(event: Event, body: Body) -> Said:
    """The dates and keys that the entry itself gives; later entries may say something else. Nothing personal."""
    said = _SAID.get(event)
    return said(body) if said is not None else {}


def reminder_of(kind: str, body: Body) -> Reminder | None:
    """Under what an officer is to be reminded when an entry of this kind is written; None where he is not."""
    if kind == MENTIONED:
        return Reminder.MENTIONED if body["mentioned"] else None
    if kind != _ALARM:
        return _REMINDERS.get(kind)
    if body["alarm"] == Alarm.CONSULTATION_DUE:
        return Reminder.ANSWERS
    return Reminder.DOSSIERS if body["alarm"] in _REMINDED_OF else None


def is_past(event: Event, state: State) -> bool:
    """Whether the dossier has gone on so far that the message would only confuse."""
    return state is State.VOIDED or state in _PAST.get(event, frozenset())

"""From facts to the row and back: the one place that knows which column says what."""

import json
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from motcua.dossier.rules import alarms, codes
from motcua.dossier.types import OPEN, Facts, State, read, write

Column = Callable[[Facts], Any]


def _subject(name: str) -> Column:
    return attrgetter(f"subject.{name}")


def _clock(name: str) -> Column:
    return lambda facts: getattr(facts.clock, name) if facts.clock is not None and facts.state in OPEN else None


def _next_alarm_at(facts: Facts) -> object:
    alarm = alarms.next_alarm(facts)
    return alarm.instant if alarm is not None else None


def _waiting_until(facts: Facts) -> object:
    asked = facts.open_supplement if facts.state is State.AWAITING_SUPPLEMENT else None
    return asked.waiting_until if asked is not None else None


COLUMNS: Final[Mapping[str, tuple[str, Column]]] = {
    "code": ("text", attrgetter("code")),
    "code_tail": ("text", lambda facts: codes.tail(facts.code)),
    "filing_number": ("text", attrgetter("filing_number")),
    "state": ("text", lambda facts: facts.state.value),
    "regime": ("text", attrgetter("regime")),
    "calendar_key": ("text", attrgetter("calendar_key")),
    "version_id": ("bigint", _subject("procedure_version_id")),
    "procedure_code": ("text", _subject("procedure_code")),
    "field_code": ("text", _subject("field_code")),
    "level": ("text", _subject("level")),
    "line": ("text", _subject("line")),
    "case_key": ("text", _subject("case_key")),
    "channel": ("text", lambda facts: facts.subject.channel.value),
    "service_level": ("text", lambda facts: facts.subject.service_level.value),
    "applicant_kind": ("text", lambda facts: facts.subject.applicant_kind.value),
    "commune_code": ("text", _subject("commune_code")),
    "cross_boundary": ("boolean", _subject("cross_boundary")),
    "quantity": ("integer", _subject("quantity")),
    "receiving_agency_id": ("bigint", _subject("receiving_agency_id")),
    "resolving_agency_id": ("bigint", _subject("resolving_agency_id")),
    "declaration_id": ("bigint", attrgetter("declaration.id")),
    "holder_agency_id": ("bigint", attrgetter("holder.agency_id")),
    "holder_unit_id": ("bigint", attrgetter("holder.unit_id")),
    "holder_officer_id": ("bigint", attrgetter("holder.officer_id")),
    "step_key": ("text", attrgetter("holder.step_key")),
    "filed_at": ("timestamp", attrgetter("filed_at")),
    "answer_due_at": ("timestamp", lambda facts: facts.answer_due_at if facts.state is State.FILED else None),
    "received_at": ("timestamp", attrgetter("received_at")),
    "day_zero": ("date", _clock("day_zero")),
    "due_at": ("timestamp", lambda facts: facts.clock.due_at if facts.clock is not None else None),
    "lapses_at": ("timestamp", _clock("lapses_at")),
    "due_766_at": ("timestamp", lambda facts: facts.clock.due_766_at if facts.clock is not None else None),
    "appointment_at": ("timestamp", attrgetter("appointment_at")),
    "waiting_until": ("date", _waiting_until),
    "closing_proposed_at": ("timestamp", attrgetter("closing_proposed_at")),
    "overdue_before": ("boolean", lambda facts: facts.clock is not None and facts.clock.overdue_before),
    "outcome": ("text", lambda facts: facts.outcome.value if facts.outcome else ""),
    "completed_at": ("timestamp", attrgetter("completed_at")),
    "handed_over_at": ("timestamp", attrgetter("handed_over_at")),
    "ended_at": ("timestamp", attrgetter("ended_at")),
    "timeliness": ("text", lambda facts: facts.timeliness.value if facts.timeliness else ""),
    "timeliness_766": ("text", lambda facts: facts.timeliness_766.value if facts.timeliness_766 else ""),
    "fees_due": ("bigint", lambda facts: sum(fee.amount for fee in facts.fees_due)),
    "next_alarm_at": ("timestamp", _next_alarm_at),
    "facts": ("jsonb", write),
}
"""Every column that follows from the facts, with its type in the database. The head of the stream is beside them."""


def row_of(facts: Facts) -> dict[str, Any]:
    """The columns as the facts have them."""
    return {name: column(facts) for name, (_, column) in COLUMNS.items()}


def facts_of(stored: str | Mapping[str, Any]) -> Facts:
    """The facts of a row's `facts` column, as text or as parsed JSON."""
    facts: Facts = read(Facts, json.loads(stored) if isinstance(stored, str) else stored)
    return facts

"""How long somebody who filed online still waits for his first answer."""

from datetime import datetime

from motcua.dossier.types import AnswerWait, Facts, State
from motcua.worktime import queries as worktime


def answer_wait(facts: Facts, *, at: datetime) -> AnswerWait | None:
    """How long the answer to a filing may still take; None where none is awaited."""
    if facts.state is not State.FILED or facts.answer_due_at is None:
        return None
    stretches = worktime.calendar(facts.calendar_key).open_between(at, facts.answer_due_at)
    return AnswerWait(facts.answer_due_at, stretches)

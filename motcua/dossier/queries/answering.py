"""How long somebody who filed online still waits for his first answer."""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossier.types import Facts, State
from motcua.worktime import queries as worktime


@dataclass(frozen=True, slots=True)
class AnswerWait:
    """Until when the answer is promised (NĐ 118/2025 Đ17.2: 8 working hours from its arrival), and the stretches of
    working time until then."""

    due_at: datetime
    stretches: tuple[tuple[datetime, datetime], ...]

    @property
    def minutes(self) -> int:
        """Working minutes that are left; what is begun counts."""
        seconds = sum((closes - opens).total_seconds() for opens, closes in self.stretches)
        return -int(-seconds // 60)


def answer_wait(facts: Facts, *, at: datetime) -> AnswerWait | None:
    """How long the answer to a filing may still take; None where none is awaited."""
    if facts.state is not State.FILED or facts.answer_due_at is None:
        return None
    stretches = worktime.calendar(facts.calendar_key).open_between(at, facts.answer_due_at)
    return AnswerWait(facts.answer_due_at, stretches)

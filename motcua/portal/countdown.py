"""The promised answer as a countdown in working time: right when the page is drawn, counted on where scripts run."""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossier.types import AnswerWait

_MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Countdown:
    """What is left, in whole working hours and minutes, and the stretches from which a script counts on."""

    due_at: datetime
    hours: int
    minutes: int
    now: str
    stretches: str

    @property
    def is_over(self) -> bool:
        """Whether the promise was not kept."""
        return not self.hours and not self.minutes


def countdown(wait: AnswerWait | None, *, at: datetime) -> Countdown | None:
    """As the page shows it; None where nothing is awaited."""
    if wait is None:
        return None
    hours, minutes = divmod(wait.minutes, _MINUTES_OF_AN_HOUR)
    stretches = " ".join(f"{opens.isoformat()}/{closes.isoformat()}" for opens, closes in wait.stretches)
    return Countdown(wait.due_at, hours, minutes, at.isoformat(timespec="seconds"), stretches)

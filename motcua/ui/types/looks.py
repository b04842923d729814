"""What colours, words and icons mean, and how the state of a clock looks."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Text = str | Promise


class Tone(StrEnum):
    """What a colour means. Nothing is ever said by the colour alone."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Look:
    """Word, icon and tone of a state."""

    word: Text
    icon: str
    tone: Tone


class ClockState(StrEnum):
    """Where a dossier stands against its due date, as lists and pages show it."""

    IN_TERM = "in_term"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    WAITING = "waiting"
    PAUSED = "paused"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    ENDED = "ended"

    @property
    def look(self) -> Look:
        """Word, icon and tone."""
        return _CLOCK_LOOKS[self]


_CLOCK_LOOKS = {
    ClockState.IN_TERM: Look(pgettext_lazy("clock", "In term"), "clock-play", Tone.INFO),
    ClockState.DUE_SOON: Look(pgettext_lazy("clock", "Due soon"), "clock-hour-4", Tone.WARNING),
    ClockState.DUE_TODAY: Look(pgettext_lazy("clock", "Due today"), "calendar-due", Tone.WARNING),
    ClockState.OVERDUE: Look(pgettext_lazy("clock", "Overdue"), "clock-exclamation", Tone.DANGER),
    ClockState.WAITING: Look(pgettext_lazy("clock", "Waiting for supplement"), "hourglass", Tone.WAITING),
    ClockState.PAUSED: Look(pgettext_lazy("clock", "Paused"), "clock-pause", Tone.WAITING),
    ClockState.EARLY: Look(pgettext_lazy("clock", "Early"), "checks", Tone.SUCCESS),
    ClockState.ON_TIME: Look(pgettext_lazy("clock", "On time"), "clock-check", Tone.SUCCESS),
    ClockState.LATE: Look(pgettext_lazy("clock", "Late"), "alert-triangle", Tone.DANGER),
    ClockState.ENDED: Look(pgettext_lazy("clock", "Ended"), "clock-stop", Tone.NEUTRAL),
}

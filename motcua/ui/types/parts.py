"""What pages are made of: facts, what happened, clocks, ways on, columns of lists, acts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.ui.types.looks import ClockState, Text, Tone


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a key-value list. A value that is a date or an instant is shown as one."""

    label: Text
    value: object
    url: str = ""
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened. `recorded_at` is given only when it differs: a late entry is shown as one."""

    at: datetime
    title: Text
    actor: Text = ""
    text: Text = ""
    icon: str = "circle-check"
    tone: Tone = Tone.NEUTRAL
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One line of an explained clock: when, what it does, on which article, and the due date after it."""

    when: Text
    text: Text
    article: Text = ""
    due_at: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class ExplainedClock:
    """A due date and why it is that one. `notes` are its last lines: the calendar, the days off passed over."""

    state: ClockState
    due_at: datetime | None
    lines: tuple[ClockLine, ...]
    is_expected: bool = False
    remaining: Text = ""
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to this page; the last one has no address."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing, with how many it holds."""

    label: Text
    url: str
    is_active: bool = False
    count: int | None = None
    tone: Tone = Tone.NEUTRAL


class Sorting(StrEnum):
    """How a column is sorted; the words are those of `aria-sort`."""

    NONE = "none"
    ASCENDING = "ascending"
    DESCENDING = "descending"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column. With `sort_url` the head is a link that sorts."""

    label: Text
    is_number: bool = False
    sort_url: str = ""
    sorting: Sorting = Sorting.NONE
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The neighbours of one page of a long list (key-set pagination: there are no page numbers)."""

    newer_url: str = ""
    older_url: str = ""
    shown: Text = ""


@dataclass(frozen=True, slots=True)
class Stat:
    """A large figure with its name, for the head of a page."""

    label: Text
    value: object
    url: str = ""
    hint: Text = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done next. `effect` says, before it is confirmed, what it does to the date."""

    label: Text
    url: str
    icon: str = "arrow-right"
    is_main: bool = False
    is_grave: bool = False
    shortcut: str = ""
    effect: Text = ""

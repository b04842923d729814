"""What crosses the door: the plain shapes that pages hand to the components, and the menu of the faces."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
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


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post the viewer may act from."""

    key: str
    name: str
    agency: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the page, as the shell needs to know it. `accounts` sets it as `request.viewer`.

    `roles` are plain role keys; menu items are shown to those who hold one of theirs. The addresses are where the
    shell posts a switch of post (field `post`) and a log-out.
    """

    name: str
    roles: frozenset[str]
    posts: tuple[PostChoice, ...] = ()
    switch_url: str = ""
    log_out_url: str = ""
    account_url: str = ""

    @property
    def current_post(self) -> PostChoice | None:
        """The post the viewer acts from."""
        return next((post for post in self.posts if post.is_current), None)

    @property
    def initials(self) -> str:
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "?"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place of a face in the menu. Empty `roles` means all staff; `count` is asked only for those who see it."""

    key: str
    label: Text
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()
    group: Text = ""
    order: int = 100
    shortcut: str = ""
    count: Callable[[HttpRequest], int | None] | None = None


@dataclass(frozen=True, slots=True)
class MenuSection:
    """The places of one face under one heading; a place is named like its page."""

    face: str
    label: Text

    def item(self, page: str, label: Text, icon: str, order: int, *, roles: Iterable[str], **more: Any) -> MenuItem:
        """One of them; `more` are the other fields of `MenuItem`."""
        place = self.face, page
        return MenuItem(
            ".".join(place), label, ":".join(place), icon, frozenset(roles), group=self.label, order=order, **more
        )


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A menu item as one viewer sees it on one page."""

    label: Text
    url: str
    icon: str
    is_active: bool
    shortcut: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Menu links under one heading; the heading may be empty."""

    heading: Text
    links: tuple[MenuLink, ...]


_MENU: dict[str, MenuItem] = {}
_HELP: dict[str, Text] = {}
_SEARCH: list[tuple[str, frozenset[str]]] = []


def register_menu(*items: MenuItem) -> None:
    """Puts places into the staff's menu; called in a face's `AppConfig.ready`. A key may be registered once."""
    for item in items:
        if _MENU.get(item.key, item) != item:
            raise ValueError(f"The menu item {item.key!r} is registered twice.")
        _MENU[item.key] = item


def register_help(texts: Mapping[str, Text]) -> None:
    """Says what pages are for, by the names of their addresses; the shell shows it behind its question mark."""
    _HELP.update(texts)


def help_of(url_name: str) -> Text:
    """What the page of that name is for; empty where nobody said it."""
    return _HELP.get(url_name, "")


def register_search(url_name: str, *, roles: frozenset[str] = frozenset()) -> None:
    """Names the page (GET, field `q`) that answers the shell's search box, and whose it is; no roles: everybody's."""
    _SEARCH[:] = [(url_name, roles)]


def search_url_name(roles: frozenset[str]) -> str:
    """The page behind the search box of somebody with these roles, or nothing when no face offers him one."""
    return next((name for name, theirs in _SEARCH if not theirs or roles & theirs), "")


def menu_items() -> tuple[MenuItem, ...]:
    """All registered places, in the order of the menu."""
    return tuple(sorted(_MENU.values(), key=lambda item: (item.order, item.key)))


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of a process as a picture and a list show it: what it is called, and short lines about it."""

    key: str
    label: str
    lines: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class FlowWay:
    """One way from a step to another, by their keys. Ways back are drawn apart and may lead anywhere."""

    source: str
    target: str
    label: str
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A process: its steps in their order, the first where it begins. Ways that lead on never come back to a step."""

    title: str
    description: str
    steps: tuple[FlowStep, ...]
    ways: tuple[FlowWay, ...]

    def ways_of(self, key: str) -> list[tuple[FlowWay, str]]:
        """The ways out of a step, each with what the step is called to which it leads."""
        labels = {step.key: step.label for step in self.steps}
        return [(way, labels[way.target]) for way in self.ways if way.source == key]

    def listed(self) -> list[tuple[FlowStep, list[tuple[FlowWay, str]]]]:
        """Every step with its ways out, for the list beside the picture."""
        return [(step, self.ways_of(step.key)) for step in self.steps]


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
class KnownChoice:
    """Something that is there already for a component, beside its row: a box to tick where it may be used."""

    name: str
    value: str
    label: Text
    hint: Text = ""
    is_checked: bool = False
    may_choose: bool = True


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One component of a checklist: a box to tick, what is asked for, and beside it as what and how many of them were
    handed in: `form` is one of `forms` (value and word).

    `is_next` says that the cursor waits there.
    """

    name: str
    label: Text
    is_checked: bool = False
    is_required: bool = True
    hint: Text = ""
    kind: Text = ""
    form_name: str = ""
    forms: tuple[tuple[str, Text], ...] = ()
    form: str = ""
    copies_name: str = ""
    copies: int | None = None
    template_url: str = ""
    error: Text = ""
    known: tuple[KnownChoice, ...] = ()
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers a question offers."""

    value: str
    label: Text
    is_chosen: bool = False


class QuestionKind(StrEnum):
    """How a question of an e-form is drawn. `SHOWN` is not asked: its value follows from other answers."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    PLACE = "place"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    ROWS = "rows"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an e-form, with what was answered so far and what is wrong with it.

    `name` is that of its control; rows hold questions of their own. `options` of a place are those that were meant,
    perhaps, by what was typed.
    """

    name: str
    kind: QuestionKind
    label: Text
    value: str = ""
    hint: Text = ""
    error: Text = ""
    is_optional: bool = False
    lines: int = 1
    options: tuple[Option, ...] = ()
    attributes: Mapping[str, str | bool] = field(default_factory=dict)
    rows: "tuple[QuestionRow, ...]" = ()

    @property
    def id(self) -> str:
        """Of its control, or of what stands around its controls."""
        return f"q-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One row of a question that has rows."""

    place: str
    number: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of a period table: a count, a rate or a dash, with the list it counts behind it."""

    value: int | Decimal | None
    url: str = ""
    is_rate: bool = False
    is_points: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a period table. `level` indents; a total is set apart."""

    label: Text
    figures: tuple[Figure, ...]
    url: str = ""
    level: int = 0
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """Neighbouring columns under one heading."""

    heading: Text
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """Figures of a period: columns in groups, rows, and notes below."""

    caption: Text
    row_heading: Text
    groups: tuple[FigureColumns, ...]
    rows: tuple[FigureRow, ...]
    notes: tuple[Text, ...] = ()

    @property
    def labels(self) -> tuple[Text, ...]:
        """The labels of all columns, without their groups."""
        return tuple(label for group in self.groups for label in group.labels)


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

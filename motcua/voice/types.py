"""What crosses the door of voice: a feedback and its standing, lists of them, and the dated rules about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.catalogue.types import Label
from motcua.papers.types import Allowance, FileRef
from motcua.parties.types import Party
from motcua.ui.types import ClockState, ExplainedClock, TimelineItem
from motcua.worktime.types import Term


class Stage(StrEnum):
    """Where a feedback stands."""

    RECEIVED = "received"
    """It lies with the agency, and nobody has it yet."""
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    RETURNED = "returned"
    """Whoever sent it was told where the right place for it is."""
    DECLINED = "declined"


OPEN = frozenset({Stage.RECEIVED, Stage.ASSIGNED})


class Move(StrEnum):
    """What happens to a feedback, each an entry of its stream."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    DECLINED = "declined"


class Box(StrEnum):
    """A list of feedback, as the office works it off."""

    OPEN = "open"
    LATE = "late"
    MINE = "mine"
    ENDED = "ended"


class FileUse(StrEnum):
    """As what a feedback has a file. The key under which `papers` holds it."""

    SENT = "sent"
    """It came with what was said."""
    ANSWER = "answer"


class Act(StrEnum):
    """What an office does to a feedback."""

    TAKE = "take"
    GIVE = "give"
    FORWARD = "forward"
    ANSWER = "answer"
    DECLINE = "decline"


OVERALL = "overall"
"""The question by which ratings are counted, and by which somebody is satisfied."""


class RatedBy(StrEnum):
    """By what ratings are put together."""

    AGENCY = "agency"
    PROCEDURE = "procedure"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody is asked after the result, answered from 1 (not at all) to 5 (fully)."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class RatingRules:
    """What is asked, until how many days after the result, and of how many ratings anything is shown: dated data."""

    since: date
    days: int
    fewest: int
    satisfied_from: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class RatedLine:
    """Ratings put together. `group` is the id of an agency, the code of a procedure or a month (2026-03); empty: all
    those that are too few by themselves. `means` are by question; `satisfied` counts who was, altogether."""

    group: str
    count: int
    satisfied: int
    means: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a feedback is about. Those `for_leaders` are seen by leaders and inspectors, and by whoever is given one."""

    key: str
    label: Label
    for_leaders: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a feedback is not answered. Where it `returns`, the sender is told the right place."""

    key: str
    label: Label
    returns: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRules:
    """What holds on a day: dated data. `decision` is by what the files of somebody who was erased go."""

    since: date
    handle: Term
    decline: Term
    article: str
    kinds: tuple[Kind, ...]
    reasons: tuple[Reason, ...]
    allowance: Allowance
    decision: str

    def kind(self, key: str) -> Kind | None:
        """The kind of that key, if there is one."""
        return next((one for one in self.kinds if one.key == key), None)

    def reason(self, key: str) -> Reason | None:
        """The reason of that key, if there is one."""
        return next((one for one in self.reasons if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeedback:
    """What somebody says. `dossier_code` is what he typed, whether there is such a dossier or not."""

    kind: str
    agency_id: int
    words: str
    sender: Party
    dossier_code: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the sender gets: the code, and the secret of the link under which he finds the answer."""

    feedback_id: int
    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """A file of a feedback. `attachment` names it to be read."""

    attachment: int
    use: FileUse
    file: FileRef
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A feedback without what it says and who said it.

    `due_at` is by when it is answered, `lapses_at` the first minute that is too late; the same of declining. It was
    counted by the version of the calendar, with the closures of the agency of that code.
    `officer_id` has it; `dossier_id` is filled where there is a dossier of the code that was typed.
    """

    id: int
    code: str
    kind: Kind
    stage: Stage
    agency_id: int
    officer_id: int | None
    dossier_id: int | None
    received_at: datetime
    due_at: datetime
    lapses_at: datetime
    calendar: str
    calendar_version: str
    calendar_agency: str
    decline_due_at: datetime
    decline_lapses_at: datetime
    ended_at: datetime | None
    sequence: int

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.stage in OPEN

    def is_late(self, at: datetime) -> bool:
        """Whether its answer (or the word that there will be none) was or is late."""
        if self.ended_at is None:
            return at >= self.lapses_at
        return self.ended_at >= (self.lapses_at if self.stage is Stage.ANSWERED else self.decline_lapses_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said in a feedback, by whom, and what was said to it; texts that were erased are None.

    `dossier_code` is as it was typed. `reason` is why it was not answered.
    """

    sender: Party | None
    words: str | None
    dossier_code: str
    files: Sequence[FeedbackFile]
    answer: str | None
    answer_files: Sequence[FeedbackFile]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """One feedback whole, as the office sees it: its clock, what happened to it, and what may be done by the reader."""

    feedback: Feedback
    said: Said
    state: ClockState
    clock: ExplainedClock
    timeline: Sequence[TimelineItem]
    acts: tuple[Act, ...]
    agency: str
    officer: str
    dossier_id: int | None
    """The dossier that was meant, where there is one that the reader may open."""


@dataclass(frozen=True, slots=True)
class FollowedView:
    """The same for whoever sent it: of the officers he is told nothing but what the agency says."""

    feedback: Feedback
    said: Said
    clock: ExplainedClock
    timeline: Sequence[TimelineItem]
    agency: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list one goes on: behind this one."""

    instant: datetime
    id: int


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A line of a list. It names nobody but who has it."""

    feedback: Feedback
    state: ClockState
    agency: str
    officer: str


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """A page of a list; `after` leads to the next."""

    rows: Sequence[FeedbackRow]
    after: Place | None = None

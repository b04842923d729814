"""What whoever oversees a dossier does about it: reminders, causes of lateness."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SupervisionEntry(StrEnum):
    """The kinds of entries that tell of it, in the stream of the dossier. They move neither it nor its date."""

    REMINDED = "process.reminded"
    """Whoever has the work was reminded of it, in words."""
    CAUSE = "process.lateness_cause_recorded"
    """Why a late dossier was late: a cause from the list, with words where it needs any."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A stretch of time for which a piece of work lay on one desk; nobody's own: without an officer."""

    number: int
    step_key: str
    agency_id: int
    officer_id: int | None
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Overrun:
    """What lay beyond a step's own term on one desk, in working minutes; without an officer it lay with nobody.

    `since`: from when on that desk had the work.
    """

    step_key: str
    agency_id: int
    officer_id: int | None
    since: datetime
    term_minutes: int
    beyond_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who answers for one late dossier. Late by so many working minutes of the agency that resolves it, counted until
    its result was there or until it was looked at.

    Without overruns every step kept its own term: the terms of the steps are longer together than that of the dossier,
    or it was begun too late.
    """

    dossier_id: int
    code: str
    resolving_agency_id: int
    due_at: datetime | None
    until: datetime
    late_minutes: int
    overruns: tuple[Overrun, ...]

    @property
    def beyond_minutes(self) -> int:
        """All that lay beyond the terms of the steps."""
        return sum(one.beyond_minutes for one in self.overruns)


@dataclass(frozen=True, slots=True)
class Headship:
    """That an officer led an agency between two days, both included."""

    officer_id: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What an agency answers for, under those who led it at that time; without any, nobody did.

    `late` dossiers it resolved late, `overdue` ones it still has to resolve, and in `overran` dossiers steps of its own
    ran beyond their terms, together by `beyond_minutes` of working time.
    """

    agency_id: int
    head_ids: tuple[int, ...]
    late: int
    overdue: int
    overran: int
    beyond_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredFor:
    """What was late, dossier by dossier, and what each agency answers for.

    `causes` says how often each was recorded, by its key; `unexplained`, for how many dossiers nobody has said one.
    """

    late: tuple[Responsibility, ...]
    overdue: tuple[Responsibility, ...]
    charges: tuple[Charge, ...]
    causes: Mapping[str, int]
    unexplained: int

    @property
    def everything(self) -> tuple[Responsibility, ...]:
        """The late dossiers and the overdue ones."""
        return (*self.late, *self.overdue)

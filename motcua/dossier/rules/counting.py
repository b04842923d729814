"""From a run to a date, and from a move to a line of the basis: the joint between the clock and `worktime`."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from motcua.dossier.rules import apology
from motcua.dossier.rules.law import Law
from motcua.dossier.types import BasisKind, BasisLine, ClockState, Run, Span
from motcua.kernel.types import Refusal
from motcua.worktime.types import CALENDAR_UNITS, Calendar, Due, Term, TermUnit, day_zero_of, end_of_term
from motcua.worktime.types import Pause as NotCounted

_DAY = timedelta(days=1)
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Counting:
    """What counting needs beside the run: the law, and whether the papers came over the counter (clock rule 9)."""

    law: Law
    at_counter: bool

    @property
    def calendar(self) -> Calendar:
        """The calendar that is counted by."""
        return self.law.calendar

    def run(self, term: Term, started_at: datetime) -> Run:
        """A run of that term from that event."""
        day_zero = day_zero_of(started_at, calendar=self.calendar, desk=self.law.desk, at_counter=self.at_counter)
        return Run(started_at=started_at, day_zero=day_zero, term=term)

    def due(self, run: Run) -> Due | Refusal:
        """When the run ends, its spans not counted; refused when the calendar does not reach so far."""
        return end_of_term(
            run.term,
            run.started_at,
            calendar=self.calendar,
            desk=self.law.desk,
            at_counter=self.at_counter,
            pauses=tuple(NotCounted(span.begins_at, span.ends_at) for span in run.spans),
        )

    def running(self, clock: ClockState, *, run: Run, run_766: Run) -> ClockState | Refusal:
        """The clock running with these runs: both dates computed anew, neither before what was promised (rule 25)."""
        due = self.due(run)
        if isinstance(due, Refusal):
            return due
        due_766 = due if run_766 == run else self.due(run_766)
        if isinstance(due_766, Refusal):
            return due_766
        due_at = max(due.due_at, clock.promised_at or due.due_at)
        warn_at, apologise_by = apology.deadlines(run, due_at, self.law)
        return replace(
            clock,
            run=run,
            run_766=run_766,
            calendar=self.calendar.label,
            due_at=due_at,
            due_date=due_at.date(),
            lapses_at=lapse_of(due_at, by_minute=run.term.ends_by_minute),
            due_766_at=max(due_766.due_at, clock.promised_766_at or due_766.due_at),
            warn_at=warn_at,
            apologise_by=apologise_by,
            by_minute=run.term.ends_by_minute,
            expected=due.expected,
            overdue_before=False,
            overdue_766_before=False,
        )

    def line(  # the fields of one line of the basis, most of them absent in most lines
        self,
        kind: BasisKind,
        at: datetime,
        *,
        until: datetime | None = None,
        term: Term | None = None,
        reason_key: str = "",
        article: str = "",
        due_at: datetime | None = None,
    ) -> BasisLine:
        """A line of the basis, with the calendar it was counted by."""
        return BasisLine(
            kind=kind,
            at=at,
            until=until,
            term=term,
            reason_key=reason_key,
            article=article,
            due_at=due_at,
            calendar=self.calendar.label,
        )

    def not_counted(self, span: Span, run: Run, *, reason_key: str, article: str, due_at: datetime | None) -> BasisLine:
        """The line of a span that is not counted, with the days or minutes it took from the run before it.

        Working days for terms in working days, all days for calendar terms, minutes for terms in hours; what an earlier
        span covers is not named twice.
        """
        line = self.line(
            BasisKind.NOT_COUNTED,
            span.begins_at,
            until=span.ends_at,
            reason_key=reason_key,
            article=article,
            due_at=due_at,
        )
        if run.term.ends_by_minute:
            return replace(line, minutes=self._minutes(span, run))
        return replace(line, days=self._days(span, run))

    def _days(self, span: Span, run: Run) -> tuple[date, ...]:
        whole = all(phase.unit in CALENDAR_UNITS for phase in run.term.phases)
        earlier = {day for one in run.spans for day in self._dates(one)}
        return tuple(
            day for day in self._dates(span) if day not in earlier and (whole or self.calendar.is_working(day))
        )

    def _dates(self, span: Span) -> list[date]:
        """The dates in (p, r]: the day of the opening event was still used, that of the closing one is a day zero."""
        first = span.begins_at.date()
        last = day_zero_of(span.ends_at, calendar=self.calendar, at_counter=False)
        return [first + n * _DAY for n in range(1, (last - first).days + 1)]

    def _minutes(self, span: Span, run: Run) -> int:
        if any(phase.unit is not TermUnit.HOUR for phase in run.term.phases):
            return self.calendar.working_minutes_between(span.begins_at, span.ends_at)
        return int((span.ends_at - span.begins_at) / timedelta(minutes=1))


def lapse_of(due_at: datetime, *, by_minute: bool) -> datetime:
    """The first minute that is too late: the minute after for hour terms, 24:00 of the due date otherwise (rule 29)."""
    return due_at + timedelta(minutes=1) if by_minute else datetime.combine(due_at.date() + _DAY, _MIDNIGHT)


def standing(run: Run, *, calendar: str) -> ClockState:
    """A clock on which no date runs yet."""
    return ClockState(
        run=run,
        run_766=run,
        calendar=calendar,
        due_at=None,
        due_date=None,
        lapses_at=None,
        due_766_at=None,
        by_minute=run.term.ends_by_minute,
    )

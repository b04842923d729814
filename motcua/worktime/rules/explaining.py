"""Why a term ends when it does, line by line, in words a citizen can check with a wall calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from motcua.kernel.types import Refusal
from motcua.worktime.rules.adding import effective_at, end_of_term, same_day_closing
from motcua.worktime.rules.calendar import Calendar, Desk
from motcua.worktime.rules.definition import SpecialDay
from motcua.worktime.rules.due import Due
from motcua.worktime.rules.hours import MINUTES_OF_AN_HOUR, minute_of
from motcua.worktime.rules.running import end_in_minutes, unrolled_end
from motcua.worktime.rules.terms import MINUTE_UNITS, Phase, Term, TermUnit
from motcua.worktime.rules.wording import Bilingual, Days, Language, Line, Value

_DAY: Final = timedelta(days=1)
_WEEKEND_RUN: Final = 2
# More days off than these are a term of years: naming them all would bury the answer.
_MOST_DAYS_NAMED: Final = 120
_MOST_WORKING_DAYS_NAMED: Final = 60

_DUE: Final = Bilingual("Hạn trả: {due_at}.", "Due: {due_at}.")
_DUE_EXPECTED: Final = Bilingual("Hạn trả: {due_at} (dự kiến).", "Due: {due_at} (expected, dự kiến).")
_RECEIVED: Final = Bilingual("Tiếp nhận {received_at}. Thời hạn: {term}.", "Received at {received_at}. Term: {term}.")
_DAY_ZERO: Final = Bilingual(
    "Ngày tiếp nhận, {day_zero}, không tính (BLDS Đ147).",
    "The day of receipt, {day_zero}, is not counted (BLDS Đ147).",
)
_EFFECTIVE: Final = Bilingual(
    "Tiếp nhận ngoài giờ nên có hiệu lực từ {effective_at}; ngày này không tính (BLDS Đ147).",
    "Received out of hours, effective from {effective_at}; that day is not counted (BLDS Đ147).",
)
_CUT_OFF: Final = Bilingual(
    "Tiếp nhận sau {cutoff} nên tính từ ngày làm việc tiếp theo, {day_zero}, theo quyết định của cơ quan; "
    "ngày này không tính.",
    "Received later than {cutoff}, so counted from the next working day, {day_zero}, by the agency's own decision; "
    "that day is not counted.",
)
_WORKING_DAYS: Final = Bilingual("{phase}: {days}.", "{phase}: {days}.")
_MANY_WORKING_DAYS: Final = Bilingual(
    "{phase}, từ {first} đến hết {last}.",
    "{phase}, from {first} to the end of {last}.",
)
_FRACTION: Final = Bilingual(
    "Phần lẻ {fraction} ngày tính theo giờ làm việc của {day}: đến {due_at}.",
    "The fraction of {fraction} day is taken of the working hours of {day}: until {due_at}.",
)
_CALENDAR: Final = Bilingual("{phase} kể từ {after}: {end}.", "{phase} from {after}: {end}.")
_ROLLED: Final = Bilingual(
    "{end} là ngày nghỉ nên kết thúc vào ngày làm việc tiếp theo, {rolled} (BLDS Đ148.5).",
    "{end} is a day of rest, so the term ends on the next working day, {rolled} (BLDS Đ148.5).",
)
_WORKING_HOURS: Final = Bilingual(
    "{phase}, tính trong giờ làm việc từ {start}: hết vào {end}.",
    "{phase}, counted within working time from {start}: used up at {end}.",
)
_CLOCK_HOURS: Final = Bilingual(
    "{phase} tính liên tục từ {start}, kể cả ngoài giờ và ngày nghỉ: hết vào {end}.",
    "{phase} by the clock from {start}, nights and days of rest included: used up at {end}.",
)
_SAME_DAY: Final = Bilingual(
    "Trả trong ngày: tiếp nhận không muộn hơn {cutoff}.",
    "Due the same day: received not later than {cutoff}.",
)
_SAME_DAY_DESK: Final = Bilingual(
    "Trả trong ngày tại nơi tiếp nhận ngoài giờ hành chính ({desk}), trước giờ đóng cửa của nơi đó.",
    "Due the same day at the desk that is open beside office hours ({desk}), by the closing of that desk.",
)
_SAME_DAY_LATE: Final = Bilingual(
    "Tiếp nhận sau {cutoff} hoặc sau giờ làm việc: trả trong ngày làm việc tiếp theo, {day}.",
    "Received later than {cutoff} or after closing: due on the next working day, {day}.",
)
_SAME_DAY_OFF: Final = Bilingual(
    "Ngày tiếp nhận không phải ngày làm việc: trả trong ngày làm việc tiếp theo, {day}.",
    "The day of receipt is no working day: due on the next working day, {day}.",
)
_DESK_HOURS: Final = Bilingual(
    "Nộp tại nơi tiếp nhận ngoài giờ hành chính ({desk}); giờ tiếp nhận không làm thay đổi ngày tính thời hạn.",
    "Taken at a desk open beside office hours ({desk}); its hours do not make a day count.",
)
_END_OF_DAY: Final = Bilingual(
    "Thời hạn tính theo ngày nên chỉ quá hạn sau 24:00 {due_date} (BLDS Đ148.6).",
    "The term is counted in days, so it is overdue only after 24:00 of {due_date} (BLDS Đ148.6).",
)
_CALENDAR_USED: Final = Bilingual("Lịch: {calendar}.", "Calendar: {calendar}.")
_CALENDAR_DAYS_OFF: Final = Bilingual(
    "Lịch: {calendar}. Ngày nghỉ trong khoảng: {days}.",
    "Calendar: {calendar}. Days off in between: {days}.",
)
_SPECIAL: Final = Bilingual("{days}: {kind}, {name} ({decision}).", "{days}: {kind}, {name} ({decision}).")
_INSTEAD: Final = Bilingual(
    "{days}: {kind} cho {instead_of} ({decision}).", "{days}: {kind} for {instead_of} ({decision})."
)
_EXPECTED: Final = Bilingual(
    "Dự kiến: lịch nghỉ từ {first} chưa có quyết định; khi có quyết định, hạn được tính lại và không sớm hơn ngày "
    "đã hẹn.",
    "Expected: no decision yet on the days off from {first}; when it comes the date is counted anew, and is never "
    "earlier than the one promised.",
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The end of a term with its reasons: a headline, numbered lines, and notes on the calendar."""

    due: Due
    headline: Line
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]

    def said(self, language: Language) -> str:
        """The whole text, one line each."""
        numbered = [f"{number}. {line.said(language)}" for number, line in enumerate(self.lines, start=1)]
        return "\n".join([self.headline.said(language), *numbered, *(note.said(language) for note in self.notes)])


def explain(
    term: Term,
    received_at: datetime,
    *,
    calendar: Calendar,
    desk: Desk | None = None,
    at_counter: bool = True,
) -> Explanation | Refusal:
    """Why a term that nothing has moved ends when it does (sections 3 and 4 of the clock's rules)."""
    due = end_of_term(term, received_at, calendar=calendar, desk=desk, at_counter=at_counter)
    if isinstance(due, Refusal):
        return due
    start = Line("received", _RECEIVED, {"received_at": received_at, "term": term})
    if term.phases[0].unit is TermUnit.SAME_DAY:
        reasons = [*_same_day_lines(received_at, due, calendar, desk)]
    else:
        reasons = [
            *_start_lines(term, received_at, due, calendar, desk, at_counter=at_counter),
            *_phase_lines(term, received_at, due, calendar),
        ]
    return Explanation(
        due=due,
        headline=Line("due", _DUE_EXPECTED if due.expected else _DUE, {"due_at": due.due_at}),
        lines=(start, *reasons),
        notes=tuple(calendar_notes(calendar, received_at.date(), due.due_date, expected=due.expected)),
    )


def calendar_notes(calendar: Calendar, first: date, last: date, *, expected: bool = False) -> Iterator[Line]:
    """The calendar used, the days off in (first, last), each special one with its decision, and what is expected."""
    days = calendar.days_off(first + _DAY, last - _DAY) if first + _DAY < last else ()
    if days and len(days) <= _MOST_DAYS_NAMED:
        yield Line("calendar", _CALENDAR_DAYS_OFF, {"calendar": calendar.label, "days": Days(days, _WEEKEND_RUN)})
    else:
        yield Line("calendar", _CALENDAR_USED, {"calendar": calendar.label})
    if len(days) <= _MOST_DAYS_NAMED:
        yield from _special_lines(calendar, first, last)
    if expected:
        yield Line("expected", _EXPECTED, {"first": calendar.first_expected(first)})


def _special_lines(calendar: Calendar, first: date, last: date) -> Iterator[Line]:
    special = [
        found
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        if (found := calendar.special(day)) is not None
    ]
    for _, group in groupby(special, key=_said_alike):
        yield _special_line(tuple(group))


def _special_line(alike: tuple[SpecialDay, ...]) -> Line:
    one = alike[0]
    days = Days(tuple(each.day for each in alike), _WEEKEND_RUN)
    values: dict[str, Value] = {"days": days, "kind": one.kind, "decision": one.decision}
    if one.instead_of is not None:
        return Line("special", _INSTEAD, {**values, "instead_of": one.instead_of})
    return Line("special", _SPECIAL, {**values, "name": Bilingual(one.name, one.name_en)})


def _said_alike(special: SpecialDay) -> tuple[object, ...]:
    return special.kind, special.name, special.decision, special.instead_of


def _start_lines(
    term: Term, received_at: datetime, due: Due, calendar: Calendar, desk: Desk | None, *, at_counter: bool
) -> Iterator[Line]:
    if term.phases[0].unit in MINUTE_UNITS:
        return
    if desk is not None and calendar.is_open(received_at, desk) and not calendar.is_open(received_at):
        yield Line("desk", _DESK_HOURS, {"desk": Bilingual(desk.name, desk.name_en)})
    start = effective_at(received_at, calendar=calendar, desk=desk, at_counter=at_counter)
    cutoff = calendar.settings.receipt_cutoff
    if start == received_at:
        yield Line("day_zero", _DAY_ZERO, {"day_zero": due.day_zero})
    elif cutoff is not None and calendar.is_open(received_at, desk) and _minute(received_at) > minute_of(cutoff):
        yield Line("cutoff", _CUT_OFF, {"cutoff": f"{cutoff:%H:%M}", "day_zero": due.day_zero})
    else:
        yield Line("effective", _EFFECTIVE, {"effective_at": start})


def _phase_lines(term: Term, received_at: datetime, due: Due, calendar: Calendar) -> Iterator[Line]:
    day, instant = due.day_zero, received_at
    for phase in term.phases:
        if phase.unit in MINUTE_UNITS:
            end = end_in_minutes(phase, instant, calendar)
            yield _hours_line(phase, instant, end, calendar)
            day, instant = end.date(), end
        else:
            last = unrolled_end(phase, day, calendar)
            yield _days_line(phase, day, last, calendar)
            day, instant = last, datetime.combine(last + _DAY, datetime.min.time())
    yield from _last_lines(term.last, due, calendar)


def _last_lines(phase: Phase, due: Due, calendar: Calendar) -> Iterator[Line]:
    if phase.unit in MINUTE_UNITS:
        return
    if phase.fraction:
        yield Line("fraction", _FRACTION, {"fraction": phase.fraction, "day": due.due_date, "due_at": due.due_at})
    elif due.unrolled_on != due.due_date:
        yield Line("rolled", _ROLLED, {"end": due.unrolled_on, "rolled": due.due_date})
    yield Line("end_of_day", _END_OF_DAY, {"due_date": due.due_date})


def _days_line(phase: Phase, after: date, last: date, calendar: Calendar) -> Line:
    if phase.unit is not TermUnit.WORKING_DAY:
        return Line("calendar_days", _CALENDAR, {"phase": phase, "after": after, "end": last})
    days = calendar.working_days(after, last)
    if len(days) <= _MOST_WORKING_DAYS_NAMED:
        return Line("working_days", _WORKING_DAYS, {"phase": phase, "days": Days(days)})
    return Line("working_days", _MANY_WORKING_DAYS, {"phase": phase, "first": days[0], "last": last})


def _hours_line(phase: Phase, start: datetime, end: datetime, calendar: Calendar) -> Line:
    if phase.unit is TermUnit.HOUR:
        return Line("clock_hours", _CLOCK_HOURS, {"phase": phase, "start": start, "end": end})
    opened = start if calendar.is_open(start) else calendar.next_opening(start)
    return Line("working_hours", _WORKING_HOURS, {"phase": phase, "start": opened, "end": end})


def _same_day_lines(received_at: datetime, due: Due, calendar: Calendar, desk: Desk | None) -> Iterator[Line]:
    cutoff = f"{calendar.settings.same_day_cutoff:%H:%M}"
    if same_day_closing(received_at, calendar, desk) is None:
        late = calendar.is_working(received_at.date())
        yield Line(
            "same_day_late" if late else "same_day_off",
            _SAME_DAY_LATE if late else _SAME_DAY_OFF,
            {"cutoff": cutoff, "day": due.due_date},
        )
    elif desk is not None and not calendar.is_working(received_at.date()):
        yield Line("same_day_desk", _SAME_DAY_DESK, {"desk": Bilingual(desk.name, desk.name_en)})
    else:
        yield Line("same_day", _SAME_DAY, {"cutoff": cutoff})
    yield Line("end_of_day", _END_OF_DAY, {"due_date": due.due_date})


def _minute(at: datetime) -> int:
    return at.hour * MINUTES_OF_AN_HOUR + at.minute

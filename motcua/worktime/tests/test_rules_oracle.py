"""The fast rules against the slow oracle, over calendars, terms, hours and pauses that nobody thought of."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as some

from motcua.kernel.types import Refusal
from motcua.worktime.tests.oracle import Oracle
from motcua.worktime.tests.settings import FULL_DAY, MORNING, OFFICE_WEEK, definition
from motcua.worktime.types import (
    Calendar,
    CalendarDefinition,
    DayZero,
    Desk,
    Pause,
    Settings,
    SpecialDay,
    SpecialKind,
    Term,
    TermUnit,
    WeeklyHours,
    Window,
    affected_range,
    end_of_term,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 7, 31)
AGENCY = "H49.1"

WITH_SATURDAY_MORNING = WeeklyHours(days=(FULL_DAY,) * 5 + ((MORNING,), ()))
WEEKS = some.sampled_from(
    [
        OFFICE_WEEK,
        WITH_SATURDAY_MORNING,
        WeeklyHours(days=((Window(420, 700), Window(720, 800), Window(801, 1020)),) * 4 + ((MORNING,), (), ())),
        WeeklyHours(days=((),) + ((Window(0, 60), Window(1380, 1439)),) * 6),
    ]
)
SEASONS = some.builds(
    WeeklyHours,
    days=some.just(((Window(480, 720), Window(780, 1000)),) * 5 + ((), ())),
    since=some.dates(FIRST, LAST),
    until=some.none() | some.dates(FIRST, LAST),
)
DESKS = some.none() | some.sampled_from(
    [
        Desk("saturday_morning", "1", "Sáng thứ Bảy", "Saturday morning", (WeeklyHours(((),) * 5 + ((MORNING,), ())),)),
        Desk("evening", "1", "Buổi tối", "Evenings", (WeeklyHours(((Window(1020, 1200),),) * 7),)),
    ]
)
SPECIALS = some.builds(
    SpecialDay,
    day=some.dates(date(2026, 1, 5), date(2026, 3, 15)),
    kind=some.sampled_from([kind for kind in SpecialKind if kind is not SpecialKind.CLOSURE]),
    name=some.just("Ngày đặc biệt"),
    decision=some.just("QĐ 1"),
    hours=some.none() | some.just((MORNING,)),
    instead_of=some.none() | some.dates(date(2026, 1, 5), date(2026, 3, 15)),
)
CLOSURES = some.builds(
    SpecialDay,
    day=some.dates(date(2026, 1, 5), date(2026, 3, 15)),
    kind=some.just(SpecialKind.CLOSURE),
    name=some.just("Bão"),
    decision=some.just("QĐ 2"),
    agencies=some.sampled_from([frozenset({AGENCY}), frozenset({"H49.2"})]),
    stops_terms=some.booleans(),
)
DEFINITIONS = some.builds(
    lambda specials, closures, week, season, day_zero: definition(
        [*specials, *closures],
        weekly=(week, *season),
        settings=Settings(day_zero=day_zero),
        first=FIRST,
        last=LAST,
    ),
    some.lists(SPECIALS, max_size=12, unique_by=lambda special: special.day),
    some.lists(CLOSURES, max_size=4, unique_by=lambda special: special.day),
    WEEKS,
    some.lists(SEASONS, max_size=1),
    some.sampled_from(DayZero),
)
INSTANTS = some.builds(
    datetime.combine,
    some.dates(date(2026, 1, 5), date(2026, 2, 15)),
    some.builds(time, some.integers(0, 23), some.integers(0, 59)),
)
WHOLE = some.builds(
    Term.of,
    some.integers(1, 12),
    some.sampled_from([TermUnit.WORKING_DAY, TermUnit.DAY, TermUnit.WORKING_HOUR, TermUnit.HOUR]),
)
FRACTIONS = some.builds(lambda amount: Term.of(Decimal(amount) / 100, TermUnit.WORKING_DAY), some.integers(1, 900))
OTHERS = some.sampled_from([Term.parse(text) for text in ("1 month", "2 week", "same_day", "1 week", "2.25 hour")])
PHASES = some.builds(lambda one, two: Term((*one.phases, *two.phases)), WHOLE, WHOLE)
TERMS = WHOLE | FRACTIONS | OTHERS | PHASES
PAUSES = some.lists(
    some.builds(
        lambda opens, minutes: Pause(opens, opens + timedelta(minutes=minutes)),
        INSTANTS,
        some.integers(0, 12 * 24 * 60),
    ),
    max_size=3,
)


def the_end(
    given_definition: CalendarDefinition, term: Term, received_at: datetime, desk: Desk | None, pauses: list[Pause]
) -> datetime:
    calendar = Calendar.compiled(given_definition, agency=AGENCY)
    due = end_of_term(term, received_at, calendar=calendar, desk=desk, pauses=pauses)
    assert not isinstance(due, Refusal), due
    return due.due_at


@settings(max_examples=150, deadline=None)
@given(DEFINITIONS, TERMS, INSTANTS, DESKS)
def test_a_term_ends_where_the_oracle_says(
    given_definition: CalendarDefinition, term: Term, received_at: datetime, desk: Desk | None
) -> None:
    slow = Oracle(given_definition, AGENCY).end(term, received_at, desk=desk, pauses=[])
    assert the_end(given_definition, term, received_at, desk, []) == slow


@settings(max_examples=150, deadline=None)
@given(DEFINITIONS, WHOLE | FRACTIONS, INSTANTS, PAUSES)
@example(  # Saturday noon counts as Monday: the first pause ends within the second, which opened on Sunday
    definition(
        [],
        weekly=(WITH_SATURDAY_MORNING,),
        settings=Settings(day_zero=DayZero.EFFECTIVE_DAY),
        first=FIRST,
        last=LAST,
    ),
    Term.of(1, TermUnit.WORKING_DAY),
    datetime(2026, 2, 12, 17, 0),
    [
        Pause(datetime(2026, 2, 14, 12, 0), datetime(2026, 2, 14, 12, 0)),
        Pause(datetime(2026, 2, 15, 0, 0), datetime(2026, 2, 16, 17, 0)),
    ],
)
def test_a_paused_term_ends_where_the_oracle_says(
    given_definition: CalendarDefinition, term: Term, received_at: datetime, pauses: list[Pause]
) -> None:
    slow = Oracle(given_definition, AGENCY).end(term, received_at, desk=None, pauses=pauses)
    assert the_end(given_definition, term, received_at, None, pauses) == slow


@settings(max_examples=40, deadline=None)
@given(DEFINITIONS, INSTANTS, some.integers(0, 4_000))
def test_working_minutes_are_measured_as_the_oracle_counts_them(
    given_definition: CalendarDefinition, start: datetime, minutes: int
) -> None:
    calendar, oracle = Calendar.compiled(given_definition, agency=AGENCY), Oracle(given_definition, AGENCY)
    counted = sum(oracle.working_minute(start + timedelta(minutes=minute)) for minute in range(minutes))
    assert calendar.working_minutes_between(start, start + timedelta(minutes=minutes)) == counted


@settings(max_examples=40, deadline=None)
@given(DEFINITIONS, INSTANTS, DESKS)
def test_the_next_opening_is_where_the_oracle_finds_it(
    given_definition: CalendarDefinition, at: datetime, desk: Desk | None
) -> None:
    calendar, oracle = Calendar.compiled(given_definition, agency=AGENCY), Oracle(given_definition, AGENCY)
    minute = timedelta(minutes=1)
    opening = at
    while not oracle.takes_papers(opening, desk) or (
        oracle.takes_papers(opening - minute, desk) and not _opens(oracle, opening, desk)
    ):
        opening += minute
    assert calendar.next_opening(at, desk) == opening
    assert calendar.is_open(at, desk) == oracle.takes_papers(at, desk)


def _opens(oracle: Oracle, at: datetime, desk: Desk | None) -> bool:
    """Whether a window begins at the instant, even where another one is still open."""
    minute = at.hour * 60 + at.minute
    windows = [*oracle.windows(at.date()), *oracle.desk_windows(at.date(), desk)]
    return any(opens == minute for opens, _ in windows)


@settings(max_examples=40, deadline=None)
@given(DEFINITIONS, DEFINITIONS)
def test_the_days_that_two_versions_differ_on_are_found(old: CalendarDefinition, new: CalendarDefinition) -> None:
    before, after = Oracle(old, AGENCY), Oracle(new, AGENCY)
    found = affected_range(Calendar.compiled(old, agency=AGENCY), Calendar.compiled(new, agency=AGENCY))
    differing = {
        day
        for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
        if before.windows(day) != after.windows(day) or before.closure(day) != after.closure(day)
    }
    assert differing == (set(found.days) if found else set())
    if found:
        assert (found.first, found.last) == (min(differing), max(differing))

"""What the stories of these tests share: the office calendar, its desk on Saturday, and made-up calendars."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from motcua.kernel.types import Refusal, granted
from motcua.worktime.types import (
    Calendar,
    CalendarDefinition,
    DayZero,
    Desk,
    Due,
    Pause,
    Settings,
    SpecialDay,
    SpecialKind,
    Term,
    WeeklyHours,
    Window,
    end_of_term,
    packaged_calendar,
    packaged_desk,
)

OFFICE: Final[Calendar] = granted(packaged_calendar())
"""The default: the law as written, `receipt_day`."""

OFFICE_BY_EFFECTIVE_DAY: Final = OFFICE.counting(day_zero=DayZero.EFFECTIVE_DAY)
SATURDAY_MORNING: Final[Desk] = granted(packaged_desk("saturday_morning"))

MORNING: Final = Window(7 * 60 + 30, 11 * 60 + 30)
AFTERNOON: Final = Window(13 * 60, 17 * 60)
FULL_DAY: Final = (MORNING, AFTERNOON)
OFFICE_WEEK: Final = WeeklyHours(days=(FULL_DAY,) * 5 + ((), ()))


def moment(text: str) -> datetime:
    """`02/03/2026 09:10`, as written on a receipt."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def day(text: str) -> date:
    """`02/03/2026`."""
    return datetime.strptime(text, "%d/%m/%Y").date()


def due_of(
    term: str,
    received: str,
    *,
    calendar: Calendar = OFFICE,
    desk: Desk | None = None,
    at_counter: bool = True,
    pauses: Iterable[tuple[str, str]] = (),
) -> Due:
    """The end of the term, which is not refused."""
    due = end_of_term(
        Term.parse(term),
        moment(received),
        calendar=calendar,
        desk=desk,
        at_counter=at_counter,
        pauses=tuple(Pause(moment(opens), moment(closes)) for opens, closes in pauses),
    )
    assert not isinstance(due, Refusal), due
    return due


def due(term: str, received: str, **options: Any) -> str:
    """The end of the term as written on a receipt."""
    return f"{due_of(term, received, **options).due_at:%d/%m/%Y %H:%M}"


def definition(
    special_days: Iterable[SpecialDay] = (),
    *,
    weekly: tuple[WeeklyHours, ...] = (OFFICE_WEEK,),
    settings: Settings | None = None,
    first: date = date(2025, 12, 1),
    last: date = date(2026, 12, 31),
    version: str = "1",
) -> CalendarDefinition:
    """A calendar of about a year in which everything is decreed."""
    return CalendarDefinition(
        key="made-up",
        version=version,
        published_at=datetime(2025, 12, 1),
        weekly=weekly,
        special_days=tuple(special_days),
        first_day=first,
        last_day=last,
        listed_from=first,
        listed_through=last,
        decreed_through=last,
        settings=settings or Settings(),
    )


def special(kind: SpecialKind, on: str, **details: Any) -> SpecialDay:
    """A special day by some decision."""
    return SpecialDay(day=day(on), kind=kind, name="Ngày đặc biệt", decision="QĐ 1/QĐ-UBND", **details)


def closure(on: str, *, stops_terms: bool, agencies: Iterable[str] = ("H49.1",)) -> SpecialDay:
    """A storm: the agencies named are closed by decision."""
    return special(SpecialKind.CLOSURE, on, agencies=frozenset(agencies), stops_terms=stops_terms)

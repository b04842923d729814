"""From a calendar's definition to index arrays: every question is then an addition or a bisection, never a walk."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.worktime.rules.assumed import assumed_days
from motcua.worktime.rules.definition import DAYS_OFF, CalendarDefinition, SpecialDay, SpecialKind
from motcua.worktime.rules.hours import NO_HOURS, Hours, hours_on, minutes_of


@dataclass(frozen=True, slots=True, eq=False)
class CompiledDays:
    """The days of a calendar by their index from its first day, and the working days by theirs.

    `working_through[i]` is how many working days lie in days 0 to i; `on_or_after[i]` is the working day that is day
    i or follows it. Of the working days, `working` are the ordinals, `closings` the closing instants, `hours` the
    windows; `minutes_before[k]` is how many working minutes lie before working day k. `running_through` and `running`
    do the same for the days on which terms run (None when no closure stops them). `next_uncertain[i]` is the first day
    (ordinal) on or after day i that rests on no decision. `last_plain` is how many days lie before the first from which
    no working day follows, or 0 when a closure stops terms. `special` and `closures` are kept by ordinal.
    """

    first: int
    size: int
    working_through: "array[int]"
    working: "array[int]"
    closings: tuple[datetime, ...]
    hours: tuple[Hours, ...]
    minutes_before: "array[int]"
    on_or_after: "array[int]"
    next_uncertain: "array[int]"
    last_plain: int
    running_through: "array[int] | None"
    running: "array[int] | None"
    special: Mapping[int, SpecialDay]
    closures: Mapping[int, SpecialDay]


def compile_days(definition: CalendarDefinition, agency: str | None) -> CompiledDays:
    """Walks the whole reach once. `agency` is the code of the agency whose closures hold."""
    special, closures = _special_days(definition, agency)
    first, last = definition.first_day.toordinal(), definition.last_day.toordinal()
    stopped = {ordinal for ordinal, closure in closures.items() if closure.stops_terms}
    working_through, working, minutes_before = array("i"), array("i"), array("i", [0])
    on_or_after, running_through, running = array("i"), array("i"), array("i")
    closings: list[datetime] = []
    hours_of: list[Hours] = []
    for ordinal in range(first, last + 1):
        hours = NO_HOURS
        if ordinal not in stopped:
            running.append(ordinal)
            hours = _hours(date.fromordinal(ordinal), special.get(ordinal), definition)
        on_or_after.append(len(working))
        if hours:
            working.append(ordinal)
            hours_of.append(hours)
            closings.append(_instant(ordinal, hours[-1].closes))
            minutes_before.append(minutes_before[-1] + minutes_of(hours))
        working_through.append(len(working))
        running_through.append(len(running))
    return CompiledDays(
        first=first,
        size=last - first + 1,
        working_through=working_through,
        working=working,
        closings=tuple(closings),
        hours=tuple(hours_of),
        minutes_before=minutes_before,
        on_or_after=on_or_after,
        next_uncertain=_next_uncertain(definition, special),
        last_plain=0 if stopped else (working[-1] - first + 1 if working else 0),
        running_through=running_through if stopped else None,
        running=running if stopped else None,
        special=special,
        closures=closures,
    )


def _next_uncertain(definition: CalendarDefinition, special: Mapping[int, SpecialDay]) -> "array[int]":
    """Backwards, so that each day can take over the answer of the day after it."""
    first, last = definition.first_day.toordinal(), definition.last_day.toordinal()
    sure_from, sure_through = definition.listed_from.toordinal(), definition.decreed_through.toordinal()
    following = last + 1
    answers = array("i")
    for ordinal in range(last, first - 1, -1):
        here = special.get(ordinal)
        if not sure_from <= ordinal <= sure_through or (here is not None and not here.official):
            following = ordinal
        answers.append(following)
    answers.reverse()
    return answers


def _special_days(
    definition: CalendarDefinition, agency: str | None
) -> tuple[dict[int, SpecialDay], dict[int, SpecialDay]]:
    special: dict[int, SpecialDay] = {}
    if definition.assumptions is not None:
        for year in range(definition.first_day.year, definition.last_day.year + 1):
            for assumed in assumed_days(year, definition.assumptions, definition.weekly):
                if not definition.listed_from <= assumed.day <= definition.listed_through:
                    special[assumed.day.toordinal()] = assumed
    closures: dict[int, SpecialDay] = {}
    for given in definition.special_days:
        if given.kind is not SpecialKind.CLOSURE:
            special[given.day.toordinal()] = given
        elif agency in given.agencies:
            known = closures.get(given.day.toordinal())
            closures[given.day.toordinal()] = known if known is not None and known.stops_terms else given
    return special, closures


def _hours(day: date, special: SpecialDay | None, definition: CalendarDefinition) -> Hours:
    if special is None:
        return hours_on(day, definition.weekly)
    if special.kind in DAYS_OFF:
        return NO_HOURS
    if special.hours is not None:
        return special.hours
    return hours_on(special.instead_of or day, definition.weekly)


def _instant(ordinal: int, minute: int) -> datetime:
    return datetime.combine(date.fromordinal(ordinal), time()) + timedelta(minutes=minute)

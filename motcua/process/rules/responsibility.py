"""Who answers for a late dossier: which step ran beyond its own term, on whose desk, by how many working hours.

A step's own term is what its definition allows (clock rule 22), not what was left of the dossier when it began: whoever
got a dossier too late and did it within his hours answers for nothing. Time that is not counted for the dossier (a
pause, a supplement that is waited for) is counted against nobody, and neither is a step that only waits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from motcua.catalogue.types import ProcessDefinition
from motcua.dossier.types import Facts
from motcua.process.rules.course import step_called
from motcua.process.types import Lying, Overrun, WorkEntry, WorkItem
from motcua.worktime.types import Calendar, Pause, union_of

_MINUTES_PER_HOUR = 60


def overruns(
    stretches: Iterable[Lying],
    terms: Mapping[int, int],
    *,
    not_counted: Sequence[Pause],
    calendars: Mapping[int, Calendar],
    upto: datetime,
) -> tuple[Overrun, ...]:
    """What lay beyond its own term, in the order in which it happened; each desk answers for what it had itself.

    `terms` are working minutes by the number of the work; work without one is counted against nobody. `calendars` are
    those of the agencies. Nothing after `upto` counts: the result was there, or it is now.
    """
    found: list[Overrun] = []
    for number, lying in groupby(stretches, key=lambda one: one.number):
        left = terms.get(number)
        if left is None:
            continue
        for one in lying:
            spent = _counted(one, not_counted, calendars[one.agency_id], upto)
            beyond = max(0, spent - left)
            left = max(0, left - spent)
            if beyond:
                found.append(Overrun(one.step_key, one.agency_id, one.officer_id, one.begins_at, terms[number], beyond))
    return tuple(found)


def own_terms(definition: ProcessDefinition, works: Iterable[WorkItem], case_key: str) -> dict[int, int]:
    """The working minutes that each piece of work has of its own; without those of which no time is counted."""
    terms = {}
    for work in works:
        step = step_called(definition, work.step_key)
        if step is None or step.pause or not step.hours_for(case_key or None):
            continue
        terms[work.number] = int(step.hours_for(case_key or None) * _MINUTES_PER_HOUR)
    return terms


def spans_not_counted(facts: Facts, *, upto: datetime) -> tuple[Pause, ...]:
    """The pauses of a dossier and the waits for its supplement, those that are open up to that instant."""
    waits = [(one.begins_at, one.ends_at) for one in facts.pauses]
    waits += [(one.asked_at, one.answered_at) for one in facts.supplements]
    return union_of(Pause(begins, max(begins, ends or upto)) for begins, ends in waits)


def as_done(works: Iterable[WorkItem], *, upto: datetime) -> list[Lying]:
    """Each piece of work as one stretch on the desk of whoever had it last."""
    return [
        Lying(
            work.number,
            work.step_key,
            work.placement.agency_id,
            work.placement.officer_id,
            work.begins_at,
            work.closed_at or upto,
        )
        for work in works
    ]


def by_hands(stretches: Sequence[Lying], moves: Iterable[tuple[datetime, str, Mapping[str, object]]]) -> list[Lying]:
    """The same, divided where work went from one hand to another: instant, kind and body of each entry tell it."""
    hands: dict[int, list[tuple[datetime, int, int | None]]] = {}
    for at, kind, body in moves:
        number = body.get("number")
        if not isinstance(number, int) or kind not in HANDED:
            continue
        before = hands.setdefault(number, [])
        agency_id, officer_id = body.get("agency_id"), body.get("officer_id")
        there = agency_id if isinstance(agency_id, int) else before[-1][1] if before else 0
        before.append((at, there, officer_id if isinstance(officer_id, int) else None))
    return [part for one in stretches for part in _divided(one, hands.get(one.number, []))]


HANDED = frozenset({WorkEntry.OPENED, WorkEntry.PLACED, WorkEntry.INHERITED})
"""The kinds of entries that say on whose desk work lies from then on."""


def _divided(whole: Lying, hands: Sequence[tuple[datetime, int, int | None]]) -> list[Lying]:
    if len(hands) < 2:
        return [whole]
    ends = [*(at for at, _agency, _officer in hands[1:]), whole.ends_at]
    return [
        replace(
            whole,
            agency_id=agency_id or whole.agency_id,
            officer_id=officer_id,
            begins_at=max(begins, whole.begins_at),
            ends_at=end,
        )
        for (begins, agency_id, officer_id), end in zip(hands, ends, strict=True)
    ]


def _counted(one: Lying, not_counted: Sequence[Pause], calendar: Calendar, upto: datetime) -> int:
    begins, ends = one.begins_at, min(one.ends_at, upto)
    if ends <= begins:
        return 0
    spent = calendar.working_minutes_between(begins, ends)
    for span in not_counted:
        first, last = max(begins, span.opens_at), min(ends, span.closes_at)
        if first < last:
            spent -= calendar.working_minutes_between(first, last)
    return spent

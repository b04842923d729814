"""Every write to calendars and desks: publishing, entering a decree or a closure, seeding.

Each makes the next version of a calendar and writes an entry into its stream; running due dates are then counted anew
by whoever owns them (rule 25), for whom `Published.affected` says which days changed.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.worktime import models, queries
from motcua.worktime.kinds import WorktimeKind
from motcua.worktime.packaged import packaged_definitions, packaged_desks
from motcua.worktime.rules.calendar import Calendar, Desk
from motcua.worktime.rules.changes import AffectedRange, affected_range
from motcua.worktime.rules.definition import CalendarDefinition, SpecialDay, SpecialKind, objection_to
from motcua.worktime.rules.documents import (
    digest_of,
    write_definition,
    write_special_day,
    write_weekly,
)
from motcua.worktime.rules.hours import write_hours

_LONGEST_CLOSURE_DAYS = 366
_TOLD = ("version", "weekly", "settings", "assumptions", "reach", "listed", "decreed_through")
_LABEL = re.compile(r"(\d{4})\.(\d+)")


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was made. `affected` are the days that changed for the agencies concerned, or None."""

    calendar: str
    version: str
    affected: AffectedRange | None


def publish_calendar(
    *, actor: Actor, at: datetime, definition: CalendarDefinition, decision: str, key: RequestKey | None = None
) -> Published:
    """Publishes a whole definition: a new calendar, or the next version of one with other hours, settings or reach.

    Its version label must be new. Refused: special days that contradict each other, lie outside or name no decision.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        row = _locked_calendar(definition.key)
        if unit.earlier_answer is not None:
            return _again(definition.key, str(unit.earlier_answer["version"]))
        _require_sound(definition)
        if models.CalendarVersion.objects.filter(calendar=row, label=definition.version).exists():
            raise Refused(Refusal("calendar_version_taken", {"key": definition.key, "version": definition.version}))
        before = queries.latest_definition(definition.key) if row.latest else None
        published = replace(definition, published_at=_published_at(row, unit))
        _write_version(unit, row, published, decision, before, kind=WorktimeKind.CALENDAR_PUBLISHED)
        unit.answer({"version": definition.version})
        return Published(definition.key, definition.version, _affected(before, definition, None))


def enter_decree(
    *,
    actor: Actor,
    at: datetime,
    calendar_key: str,
    days: Sequence[SpecialDay],
    replaces: tuple[date, date] | None = None,
    withdrawn: Collection[date] = (),
    listed_through: date | None = None,
    decreed_through: date | None = None,
    key: RequestKey | None = None,
) -> Published:
    """Enters the days of a decision (a yearly notice, a swap) as the next version of the calendar.

    `replaces` withdraws every holiday, compensation and swap from its first to its last day, as a yearly notice does
    with what was only expected; `withdrawn` withdraws single days. Closures stay. `listed_through` and
    `decreed_through` say how far the calendar is now known. Refused: nothing to enter, a day to withdraw that is not
    entered, days that contradict each other, lie outside or name no decision.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        row = _locked_calendar(calendar_key, must_exist=True)
        if unit.earlier_answer is not None:
            return _again(calendar_key, str(unit.earlier_answer["version"]))
        before = queries.latest_definition(calendar_key)
        gone = _withdrawn(before, replaces, withdrawn)
        if not days and not gone:
            raise Refused(Refusal("special_days_missing"))
        after = before.followed_by(
            days,
            withdrawn=gone,
            version=_next_label(row, unit.at),
            published_at=_published_at(row, unit),
            listed_through=listed_through,
            decreed_through=decreed_through,
        )
        _require_sound(after)
        _write_version(unit, row, after, "; ".join(sorted({each.decision for each in days})), before)
        unit.answer({"version": after.version})
        return Published(calendar_key, after.version, _affected(before, after, None))


def enter_closure(
    *,
    actor: Actor,
    at: datetime,
    calendar_key: str,
    decision: str,
    name: str,
    first_day: date,
    last_day: date,
    agencies: Collection[str],
    stops_terms: bool,
    name_en: str = "",
    key: RequestKey | None = None,
) -> Published:
    """Closes the agencies named (by their identifiers) from the first to the last day, by decision (rule 5).

    With `stops_terms` none of these days counts for any of their terms; without, only their doors are shut. Refused:
    no decision, no agency, days in the wrong order, outside the calendar or more than a year.
    """
    length = (last_day - first_day).days + 1
    if length < 1:
        raise Refused(Refusal("closure_days_in_wrong_order", {"first": first_day, "last": last_day}))
    if length > _LONGEST_CLOSURE_DAYS:
        raise Refused(Refusal("closure_too_long", {"days": length, "most": _LONGEST_CLOSURE_DAYS}))
    closed = [
        SpecialDay(
            day=first_day + timedelta(days=number),
            kind=SpecialKind.CLOSURE,
            name=name,
            name_en=name_en,
            decision=decision,
            agencies=frozenset(agencies),
            stops_terms=stops_terms,
        )
        for number in range(length)
    ]
    with recording(actor=actor, at=at, key=key) as unit:
        row = _locked_calendar(calendar_key, must_exist=True)
        if unit.earlier_answer is not None:
            return _again(calendar_key, str(unit.earlier_answer["version"]))
        before = queries.latest_definition(calendar_key)
        after = before.followed_by(closed, version=_next_label(row, unit.at), published_at=_published_at(row, unit))
        _require_sound(after)
        _write_version(unit, row, after, decision, before)
        unit.answer({"version": after.version})
        return Published(calendar_key, after.version, _affected(before, after, min(agencies)))


def lift_closure(
    *,
    actor: Actor,
    at: datetime,
    calendar_key: str,
    closed_by: str,
    lifted_by: str,
    from_day: date,
    key: RequestKey | None = None,
) -> Published:
    """Lifts the closure of the decision `closed_by` from a day on, by the decision `lifted_by`.

    Refused when no day of that closure lies on or after the day.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        row = _locked_calendar(calendar_key, must_exist=True)
        if unit.earlier_answer is not None:
            return _again(calendar_key, str(unit.earlier_answer["version"]))
        before = queries.latest_definition(calendar_key)
        lifted = [
            each
            for each in before.special_days
            if each.kind is SpecialKind.CLOSURE and each.decision == closed_by and each.day >= from_day
        ]
        if not lifted:
            raise Refused(Refusal("special_day_not_entered", {"day": from_day}))
        after = before.followed_by(
            withdrawn=lifted, version=_next_label(row, unit.at), published_at=_published_at(row, unit)
        )
        _write_version(unit, row, after, lifted_by, before)
        unit.answer({"version": after.version})
        return Published(calendar_key, after.version, _affected(before, after, min(lifted[0].agencies)))


def publish_desk(*, actor: Actor, at: datetime, desk: Desk, decision: str, key: RequestKey | None = None) -> str:
    """Publishes reception hours, new or changed, and answers their version. The label given with `desk` is replaced."""
    with recording(actor=actor, at=at, key=key) as unit:
        models.ReceptionDesk.objects.bulk_create([models.ReceptionDesk(key=desk.key)], ignore_conflicts=True)
        row = models.ReceptionDesk.objects.select_for_update(no_key=True).get(key=desk.key)
        if unit.earlier_answer is not None:
            return str(unit.earlier_answer["version"])
        row.latest += 1
        weekly = write_weekly(desk.weekly)
        models.DeskVersion.objects.create(
            desk=row,
            number=row.latest,
            published_at=unit.at,
            decision=decision,
            name=desk.name,
            name_en=desk.name_en,
            weekly=weekly,
        )
        body = {
            "number": row.latest,
            "name": desk.name,
            "name_en": desk.name_en,
            "weekly": weekly,
            "decision": decision,
        }
        row.with_head(unit.append(row.head, kind=WorktimeKind.DESK_PUBLISHED.value, version=1, body=body)).save()
        unit.answer({"version": str(row.latest)})
        return str(row.latest)


def seed(*, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Publishes the packaged calendars and desks that are not there yet, and answers their keys. Safe to repeat."""
    seeded: list[str] = []
    with recording(actor=actor, at=at):
        calendars = set(models.WorkingCalendar.objects.values_list("key", flat=True))
        for key, definition in packaged_definitions().items():
            if key not in calendars:
                publish_calendar(actor=actor, at=at, definition=definition, decision=_PACKAGED)
                seeded.append(key)
        desks = set(models.ReceptionDesk.objects.values_list("key", flat=True))
        for key, desk in packaged_desks().items():
            if key not in desks:
                publish_desk(actor=actor, at=at, desk=desk, decision=_PACKAGED)
                seeded.append(key)
    return tuple(seeded)


_PACKAGED = "kèm theo phần mềm"


def _locked_calendar(key: str, *, must_exist: bool = False) -> models.WorkingCalendar:
    if not must_exist:
        models.WorkingCalendar.objects.bulk_create([models.WorkingCalendar(key=key)], ignore_conflicts=True)
    row = models.WorkingCalendar.objects.select_for_update(no_key=True).filter(key=key).first()
    if row is None:
        raise Refused(queries.unknown_calendar(key))
    return row


def _again(key: str, version: str) -> Published:
    return Published(key, version, None)


def _published_at(row: models.WorkingCalendar, unit: Unit) -> datetime:
    """Versions follow one another in time, as entries of a stream do."""
    return unit.at if row.stream_at is None else max(unit.at, row.stream_at)


def _next_label(row: models.WorkingCalendar, at: datetime) -> str:
    """The next `2026.3` of the year of the decision's entering."""
    labels = models.CalendarVersion.objects.filter(calendar=row).values_list("label", flat=True)
    numbers = [int(found[2]) for label in labels if (found := _LABEL.fullmatch(label)) and int(found[1]) == at.year]
    return f"{at.year}.{max(numbers, default=0) + 1}"


def _withdrawn(
    before: CalendarDefinition, replaces: tuple[date, date] | None, withdrawn: Collection[date]
) -> list[SpecialDay]:
    entered = {each.day: each for each in before.special_days if each.kind is not SpecialKind.CLOSURE}
    for day in withdrawn:
        if day not in entered:
            raise Refused(Refusal("special_day_not_entered", {"day": day}))
    return [
        special
        for day, special in entered.items()
        if day in withdrawn or (replaces is not None and replaces[0] <= day <= replaces[1])
    ]


def _require_sound(definition: CalendarDefinition) -> None:
    for special in definition.special_days:
        if not definition.first_day <= special.day <= definition.last_day:
            reach = {"first": definition.first_day, "last": definition.last_day}
            raise Refused(Refusal("special_day_outside", {"day": special.day} | reach))
    objection = objection_to(definition.special_days)
    if objection is not None:
        raise Refused(objection)


def _affected(before: CalendarDefinition | None, after: CalendarDefinition, agency: str | None) -> AffectedRange | None:
    if before is None:
        return None
    return affected_range(Calendar.compiled(before, agency=agency), Calendar.compiled(after, agency=agency))


def _write_version(
    unit: Unit,
    row: models.WorkingCalendar,
    definition: CalendarDefinition,
    decision: str,
    before: CalendarDefinition | None,
    *,
    kind: WorktimeKind = WorktimeKind.DAYS_ENTERED,
) -> None:
    """The row of the version, the days that are new or gone in it, and the entry that tells them."""
    row.latest += 1
    known = set(before.special_days) if before else set()
    entered = [each for each in definition.special_days if each not in known]
    gone = sorted(known - set(definition.special_days), key=lambda each: (each.day, each.kind))
    document = write_definition(definition)
    digest = digest_of(definition)
    models.CalendarVersion.objects.create(
        calendar=row,
        number=row.latest,
        label=definition.version,
        published_at=definition.published_at,
        decision=decision,
        weekly=document["weekly"],
        settings=document["settings"],
        assumptions=document["assumptions"],
        first_day=definition.first_day,
        last_day=definition.last_day,
        listed_from=definition.listed_from,
        listed_through=definition.listed_through,
        decreed_through=definition.decreed_through,
        digest=digest,
    )
    _withdraw(row, gone)
    models.SpecialDay.objects.bulk_create([_special_row(row, each) for each in entered])
    body = {
        **{part: document[part] for part in _TOLD},
        "number": row.latest,
        "decision": decision,
        "digest": digest.hex(),
        "entered": [write_special_day(each) for each in entered],
        "withdrawn": [write_special_day(each) for each in gone],
    }
    row.with_head(unit.append(row.head, kind=kind.value, version=1, body=body)).save()


def _withdraw(row: models.WorkingCalendar, gone: Sequence[SpecialDay]) -> None:
    for special in gone:
        models.SpecialDay.objects.filter(
            calendar=row,
            withdrawn_in=None,
            day=special.day,
            kind=special.kind.value,
            decision=special.decision,
            agencies=sorted(special.agencies),
        ).update(withdrawn_in=row.latest)


def _special_row(row: models.WorkingCalendar, special: SpecialDay) -> models.SpecialDay:
    return models.SpecialDay(
        calendar=row,
        day=special.day,
        kind=special.kind.value,
        name=special.name,
        name_en=special.name_en,
        decision=special.decision,
        official=special.official,
        instead_of=special.instead_of,
        hours=None if special.hours is None else write_hours(special.hours),
        agencies=sorted(special.agencies),
        stops_terms=special.stops_terms,
        entered_in=row.latest,
    )

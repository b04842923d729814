"""Planning the reminders of officers: one letter each morning, and at once where a person reminds of something."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossier.types import Facts
from motcua.journal.types import Entry
from motcua.notices import models
from motcua.notices.reading import rules_on
from motcua.notices.rules import telling, timing
from motcua.notices.types import Channel, DeliveryState, Event, Reminder
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import queries as process
from motcua.process.types import WorkItem, WorkKey, WorkKind


@dataclass(frozen=True, slots=True)
class _Nudge:
    """One officer is to be reminded of one thing: `names` is the dossier, or the work of an answer that is owed."""

    entry: Entry
    reminder: Reminder
    names: int | str
    officer_id: int
    agency_id: int


def reminders(
    entries: Sequence[tuple[Entry, int, Reminder]], facts: Mapping[int, Facts], *, at: datetime
) -> list[models.Delivery]:
    """The reminders that these entries, each of a dossier, call for; where one waits already, it names these too.

    A fixed number of statements, and only those who wish it are reminded.
    """
    nudges = list(_nudges(entries, facts, on=at))
    wanted = _wanting({one.officer_id for one in nudges})
    nudges = [one for one in nudges if one.officer_id in wanted]
    at_once = [one for one in nudges if one.entry.kind in telling.AT_ONCE]
    return [
        *_of_the_morning([one for one in nudges if one.entry.kind not in telling.AT_ONCE], at=at),
        *(_reminder([one], next_try_at=at) for one in at_once),
    ]


def _nudges(
    entries: Sequence[tuple[Entry, int, Reminder]], facts: Mapping[int, Facts], *, on: datetime
) -> Iterator[_Nudge]:
    owed = _owed({dossier_id for _entry, dossier_id, reminder in entries if reminder is Reminder.ANSWERS})
    for entry, dossier_id, reminder in entries:
        holder = facts[dossier_id].holder
        if reminder is Reminder.ANSWERS:
            for work in owed.get(dossier_id, ()):
                if _concerns(entry, work):
                    name, agency_id = str(WorkKey(dossier_id, work.number)), work.placement.agency_id
                    yield from (_Nudge(entry, reminder, name, one, agency_id) for one in _who_answers(work, on=on))
        elif reminder is Reminder.MENTIONED:
            for officer_id in entry.body["mentioned"]:
                yield _Nudge(entry, reminder, dossier_id, officer_id, holder.agency_id)
        elif holder.officer_id is not None:
            yield _Nudge(entry, reminder, dossier_id, holder.officer_id, holder.agency_id)


def _owed(dossier_ids: Collection[int]) -> dict[int, list[WorkItem]]:
    """The answers that other agencies owe about these dossiers."""
    found: defaultdict[int, list[WorkItem]] = defaultdict(list)
    for work in process.work_done(sorted(dossier_ids)) if dossier_ids else ():
        if work.kind == WorkKind.GIVE_OPINION and work.is_open:
            found[work.dossier_id].append(work)
    return found


def _concerns(entry: Entry, work: WorkItem) -> bool:
    """Whether a reminder means this answer: that of the agency it names, or whatever was due when the alarm rang."""
    if entry.kind == telling.ANSWER_REMINDED:
        return bool(entry.body["agency_id"] == work.placement.agency_id)
    return work.due_at is not None and work.due_at <= entry.at


def _who_answers(work: WorkItem, *, on: datetime) -> Sequence[int]:
    """Who has taken the question; everybody of the role whose pool it lies in, while nobody has."""
    placed = work.placement
    if placed.officer_id is not None:
        return [placed.officer_id]
    return organisation.holders_of(Role(placed.role), agency_id=placed.agency_id, on=on.date())


def _wanting(officer_ids: Collection[int]) -> set[int]:
    if not officer_ids:
        return set()
    wishes = models.OfficerWishes.objects.filter(officer_id__in=officer_ids).exclude(email="")
    return set(wishes.values_list("officer_id", flat=True))


def _of_the_morning(nudges: Sequence[_Nudge], *, at: datetime) -> list[models.Delivery]:
    theirs: defaultdict[int, list[_Nudge]] = defaultdict(list)
    for one in nudges:
        theirs[one.officer_id].append(one)
    if not theirs:
        return []
    planned = list(
        models.Delivery.objects.filter(
            event=Event.REMINDER.value, state=DeliveryState.WAITING.value, begun_at=None, officer_id__in=theirs
        )
    )
    for row in planned:
        more = _said(theirs[row.officer_id or 0])
        row.said |= {name: sorted({*row.said.get(name, ()), *named}) for name, named in more.items()}
    models.Delivery.objects.bulk_update(planned, ["said"])
    morning = timing.reminder_after(at, rules_on(at.date()))
    new = theirs.keys() - {row.officer_id for row in planned}
    return [_reminder(theirs[officer_id], next_try_at=morning) for officer_id in sorted(new)]


def _reminder(nudges: Sequence[_Nudge], *, next_try_at: datetime) -> models.Delivery:
    """One letter to one officer about all of these."""
    first = nudges[0]
    recipient = f"officer/{first.officer_id}"
    return models.Delivery(
        key=models.key_of(first.entry.position, recipient, Channel.EMAIL),
        position=first.entry.position,
        recipient=recipient,
        channel=Channel.EMAIL.value,
        event=Event.REMINDER.value,
        recorded_at=first.entry.recorded_at,
        agency_ids=[first.agency_id],
        officer_id=first.officer_id,
        said=_said(nudges),
        state=DeliveryState.WAITING.value,
        next_try_at=next_try_at,
    )


def _said(nudges: Sequence[_Nudge]) -> dict[str, list[int | str]]:
    """What the letter names, under what he is reminded of it."""
    said: defaultdict[str, set[int | str]] = defaultdict(set)
    for one in nudges:
        said[one.reminder.value].add(one.names)
    return {name: sorted(named, key=str) for name, named in said.items()}

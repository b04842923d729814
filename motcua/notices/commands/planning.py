"""Following the journal: each entry that concerns a person becomes a delivery for each way in which he is reached.

Nothing is sent here. A batch costs the same few statements whatever its length.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.journal.commands import recording
from motcua.journal.types import Entry, OnBadEntry, Reader
from motcua.kernel.types import system
from motcua.notices import models
from motcua.notices.channels import addresses
from motcua.notices.commands.reminding import reminders
from motcua.notices.reading import rules_on
from motcua.notices.rules import recipients, telling, timing
from motcua.notices.types import Channel, DeliveryState, Event, Reminder
from motcua.parties import queries as parties
from motcua.parties.types import Declaration

_DOSSIER = "dossier/"
_PLANNER = system("reader:notices.telling")


@dataclass(frozen=True, slots=True)
class _Concern:
    """An entry that somebody is to be told of: the person of an event, or officers of what they are reminded of."""

    entry: Entry
    dossier_id: int
    event: Event | None
    reminder: Reminder | None


def plan(entries: Sequence[Entry]) -> None:
    """Plans what a batch of the journal calls for, in the transaction that moves the reader's checkpoint."""
    channels = addresses()
    concerns = list(_concerns(entries)) if channels else []
    if not concerns:
        return
    with recording(actor=_PLANNER, at=entries[-1].recorded_at) as unit:
        concerns = [one for one in concerns if not _is_old(one.entry, unit.recorded_at)]
        facts = dossier.facts_many(sorted({one.dossier_id for one in concerns}))
        concerns = [one for one in concerns if one.dossier_id in facts]
        told = [one for one in concerns if one.event is not None]
        declared = parties.declarations({facts[one.dossier_id].declaration.id for one in told})
        rows = [row for one in told for row in _deliveries(one, facts[one.dossier_id], declared, set(channels))]
        if Channel.EMAIL in channels:
            of_work = [(one.entry, one.dossier_id, one.reminder) for one in concerns if one.reminder is not None]
            rows += reminders(of_work, facts, at=unit.recorded_at)
        models.Delivery.objects.bulk_create(rows, ignore_conflicts=True)


TELLING = Reader(name="notices.telling", handle=plan, on_bad_entry=OnBadEntry.SKIP, speaks_outward=True)


def _concerns(entries: Sequence[Entry]) -> Iterator[_Concern]:
    for entry in entries:
        number = entry.stream.removeprefix(_DOSSIER)
        if not entry.stream.startswith(_DOSSIER) or not number.isdecimal():
            continue
        event = telling.event_of(entry.kind, entry.body)
        reminder = telling.reminder_of(entry.kind, entry.body)
        if event is not None or reminder is not None:
            yield _Concern(entry, int(number), event, reminder)


def _is_old(entry: Entry, now: datetime) -> bool:
    return timing.is_old_news(entry.recorded_at, now, rules_on(now.date()))


def _deliveries(
    concern: _Concern, facts: Facts, declared: dict[int, Declaration], channels: set[Channel]
) -> Iterator[models.Delivery]:
    entry, event, declaration = concern.entry, concern.event, declared.get(facts.declaration.id)
    if event is None or declaration is None:
        return
    for one in recipients.recipients(declaration, channels):
        yield models.Delivery(
            key=models.key_of(entry.position, one.place, one.channel),
            position=entry.position,
            recipient=one.place,
            channel=one.channel.value,
            event=event.value,
            recorded_at=entry.recorded_at,
            dossier_id=concern.dossier_id,
            code=facts.code or facts.filing_number,
            agency_ids=_agencies_of(facts),
            declaration_id=declaration.ref.id,
            said=telling.said_by(event, entry.body),
            state=DeliveryState.WAITING.value,
            next_try_at=entry.recorded_at,
        )


def _agencies_of(facts: Facts) -> list[int]:
    return sorted({facts.subject.receiving_agency_id, facts.subject.resolving_agency_id})

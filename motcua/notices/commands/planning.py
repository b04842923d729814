"""Following the journal: each entry that concerns a person becomes a delivery for each way in which he is reached.

Nothing is sent here. A batch costs the same few statements whatever its length.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.journal.commands import recording
from motcua.journal.types import Entry, OnBadEntry, Reader
from motcua.kernel.types import system
from motcua.notices import models
from motcua.notices.channels import addresses
from motcua.notices.reading import rules_on
from motcua.notices.rules import recipients, telling, timing
from motcua.notices.types import Channel, DeliveryState, Event
from motcua.parties import queries as parties
from motcua.parties.types import Declaration

_DOSSIER = "dossier/"
_PLANNER = system("reader:notices.telling")


@dataclass(frozen=True, slots=True)
class _Concern:
    """An entry that somebody is to be told of; `event` is None where it only reminds an officer."""

    entry: Entry
    dossier_id: int
    event: Event | None


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
            untold = [one for one in concerns if one.event is None]
            rows += _reminders([one for one in untold if not _is_asked(one)], facts, at=unit.recorded_at)
            rows += _asked([one for one in untold if _is_asked(one)], facts, at=unit.recorded_at)
        models.Delivery.objects.bulk_create(rows, ignore_conflicts=True)


TELLING = Reader(name="notices.telling", handle=plan, on_bad_entry=OnBadEntry.SKIP, speaks_outward=True)


def _concerns(entries: Sequence[Entry]) -> Iterator[_Concern]:
    for entry in entries:
        number = entry.stream.removeprefix(_DOSSIER)
        if not entry.stream.startswith(_DOSSIER) or not number.isdecimal():
            continue
        event = telling.event_of(entry.kind, entry.body)
        if event is not None or telling.reminds_officer(entry.kind, entry.body):
            yield _Concern(entry, int(number), event)


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


def _reminders(concerns: Sequence[_Concern], facts: dict[int, Facts], *, at: datetime) -> list[models.Delivery]:
    """A reminder for each officer who wishes any; where one waits for its morning already, it names these too."""
    theirs: defaultdict[int, list[_Concern]] = defaultdict(list)
    for one in concerns:
        for officer_id in _whom(one, facts):
            theirs[officer_id].append(one)
    if not theirs:
        return []
    wanted = _wanting(theirs)
    planned = list(
        models.Delivery.objects.filter(
            event=Event.REMINDER.value, state=DeliveryState.WAITING.value, begun_at=None, officer_id__in=wanted
        )
    )
    for row in planned:
        more = _said(theirs[row.officer_id or 0])
        row.said |= {name: sorted({*row.said.get(name, ()), *ids}) for name, ids in more.items()}
    models.Delivery.objects.bulk_update(planned, ["said"])
    return [_reminder(one, theirs[one], facts, at=at) for one in sorted(wanted - {row.officer_id for row in planned})]


def _whom(concern: _Concern, facts: dict[int, Facts]) -> list[int]:
    """Those whom a note mentions, or the officer with whom the dossier lies."""
    if concern.entry.kind == telling.MENTIONED:
        return list(concern.entry.body["mentioned"])
    officer_id = facts[concern.dossier_id].holder.officer_id
    return [] if officer_id is None else [officer_id]


def _asked(concerns: Sequence[_Concern], facts: dict[int, Facts], *, at: datetime) -> list[models.Delivery]:
    """A reminder at once of each dossier of which somebody reminds himself; it waits for no morning."""
    holders = {one.dossier_id: facts[one.dossier_id].holder.officer_id for one in concerns}
    wanted = _wanting({officer_id for officer_id in holders.values() if officer_id is not None})
    rows = []
    for one in concerns:
        officer_id = holders[one.dossier_id]
        if officer_id is None or officer_id not in wanted:
            continue
        row = _reminder(officer_id, [one], facts, at=at)
        row.said, row.next_try_at = {"dossiers": [], "asked": [one.dossier_id]}, at
        rows.append(row)
    return rows


def _is_asked(concern: _Concern) -> bool:
    return concern.entry.kind == telling.REMINDED


def _wanting(officer_ids: Collection[int]) -> set[int]:
    wishes = models.OfficerWishes.objects.filter(officer_id__in=officer_ids).exclude(email="")
    return set(wishes.values_list("officer_id", flat=True))


def _reminder(
    officer_id: int, concerns: Sequence[_Concern], facts: dict[int, Facts], *, at: datetime
) -> models.Delivery:
    entry, recipient = concerns[0].entry, f"officer/{officer_id}"
    return models.Delivery(
        key=models.key_of(entry.position, recipient, Channel.EMAIL),
        position=entry.position,
        recipient=recipient,
        channel=Channel.EMAIL.value,
        event=Event.REMINDER.value,
        recorded_at=entry.recorded_at,
        agency_ids=[facts[concerns[0].dossier_id].holder.agency_id],
        officer_id=officer_id,
        said=_said(concerns),
        state=DeliveryState.WAITING.value,
        next_try_at=timing.reminder_after(at, rules_on(at.date())),
    )


def _said(concerns: Sequence[_Concern]) -> dict[str, list[int]]:
    """The dossiers whose alarms rang, and those with notes that mention the officer."""
    noted = {one.dossier_id for one in concerns if one.entry.kind == telling.MENTIONED}
    rang = {one.dossier_id for one in concerns if one.entry.kind != telling.MENTIONED}
    return {"dossiers": sorted(rang), "mentioned": sorted(noted)}

"""What a delivery says and where it goes, as things stand at that instant. Read after the commit, under no lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override

from motcua.accounts import queries as accounts
from motcua.catalogue import queries as catalogue
from motcua.dossier import queries as dossier
from motcua.dossier.types import RUNNING, Facts, Filters, Listing
from motcua.kernel.types import Refusal
from motcua.notices import models
from motcua.notices.reading import template_on
from motcua.notices.rules import telling, wording
from motcua.notices.rules.recipients import address_of, party_at
from motcua.notices.types import Channel, DigestWish, Event, Message, Reminder, Template, Why, Wishes
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING
from motcua.parties import queries as parties
from motcua.parties.types import Party
from motcua.process import queries as process
from motcua.process.types import WorkKey
from motcua.ui.wording import local_date, local_datetime

_CODES_SHOWN, _MOST_COUNTED = 10, 1_000


@dataclass(frozen=True, slots=True)
class Written:
    """A message, and by which version of its template it was written."""

    message: Message
    template: int


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why there is nothing to send. `about` names the field that is missing."""

    why: Why
    about: str = ""


def written(row: models.Delivery, *, at: datetime) -> Written | Unwritten:
    """The message of a delivery, or why there is none to send."""
    return _WRITERS.get(row.event, _to_person)(row, at)


def wishes_of(party: Party) -> Wishes:
    """How this person wants to be told: what he said when he was logged in with the number he declared."""
    if party.identity is None:
        return Wishes()
    row = models.CitizenWishes.objects.filter(citizen_id__in=accounts.citizens_of(party.identity)).first()
    return Wishes() if row is None else Wishes(row.by_email, row.by_phone, row.language)


def _to_person(row: models.Delivery, at: datetime) -> Written | Unwritten:
    event, channel = Event(row.event), Channel(row.channel)
    found = parties.declarations([row.declaration_id or 0]).get(row.declaration_id or 0)
    party = party_at(found, row.recipient) if found is not None else None
    if party is None:
        return Unwritten(Why.ERASED)
    facts = dossier.facts_many([row.dossier_id or 0]).get(row.dossier_id or 0)
    if facts is None or telling.is_past(event, facts.state):
        return Unwritten(Why.NO_LONGER_TRUE)
    to, wishes = address_of(party, channel), wishes_of(party)
    if not to:
        return Unwritten(Why.NO_ADDRESS)
    if not wishes.wants(channel):
        return Unwritten(Why.UNWANTED)
    with override(wishes.language):
        values = _values(row, facts, language=wishes.language)
    return _message(row, at, to, values, language=wishes.language)


def _to_officer(row: models.Delivery, at: datetime) -> Written | Unwritten:
    wishes = models.OfficerWishes.objects.filter(officer_id=row.officer_id or 0).exclude(email="").first()
    if wishes is None:
        return Unwritten(Why.UNWANTED)
    late = Filters(listing=Listing.OVERDUE, officer_id=row.officer_id)
    lists = {
        "late": [one.code for one in dossier.dossiers(EVERYTHING, late, at=at, limit=_MOST_COUNTED).rows],
        "soon": _still_running(row, at),
        "asked": _still_lying(row),
        "answers": _still_owed(row),
        "mentioned": _still_unread(row),
    }
    if not any(lists.values()):
        return Unwritten(Why.NO_LONGER_TRUE)
    values = {"day": local_date(at.date())}
    for name, codes in lists.items():
        if codes:
            shown = codes[:_CODES_SHOWN] + ["…"] * (len(codes) > _CODES_SHOWN)
            values |= {name: str(len(codes)), f"{name}_codes": ", ".join(shown)}
    return _message(row, at, wishes.email, values, language=wishes.language)


def _to_overseer(row: models.Delivery, at: datetime) -> Written | Unwritten:
    wishes = models.OfficerWishes.objects.filter(officer_id=row.officer_id or 0).exclude(email="").first()
    if wishes is None or wishes.digest == DigestWish.NEVER:
        return Unwritten(Why.UNWANTED)
    counts = {name: str(count) for name, count in row.said["counts"].items()} or {"nothing": "0"}
    values = {"day": local_date(row.recorded_at.date())} | counts
    return _message(row, at, wishes.email, values, language=wishes.language)


_WRITERS = {Event.REMINDER.value: _to_officer, Event.DIGEST.value: _to_overseer}
"""Who writes what does not go to a person of a dossier."""


def _still_running(row: models.Delivery, at: datetime) -> list[str]:
    """The dossiers whose alarms rang that lie with the officer still, and have time left."""
    return [
        facts.code
        for _dossier_id, facts in sorted(dossier.facts_many(row.said.get(Reminder.DOSSIERS, ())).items())
        if facts.state in RUNNING
        and facts.holder.officer_id == row.officer_id
        and facts.clock is not None
        and facts.clock.lapses_at is not None
        and facts.clock.lapses_at > at
    ]


def _still_lying(row: models.Delivery) -> list[str]:
    """Of which somebody reminded him himself, where they lie with him still."""
    asked = dossier.facts_many(row.said.get(Reminder.ASKED, ())).values()
    return [one.code or one.filing_number for one in asked if one.holder.officer_id == row.officer_id]


def _still_unread(row: models.Delivery) -> list[str]:
    """The dossiers with notes that mention the officer and that he has not read meanwhile."""
    unread = {one.dossier_id for one in process.unread_mentions(row.officer_id, row.said.get(Reminder.MENTIONED, ()))}
    return [one.code or one.filing_number for _id, one in sorted(dossier.facts_many(sorted(unread)).items())]


def _still_owed(row: models.Delivery) -> list[str]:
    """The dossiers about which another agency was asked, where the answer is still his or his agency's to give."""
    keys = {WorkKey.parse(key) for key in row.said.get(Reminder.ANSWERS, ())}
    works = process.work_done([key.dossier_id for key in keys if key is not None])
    owed = {
        work.dossier_id
        for work in works
        if work.is_open
        and WorkKey(work.dossier_id, work.number) in keys
        and work.placement.officer_id in {None, row.officer_id}
    }
    return [one.code for _id, one in sorted(dossier.facts_many(sorted(owed)).items())]


def _message(
    row: models.Delivery, at: datetime, to: str, values: Mapping[str, str], *, language: str
) -> Written | Unwritten:
    template: Template = template_on(Event(row.event), row.recorded_at.date())
    filled = wording.filled(template, values, language=language)
    if isinstance(filled, Refusal):
        return Unwritten(Why.FIELD_MISSING, ", ".join(filled.values["fields"]))  # type: ignore[arg-type]  # a tuple of names
    short = wording.unmarked(filled.short) if row.channel == Channel.SMS else filled.short
    return Written(Message(row.key, at, to, filled.subject, filled.body, short), template.version)


def _values(row: models.Delivery, facts: Facts, *, language: str) -> dict[str, str]:
    """Everything that templates may name, as the reader writes it; empty where nothing is known."""
    version = catalogue.version(facts.subject.procedure_version_id)
    ids = facts.subject.receiving_agency_id, facts.subject.resolving_agency_id
    names = organisation.agency_names(set(ids))
    labels = {component.key: component.label.text(language) for component in version.components}
    appointment, until = row.said.get("appointment_at"), row.said.get("until")
    return {
        "code": row.code,
        "procedure": version.name,
        "desk": names.get(ids[0], ""),
        "agency": names.get(ids[1], ""),
        "appointment": local_datetime(datetime.fromisoformat(appointment)) if appointment else "",
        "until": local_date(date.fromisoformat(until)) if until else "",
        "missing": "; ".join(labels.get(key, key) for key in row.said.get("missing", ())),
        "number": facts.result_number,
        "letter": row.said.get("letter", ""),
    }

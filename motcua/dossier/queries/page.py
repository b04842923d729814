"""One dossier as its page shows it: facts, explanation, timeline, names. A fixed number of statements."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from motcua.dossier.law import law_of
from motcua.dossier.queries.sight import facts as facts_of_id
from motcua.dossier.queries.sight import seen
from motcua.dossier.rows import facts_of
from motcua.dossier.rules import explaining
from motcua.dossier.rules.law import Law
from motcua.dossier.rules.timeliness import is_overdue
from motcua.dossier.types import OPEN, DossierPage, Facts, TimelineEntry
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import ActorKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.parties.types import Text
from motcua.worktime import queries as worktime
from motcua.worktime.types import Language

TITLES: Mapping[str, object] = {
    "dossier.filed": pgettext_lazy("timeline", "Filed online"),
    "dossier.completion_asked": pgettext_lazy("timeline", "Asked to complete the filing"),
    "dossier.filing_completed": pgettext_lazy("timeline", "Filing completed"),
    "dossier.declined": pgettext_lazy("timeline", "Declined at intake"),
    "dossier.filing_stopped": pgettext_lazy("timeline", "Filing taken back"),
    "dossier.received": pgettext_lazy("timeline", "Received"),
    "dossier.imported": pgettext_lazy("timeline", "Taken over from another system"),
    "dossier.clock_started": pgettext_lazy("timeline", "The term began to run"),
    "dossier.supplement_asked": pgettext_lazy("timeline", "Supplement asked for"),
    "dossier.supplement_answered": pgettext_lazy("timeline", "Full dossier received"),
    "dossier.closing_proposed": pgettext_lazy("timeline", "Waiting term over, closing proposed"),
    "dossier.closed_unanswered": pgettext_lazy("timeline", "Closed, supplement not answered"),
    "dossier.paused": pgettext_lazy("timeline", "Time not counted from here"),
    "dossier.resumed": pgettext_lazy("timeline", "Time counted again"),
    "dossier.consultation_asked": pgettext_lazy("timeline", "Opinion asked for"),
    "dossier.consultation_answered": pgettext_lazy("timeline", "Opinion received"),
    "dossier.consultation_withdrawn": pgettext_lazy("timeline", "Question taken back"),
    "dossier.prolonged": pgettext_lazy("timeline", "Term prolonged by law"),
    "dossier.apologised": pgettext_lazy("timeline", "Apology for being late"),
    "dossier.reappointed": pgettext_lazy("timeline", "New date given"),
    "dossier.fee_assessed": pgettext_lazy("timeline", "Fee assessed"),
    "dossier.fee_settled": pgettext_lazy("timeline", "Fee settled"),
    "dossier.content_adjusted": pgettext_lazy("timeline", "Content adjusted by the filer"),
    "dossier.paper_added": pgettext_lazy("timeline", "File added"),
    "dossier.paper_removed": pgettext_lazy("timeline", "File taken out"),
    "dossier.paper_state_said": pgettext_lazy("timeline", "How a paper is there electronically"),
    "dossier.papers_destroyed": pgettext_lazy("timeline", "Files destroyed by decision, past their period"),
    "dossier.clock_recomputed": pgettext_lazy("timeline", "Dates recomputed for a changed calendar"),
    "dossier.alarm_fired": pgettext_lazy("timeline", "Reminder"),
    "dossier.moved": pgettext_lazy("timeline", "Passed on"),
    "dossier.inherited": pgettext_lazy("timeline", "Taken over by the agency's successor"),
    "dossier.decided": pgettext_lazy("timeline", "Decided"),
    "dossier.decision_withdrawn": pgettext_lazy("timeline", "Decision taken back"),
    "dossier.completed": pgettext_lazy("timeline", "Result at the desk"),
    "dossier.handed_over": pgettext_lazy("timeline", "Result handed over"),
    "dossier.stopped": pgettext_lazy("timeline", "Stopped at request"),
    "dossier.voided": pgettext_lazy("timeline", "Voided, entered by mistake"),
    "dossier.correction_opened": pgettext_lazy("timeline", "Error of the agency: correction opened"),
    "dossier.slip_signed": pgettext_lazy("timeline", "Slip signed digitally"),
    "dossier.lines_signed": pgettext_lazy("timeline", "Lines of the control slip signed digitally"),
    "dossier.collector_signed": pgettext_lazy("timeline", "Collector signed on the screen"),
    "dossier.corrected": pgettext_lazy("timeline", "Error corrected"),
}
"""What each kind of entry is called on a timeline."""


def page(scope: Scope, dossier_id: int, *, at: datetime) -> DossierPage:
    """The dossier as it stands at that instant, in the active language. Raises Refused (`no_such_dossier`)."""
    row = seen(scope, dossier_id)
    facts = facts_of(row.facts)
    law = law_of(facts)
    entries = journal.entries(row.stream)
    language = active_language()
    return DossierPage(
        id=row.id,
        sequence=row.stream_sequence,
        facts=facts,
        version=law.version,
        regime=law.regime,
        declaration=parties.declarations([facts.declaration.id]).get(facts.declaration.id),
        standing=explaining.standing_words(facts, at=at, language=language),
        overdue=facts.state in OPEN and facts.clock is not None and is_overdue(facts.clock, at),
        explanation=tuple(explanation(facts, law, at=at, language=language)),
        timeline=tuple(_timeline(entries)),
        agency_names=organisation.agency_names(_agencies_in(facts, entries)),
        officer_names=organisation.officer_names(_officers_in(facts, entries)),
    )


def explain(dossier_id: int, *, at: datetime, language: Language) -> list[str]:
    """The due date of a dossier and its reasons, line by line. Raises Refused (`no_such_dossier`).

    For the command line and for rooms that decide themselves who may read it.
    """
    facts = facts_of_id(dossier_id)
    return explanation(facts, law_of(facts), at=at, language=language)


def explanation(facts: Facts, law: Law, *, at: datetime, language: Language) -> list[str]:
    """The explanation, with the days off of the very calendar version that the date was counted by."""
    if facts.clock is not None and facts.clock.calendar != law.calendar.label:
        key, _, label = facts.clock.calendar.rpartition(" ")
        law = Law(law.version, law.regime, worktime.calendar_version(key, label), law.desk)
    return explaining.explain(facts, law, at=at, language=language)


def active_language() -> Language:
    """The reader's language, as far as the house speaks it."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _timeline(entries: Iterable[Entry]) -> Iterator[TimelineEntry]:
    moves = list(entries)
    texts = parties.texts({number for entry in moves for number in _texts_in(entry.body).values()})
    names = organisation.officer_names_by_code(
        {entry.actor.key for entry in moves if entry.actor.kind is ActorKind.OFFICER}
    )
    for entry in moves:
        yield TimelineEntry(
            sequence=entry.sequence,
            at=entry.at,
            recorded_at=entry.recorded_at,
            kind=entry.kind,
            title=str(TITLES.get(entry.kind, "")),
            actor=entry.actor,
            actor_name=names.get(entry.actor.key, ""),
            body=entry.body,
            texts=_found(_texts_in(entry.body), texts),
            late="late_entry_reason" in entry.body,
        )


def _texts_in(body: Mapping[str, Any]) -> dict[str, int]:
    """The typed texts an entry refers to, by field."""
    return {
        name: int(part["text"])
        for name, part in body.items()
        if isinstance(part, Mapping) and part.keys() == {"text", "hmac"}
    }


def _found(wanted: Mapping[str, int], texts: Mapping[int, Text]) -> dict[str, Text]:
    return {name: texts[number] for name, number in wanted.items() if number in texts}


def _agencies_in(facts: Facts, entries: Iterable[Entry]) -> set[int]:
    named = {one.agency_id for one in facts.involved} | {facts.holder.agency_id}
    return named | {number for entry in entries for number in _numbers(entry.body, "agency_id")}


def _officers_in(facts: Facts, entries: Iterable[Entry]) -> set[int]:
    return {number for entry in entries for number in _numbers(entry.body, "officer_id")} | (
        {facts.holder.officer_id} if facts.holder.officer_id is not None else set()
    )


def _numbers(body: Mapping[str, Any], name: str) -> Iterator[int]:
    for part in (body, body.get("holder")):
        if isinstance(part, Mapping) and isinstance(part.get(name), int):
            yield part[name]

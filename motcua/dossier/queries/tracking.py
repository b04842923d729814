"""The public page: whoever has the code and a second fact sees how his dossier stands, and nobody's name or number."""

import re
from datetime import datetime
from functools import cache
from typing import NamedTuple

from motcua.dossier import models
from motcua.dossier.law import law_of
from motcua.dossier.queries.page import TITLES, active_language, explanation
from motcua.dossier.rows import facts_of
from motcua.dossier.rules import explaining
from motcua.dossier.rules.codes import typed
from motcua.dossier.types import BEFORE_RECEIPT, OPEN, Facts, Milestone, State, Tracked
from motcua.journal import queries as journal
from motcua.kernel import reference, statements
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.parties import queries as parties
from motcua.parties.types import Declaration

DIGITS_ASKED = 4
"""How many last digits of a phone or identity number are the second fact."""

# Everything the page needs in one statement: it is the page that most people ask for.
_FIND = f"""
SELECT id, code, filing_number, resolving_agency_id, receiving_agency_id, fees_due, facts::text,
 {parties.declaration_of("dossier_dossier.declaration_id")},
 {journal.moments_of("'dossier/' || dossier_dossier.id")},
 {reference.EDITIONS},
 %(along)s
FROM dossier_dossier
WHERE (code = %%s::text AND NOT code = '') OR (filing_number = %%s::text AND NOT filing_number = '')
ORDER BY code = '' LIMIT 1
"""  # noqa: S608 - our own words only

_PUBLIC = frozenset(
    f"dossier.{name}"
    for name in (
        "filed",
        "completion_asked",
        "filing_completed",
        "declined",
        "filing_stopped",
        "received",
        "imported",
        "supplement_asked",
        "supplement_answered",
        "closed_unanswered",
        "paused",
        "resumed",
        "prolonged",
        "apologised",
        "reappointed",
        "clock_recomputed",
        "decided",
        "completed",
        "handed_over",
        "stopped",
        "voided",
        "correction_opened",
        "corrected",
    )
)


class Sought(NamedTuple):
    """The dossier of a code, before anybody has proved that he may know of it: what the page needs of its row, and what
    other rooms keep of it as they let it be brought along.
    """

    id: int
    code: str
    filing_number: str
    resolving_agency_id: int
    receiving_agency_id: int
    fees_due: int
    facts: str
    declaration: str | None
    moments: str | None
    editions: str | dict[str, str] | None
    along: str | None


class Proved(NamedTuple):
    """A dossier of which somebody has proved that he may know how it stands."""

    row: Sought
    facts: Facts
    declaration: Declaration


def sought(code: str, *, along: str = "NULL") -> Sought | None:
    """The dossier of that code, or of that filing number where it is nobody's code. It is told nobody: see `proved`.

    `along` is an expression of SQL over the row, by which the room of whoever asks brings what it keeps of it itself.
    """
    code = typed(code)
    found = statements.row(_find(along), [code, code])
    return Sought(*found) if found is not None else None


@cache
def _find(along: str) -> str:
    return _FIND % {"along": along}


def proved(sought: Sought | None, second_fact: str) -> Proved:
    """The dossier, for whoever knows its code (or filing number) and the last four digits of a phone or identity
    number declared with it. What is read under `reference.held` after it is of the edition that came with the row.

    Raises Refused (`tracking_not_found`): one refusal whichever of the two was wrong, and for what was erased.
    """
    digits = re.sub(r"\D", "", second_fact)
    if sought is None or len(digits) != DIGITS_ASKED:
        raise Refused(Refusal("tracking_not_found"))
    declaration = parties.declaration(sought.declaration)
    if declaration is None or digits not in _second_facts(declaration):
        raise Refused(Refusal("tracking_not_found"))
    reference.hold(sought.editions)
    return Proved(sought, facts_of(sought.facts), declaration)


def declares_number(dossier_id: int, number: str) -> bool:
    """Whether that whole number, however it was typed, is a phone or an identity number declared with the dossier."""
    row = models.Dossier.objects.get(id=dossier_id)
    declaration = parties.declarations([row.declaration_id]).get(row.declaration_id)
    typed_number = re.sub(r"\D", "", number)
    return declaration is not None and typed_number in _digits(declaration) and bool(typed_number)


def _second_facts(declaration: Declaration) -> set[str]:
    """The last digits of every phone and number that somebody of the filing declared."""
    ends = {digits[-DIGITS_ASKED:] for digits in _digits(declaration)}
    return {end for end in ends if len(end) == DIGITS_ASKED}


def _digits(declaration: Declaration) -> set[str]:
    """Every phone and number that somebody of the filing declared, their digits alone."""
    numbers = [
        number
        for one in declaration.declared
        if one.party is not None
        for number in (one.party.phone, one.party.identity.number if one.party.identity is not None else "")
    ]
    return {re.sub(r"\D", "", number) for number in numbers}


def tracked(proved: Proved, *, at: datetime) -> Tracked:
    """How the dossier stands, in the reader's language."""
    row, facts, declaration = proved
    law = law_of(facts)
    language = active_language()
    names = organisation.agency_names({row.resolving_agency_id, row.receiving_agency_id})
    asked = facts.open_supplement
    labels = {component.key: component.label.text(language) for component in law.version.components}
    wanted = asked.missing if asked is not None else facts.completion_missing
    applicant = declaration.applicants[0] if declaration.applicants else None
    counted = facts.state in OPEN and facts.clock is not None
    moments = journal.moments(row.moments)
    return Tracked(
        id=row.id,
        code=row.code or row.filing_number,
        procedure=law.version.name,
        agency=names.get(row.resolving_agency_id, ""),
        receiver=names.get(row.receiving_agency_id, ""),
        state=facts.state,
        timeliness=facts.timeliness,
        applicant=parties.masked(applicant) if applicant is not None else None,
        received_at=facts.received_at,
        due_at=facts.clock.due_at if facts.clock is not None and facts.state is not State.VOIDED else None,
        appointment_at=facts.appointment_at,
        completed_at=facts.completed_at,
        handed_over_at=facts.handed_over_at,
        waiting_until=asked.waiting_until if asked is not None else None,
        missing=tuple(labels.get(key, key) for key in wanted),
        answer_due_at=facts.answer_due_at if facts.state in BEFORE_RECEIPT else None,
        expected=counted and facts.clock is not None and facts.clock.expected,
        fees_due=row.fees_due,
        standing=explaining.standing_words(facts, at=at, language=language),
        explanation=tuple(explanation(facts, law, at=at, language=language)),
        milestones=tuple(Milestone(moment, str(TITLES[kind])) for kind, moment in moments if kind in _PUBLIC),
        kinds=frozenset(kind for kind, _moment in moments),
    )

"""What the house knows of an applicant, for the e-forms of his draft."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from motcua.accounts.types import Citizen
from motcua.forms.types import OF_RESULTS, Knowledge, Known, KnownAnswer, Prefill, Source
from motcua.intake.rules import drafted
from motcua.intake.rules.knowing import known_of
from motcua.intake.types import Draft
from motcua.organisation import queries as organisation
from motcua.papers import queries as papers
from motcua.papers.types import Result, ResultState
from motcua.parties import queries as parties
from motcua.parties.types import Identity, Party

_MOST_LOOKED_AT = 20
"""Declarations of one person, the latest: who has filed more said the same in them."""


def known_answers(draft: Draft, citizen: Citizen | None, wanted: Collection[Prefill], *, at: datetime) -> Knowledge:
    """What of `wanted` is known of the applicant of the draft, and whence.

    What was typed in the draft is known to whoever has the draft. All else is told only to the applicant himself, when
    he has logged in with his number: what the log-in proves, what he filed here last, and the results that were issued
    to him and hold. Nothing is told of anybody else, nor to somebody who files for him.
    """
    if not wanted:
        return {}
    identity = citizen.identity if citizen is not None else None
    is_his = drafted.uses_own_papers(draft.content, identity)
    (applicant,) = drafted.declaration_of(draft.content).applicants
    known: dict[tuple[Known, str], KnownAnswer] = {}
    if is_his and citizen is not None and identity is not None:
        kinds = {one.result for one in wanted if one.known in OF_RESULTS}
        known |= _of_results(identity, kinds, on=at.date()) if kinds else {}
        for earlier in _filed(identity):
            known |= _of(earlier, Source.EARLIER)
        known |= _of(Party(citizen.kind, citizen.name, identity, born=citizen.born), Source.LOG_IN)
    known |= {(what, ""): one for what, one in known_of(applicant, Source.FILING, is_proven=is_his)}
    return known


def _of(party: Party, source: Source) -> Mapping[tuple[Known, str], KnownAnswer]:
    return {(what, ""): one for what, one in known_of(party, source)}


def _filed(identity: Identity) -> Iterator[Party]:
    """As he declared himself when he filed for himself, the latest time last; what others said of him is not told."""
    latest = sorted(parties.applications_of(identity))[-_MOST_LOOKED_AT:]
    for _id, declaration in sorted(parties.declarations(latest).items()):
        one = declaration.submitter
        if one is not None and one.identity is not None and one.identity.is_same(identity):
            yield one


def _of_results(identity: Identity, kinds: Collection[str], *, on: date) -> Mapping[tuple[Known, str], KnownAnswer]:
    """Number, day and agency of the last result of each kind that was issued to him and holds on the day."""
    valid = [one for one in papers.results_of(identity, kind_codes=kinds) if one.state_on(on) is ResultState.VALID]
    last = {one.kind_code: one for one in reversed(valid)}
    names = organisation.agency_names({one.agency_id for one in last.values()}) if last else {}
    return {
        (what, kind): KnownAnswer(answer, Source.REGISTER)
        for kind, one in last.items()
        for what, answer in _said_of(one, names.get(one.agency_id, ""))
    }


def _said_of(result: Result, agency: str) -> Iterator[tuple[Known, str]]:
    yield Known.RESULT_NUMBER, result.number
    yield Known.RESULT_DAY, result.issued_on.isoformat()
    if agency:
        yield Known.RESULT_AGENCY, agency

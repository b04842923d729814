"""The personal store: what somebody has already for the papers of a checklist (NĐ 118/2025 Đ17.1b)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from motcua.catalogue.types import Component
from motcua.dossier import queries as dossier
from motcua.dossier.queries import EarlierPaper, EarlierPapers
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import CopyStanding, DescribedPaper, Result, ResultState
from motcua.parties import queries as parties
from motcua.parties.types import Declaration, Identity
from motcua.process.results import dossier_of
from motcua.process.rules.reuse import is_owner, is_same_paper, takes_result
from motcua.process.types import KnownPaper, PersonalStore
from motcua.process.types.personal_store import FILE, RESULT


def known_papers(
    scope: Scope,
    identities: Sequence[Identity],
    components: Sequence[Component],
    *,
    on: date,
    proven: Collection[Identity] = (),
) -> PersonalStore:
    """What these persons or organisations have already for these papers of a checklist, as it stands on the day.

    Results in the registers of the house, and files of the dossiers in the reader's sight, whosever they are: a file
    that an officer described is its confirmed owner's, any other the applicants' of its dossier. Also what does not
    hold on the day (`may_be_used` says so); a replaced result is left out: another took its place. The same file is
    there once. `proven` are identities that whoever asks proved to be his own: papers confirmed as theirs count
    wherever they lie, and nothing is told of the dossier. The number of statements does not grow with the papers.
    """
    kinds = {component.result_code for component in components} - {""}
    results = [one for who in identities for one in papers.results_of(who, kind_codes=kinds)] if kinds else []
    earlier = _earlier(scope, identities, proven)
    registered = {one.file for one in results} - {""}
    held = {(one.component, one.file or one.key): one for one in _results(results, components, on=on)}
    files = _files(earlier.papers, identities, components, on=on, proven=proven, registered=registered)
    handed_in = {(one.component, one.file): one for one in files}  # of the same file the dossier it came with, the last
    return PersonalStore((*held.values(), *handed_in.values()), earlier.looked_through)


def _results(results: Sequence[Result], components: Sequence[Component], *, on: date) -> Iterator[KnownPaper]:
    names = organisation.agency_names({one.agency_id for one in results}) if results else {}
    for result in results:
        state = result.state_on(on)
        if state is ResultState.REPLACED:
            continue
        for component in components:
            if takes_result(component, result.kind_code):
                yield KnownPaper(
                    key=f"{RESULT}/{result.key}",
                    component=component.key,
                    name=result.kind_name,
                    number=result.number,
                    issuer=names.get(result.agency_id, ""),
                    issued_on=result.issued_on,
                    valid_from=result.valid_from,
                    valid_to=result.valid_to,
                    state=state,
                    file=result.file,
                    dossier_id=dossier_of(result.holder),
                )


def _earlier(scope: Scope, identities: Sequence[Identity], proven: Collection[Identity]) -> EarlierPapers:
    """The files in which something of theirs may be: in dossiers of their own, and in those where a paper was confirmed
    as theirs."""
    named = [parties.applications_of(who) for who in identities]
    declared = frozenset().union(*named)
    if not declared:
        return EarlierPapers(())
    own = frozenset().union(*(ids for who, ids in zip(identities, named, strict=True) if _is_among(who, proven)))
    return dossier.earlier_papers(scope, declared=declared, holding=_holding(declared), own=_holding(own))


def _holding(owners: Collection[int]) -> Sequence[int]:
    holders = papers.holders_of_papers(owners) if owners else ()
    return [number for number in map(dossier_of, holders) if number is not None]


def _files(
    earlier: Sequence[EarlierPaper],
    identities: Sequence[Identity],
    components: Sequence[Component],
    *,
    on: date,
    proven: Collection[Identity],
    registered: Collection[str],
) -> Iterator[KnownPaper]:
    if not earlier:
        return
    facts = _facts_of(earlier)
    standings = papers.copy_standings({*registered, *(one.file for one in earlier)})
    serving = [
        (one, component)
        for one in earlier
        if one.file not in registered and standings[one.file] is not CopyStanding.EARLIER
        for component in components
        if is_same_paper(component, one.component, kind_code=_kind_code(facts.get(one.attachment)))
    ]
    people = _people(facts, (one for one, _component in serving))
    own = [who for who in identities if _is_among(who, proven)]
    for one, component in serving:
        described = facts.get(one.attachment)
        if _is_theirs(one, described, people, identities=identities, own=own):
            yield _known(one, component, described, on=on)


def _facts_of(earlier: Iterable[EarlierPaper]) -> Mapping[int, DescribedPaper]:
    """What was confirmed last about each file or, of a signed copy, about the one it was made from; by attachment."""
    wanted = {one.attachment: [digest for digest in (one.file, one.original) if digest] for one in earlier}
    described = papers.described_files(digest for digests in wanted.values() for digest in digests)
    confirmed = {number: [described[one] for one in digests if one in described] for number, digests in wanted.items()}
    return {number: max(told, key=lambda one: one.confirmed_at) for number, told in confirmed.items() if told}


def _kind_code(described: DescribedPaper | None) -> str:
    return described.kind_code if described is not None else ""


def _people(facts: Mapping[int, DescribedPaper], earlier: Iterable[EarlierPaper]) -> Mapping[int, Declaration]:
    """The declarations by which it is told whose the described ones among the files are."""
    described = [one for one in earlier if one.attachment in facts]
    ids = {facts[one.attachment].owner.id for one in described} | {one.declaration_id for one in described}
    return parties.declarations(ids) if ids else {}


def _is_theirs(
    one: EarlierPaper,
    described: DescribedPaper | None,
    people: Mapping[int, Declaration],
    *,
    identities: Sequence[Identity],
    own: Sequence[Identity],
) -> bool:
    """Whose nobody confirmed is the applicants' of its dossier; out of sight only what was confirmed counts."""
    if described is None:
        return one.in_sight and one.is_of_applicants
    owners = people[described.owner.id].applicants if described.owner.id in people else ()
    owner = owners[0] if owners else None
    if not one.in_sight:
        return is_owner(owner, own)
    applicants = people[one.declaration_id].applicants if one.declaration_id in people else ()
    return is_owner(owner, identities, applicants)


def _known(one: EarlierPaper, component: Component, described: DescribedPaper | None, *, on: date) -> KnownPaper:
    handed_in = one.received_at.date() if one.received_at is not None and one.in_sight else None
    return KnownPaper(
        key=f"{FILE}/{one.attachment}",
        component=component.key,
        name=described.title if described is not None else one.component.label.vi,
        number=described.number if described is not None else "",
        issuer=described.issuer if described is not None else "",
        issued_on=described.issued_on if described is not None else None,
        valid_from=described.valid_from if described is not None else None,
        valid_to=described.valid_to if described is not None else None,
        state=described.state_on(on) if described is not None else ResultState.VALID,
        file=one.file,
        dossier_id=one.dossier_id if one.in_sight else None,
        dossier_code=one.code if one.in_sight else "",
        handed_in_on=handed_in,
        is_confirmed=described is not None,
        described=described.file if described is not None else "",
    )


def _is_among(who: Identity, proven: Collection[Identity]) -> bool:
    return any(who.is_same(one) for one in proven)

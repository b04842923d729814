"""The dossiers of one person, and which of their files for papers of the checklist belong to him.

What was handed in for a dossier belongs to its applicant. Where there are several, what an officer confirmed as the
paper of one of them belongs to that one only, and what was taken over from an earlier dossier belongs to whoever is
known to have had it. Nothing of a dossier that was entered by mistake belongs to anybody: it may be another's.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts, FileKind, PaperFile, State
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import DescribedPaper, Result
from motcua.parties import queries as parties
from motcua.parties.types import Declaration, Identity, Role
from motcua.process.results import dossier_of
from motcua.process.rules.reuse import is_owner


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of a dossier that belongs to an applicant, and what an officer confirmed about it, if one did.

    `is_his_own`: nobody confirmed it as the paper of somebody else; handed in by him it belongs to him all the same.
    """

    paper: PaperFile
    known: DescribedPaper | None
    is_his_own: bool


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier of his, with those of its files that belong to him. `names` are those under which he applied."""

    id: int
    facts: Facts
    files: tuple[OwnFile, ...]
    names: tuple[str, ...]

    @property
    def code(self) -> str:
        """As it is written; of a filing that was not received its number."""
        return self.facts.code or self.facts.filing_number


@dataclass(frozen=True, slots=True)
class ElsewherePaper:
    """A paper of his that lies in a dossier of somebody else: the files of it, all of one paper."""

    dossier_id: int
    facts: Facts
    described: DescribedPaper
    attachments: frozenset[int]


def own_dossiers(
    scope: Scope, identity: Identity, described: Collection[DescribedPaper], results: Collection[Result]
) -> tuple[OwnDossier, ...]:
    """The dossiers in sight of which he is an applicant, the latest first. As many statements for one as for many.

    `described` and `results` are what is known to be his.
    """
    applied = parties.applications_of(identity)
    rests_on = dossier.of_declarations(scope, applied) if applied else {}
    known = dossier.facts_many(list(rests_on))
    told = papers.described_files(paper.file for facts in known.values() for paper in facts.papers)
    declared = parties.declarations({*rests_on.values(), *(one.owner.id for one in told.values())})
    his = {one.file for one in described} | {one.file for one in results if one.file}
    his |= {
        paper.file
        for number, facts in known.items()
        if _is_alone(declared[rests_on[number]]) and facts.state is not State.VOIDED
        for paper in facts.papers
    }
    return tuple(
        OwnDossier(
            id=number,
            facts=known[number],
            files=tuple(_his(known[number], told, declared, his, identity=identity, applied=declared[declaration_id])),
            names=tuple(_names(declared[declaration_id], identity)),
        )
        for number, declaration_id in rests_on.items()
    )


def elsewhere(scope: Scope, described: Collection[DescribedPaper], own: Collection[int]) -> tuple[ElsewherePaper, ...]:
    """His described papers that lie in no dossier of his own but in another's that is in sight, each once."""
    holders = papers.holders_of_each(one.file for one in described)
    places = {one.file: [dossier_of(holder) for holder in holders.get(one.file, ())] for one in described}
    asked = {number for found in places.values() for number in found if number is not None}
    known = dossier.facts_many(sorted(asked - set(own)))
    found = []
    for one in described:
        if any(number in own for number in places[one.file]):
            continue
        for number in places[one.file]:
            facts = known.get(number or 0)
            if number is None or facts is None or facts.state is State.VOIDED:
                continue
            if scope.sees(part.agency_id for part in facts.involved):
                found.append(ElsewherePaper(number, facts, one, _with_signed_copies(facts, one.file)))
                break
    return tuple(found)


def _is_alone(declared: Declaration) -> bool:
    """Whether there is one applicant. Whoever was erased counts: what was his is nobody else's."""
    return sum(one.role is Role.APPLICANT for one in declared.declared) == 1


def _names(declared: Declaration, identity: Identity) -> Iterator[str]:
    for party in declared.applicants:
        if party.identity is not None and party.identity.is_same(identity):
            yield party.name


def _his(
    facts: Facts,
    told: Mapping[str, DescribedPaper],
    declared: Mapping[int, Declaration],
    his: Collection[str],
    *,
    identity: Identity,
    applied: Declaration,
) -> Iterator[OwnFile]:
    """Of a signed copy is known what is known of the file that was signed."""
    if facts.state is State.VOIDED:
        return
    is_alone = _is_alone(applied)
    files = {paper.attachment: paper for paper in facts.papers}
    for paper in facts.papers:
        signed = files.get(paper.signs) if paper.signs is not None else None
        known = told.get(paper.file) or (told.get(signed.file) if signed is not None else None)
        if known is not None:
            owners = declared[known.owner.id].applicants if known.owner.id in declared else ()
            is_his_own = is_owner(owners[0] if owners else None, [identity], applied.applicants)
            if is_alone or is_his_own:
                yield OwnFile(paper, known, is_his_own)
        elif is_alone or paper.file_kind is not FileKind.REUSED or paper.file in his:
            yield OwnFile(paper, None, is_his_own=True)


def _with_signed_copies(facts: Facts, file: str) -> frozenset[int]:
    same = {paper.attachment for paper in facts.papers if paper.file == file}
    return frozenset(same | {paper.attachment for paper in facts.papers if paper.signs in same})

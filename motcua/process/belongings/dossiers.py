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
from motcua.parties.types import Identity, Role
from motcua.process.results import dossier_of


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier of his, with those of its files that belong to him, and what is known of each."""

    id: int
    facts: Facts
    files: tuple[tuple[PaperFile, DescribedPaper | None], ...]
    declared: frozenset[int]

    @property
    def code(self) -> str:
        """As it is written; of a filing that was not received its number."""
        return self.facts.code or self.facts.filing_number

    def is_his_own(self, known: DescribedPaper | None) -> bool:
        """Whether nobody confirmed the paper as that of somebody else; handed in by him it belongs to him all the
        same."""
        return known is None or known.owner.id in self.declared


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
    declared = parties.applications_of(identity)
    rests_on = dossier.of_declarations(scope, declared) if declared else {}
    known = dossier.facts_many(list(rests_on))
    alone = _alone(rests_on)
    told = papers.described_files(
        paper.file for facts in known.values() for paper in facts.papers
    )  # fmt: skip
    his = {one.file for one in described} | {one.file for one in results if one.file}
    his |= {
        paper.file
        for number, facts in known.items()
        if number in alone and facts.state is not State.VOIDED
        for paper in facts.papers
    }
    return tuple(
        OwnDossier(
            number,
            known[number],
            tuple(_his(known[number], told, declared, his, is_alone=number in alone)),
            frozenset(declared),
        )
        for number in rests_on
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


def _alone(rests_on: Mapping[int, int]) -> frozenset[int]:
    """The dossiers that have one applicant. Whoever was erased counts: what was his is nobody else's."""
    declarations = parties.declarations(rests_on.values())
    return frozenset(
        number
        for number, declaration_id in rests_on.items()
        if sum(one.role is Role.APPLICANT for one in declarations[declaration_id].declared) == 1
    )


def _his(
    facts: Facts,
    told: Mapping[str, DescribedPaper],
    declared: Collection[int],
    his: Collection[str],
    *,
    is_alone: bool,
) -> Iterator[tuple[PaperFile, DescribedPaper | None]]:
    """Of a signed copy is known what is known of the file that was signed."""
    if facts.state is State.VOIDED:
        return
    files = {paper.attachment: paper for paper in facts.papers}
    for paper in facts.papers:
        signed = files.get(paper.signs) if paper.signs is not None else None
        known = told.get(paper.file) or (told.get(signed.file) if signed is not None else None)
        if is_alone or (known is not None and known.owner.id in declared):
            yield paper, known
        elif known is None and (paper.file_kind is not FileKind.REUSED or paper.file in his):
            yield paper, None


def _with_signed_copies(facts: Facts, file: str) -> frozenset[int]:
    same = {paper.attachment for paper in facts.papers if paper.file == file}
    return frozenset(same | {paper.attachment for paper in facts.papers if paper.signs in same})

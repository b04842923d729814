"""What one person or organisation has in this house, as far as somebody may see it: listed for a page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.catalogue import queries as catalogue
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import DescribedPaper, Result
from motcua.parties import queries as parties
from motcua.parties.types import (
    PERSON_IDENTITIES,
    DeclarationInput,
    Identity,
    Party,
    PartyKind,
    Sight,
)
from motcua.process.belongings.dossiers import ElsewherePaper, OwnDossier, elsewhere, own_dossiers
from motcua.process.belongings.types import OwnPaper, OwnResult, PersonPapers
from motcua.process.register_sight import with_inherited
from motcua.process.results import dossier_of

NOBODY: Final = "person_not_found"
"""The one refusal for whom nobody knows, and of whom nothing is in sight."""
SHOWN: Final = 100
"""How many of each list a page shows; what is handed out has all."""
_NUMBER = "applicants.0.identity"


@dataclass(frozen=True, slots=True)
class Held:
    """Everything of one person that is in sight."""

    identity: Identity
    dossiers: tuple[OwnDossier, ...]
    results: tuple[Result, ...]
    elsewhere: tuple[ElsewherePaper, ...]

    def sight(self, scope: Scope) -> Sight:
        """Which declarations that name him the reader may read: those behind what is held here."""
        behind = {one.owner.id for one in self.results} | {one.described.owner.id for one in self.elsewhere}
        behind |= {file.known.owner.id for one in self.dossiers for file in one.files if file.known is not None}

        def seen(asked: frozenset[int]) -> Collection[int]:
            if scope.agency_ids is None:
                return asked
            return behind | set(dossier.of_declarations(scope, asked).values())

        return seen


def identity_objection(identity: Identity, *, at: datetime) -> Refusal | None:
    """What is wrong with a number before anybody is looked for; doubts that a paper could explain are none."""
    kind = PartyKind.PERSON if identity.kind in PERSON_IDENTITIES else PartyKind.ORGANISATION
    asked = Party(kind, "-", identity)
    found = parties.review(DeclarationInput(applicants=(asked,)), on=at.date())
    wrong = (one for one in found if one.field.startswith(f"{_NUMBER}.number") and not one.confirmable)
    return next((one.refusal for one in wrong), None)


def held_of(scope: Scope, identity: Identity, *, at: datetime) -> Held:
    """What is in sight of one person. As many statements for little as for much."""
    described = papers.papers_of(identity)
    results = tuple(_results_in_sight(with_inherited(scope, on=at.date()), papers.results_of(identity)))
    own = own_dossiers(scope, identity, described, results)
    return Held(identity, own, results, elsewhere(scope, described, [one.id for one in own]))


def person_papers(scope: Scope, identity: Identity, *, at: datetime) -> PersonPapers:
    """What somebody may see of a person or an organisation: results, digitised papers, dossiers.

    Raises Refused: `person_not_found` (nobody, or nothing of him in sight), and whatever is wrong with the number.
    """
    objection = identity_objection(identity, at=at)
    if objection is not None:
        raise Refused(objection)
    held = held_of(scope, identity, at=at)
    known = parties.export(identity, sight=held.sight(scope), only_declared=True)
    if isinstance(known, Refusal):
        raise Refused(known)
    listed = sorted(papers_of(held, at=at), key=lambda one: one.dossier_id, reverse=True)
    ids = [one.id for one in held.dossiers]
    return PersonPapers(
        identity=identity,
        name=next((name for one in held.dossiers for name in one.names), known["declared"][-1]["party"]["name"]),
        entries=tuple(one["entry"] for one in known["declared"]),
        results=tuple(_shown(held.results[:SHOWN], at=at)),
        results_count=len(held.results),
        papers=tuple(listed[:SHOWN]),
        papers_count=len(listed),
        dossiers=dossier.by_ids(scope, ids[:SHOWN], at=at),
        dossiers_count=len(ids),
    )


def _results_in_sight(scope: Scope, results: Sequence[Result]) -> Iterator[Result]:
    """Those of the agencies in sight, and those that were issued for a dossier in sight."""
    issued_for = {dossier_of(one.holder) for one in results if not scope.sees([one.agency_id])}
    known = dossier.facts_many(sorted(one for one in issued_for if one is not None))
    for one in results:
        facts = known.get(dossier_of(one.holder) or 0)
        if scope.sees([one.agency_id]) or (facts is not None and _sees(scope, facts)):
            yield one


def _sees(scope: Scope, facts: Facts) -> bool:
    return scope.sees(part.agency_id for part in facts.involved)


def _shown(results: Sequence[Result], *, at: datetime) -> Iterator[OwnResult]:
    names = organisation.agency_names({one.agency_id for one in results}) if results else {}
    for one in results:
        yield OwnResult(
            key=one.key,
            token=one.token,
            name=one.kind_name,
            number=one.number,
            agency=names.get(one.agency_id, ""),
            issued_on=one.issued_on,
            valid_to=one.valid_to,
            state=one.state_on(at.date()),
            has_file=bool(one.file),
            on_paper=one.on_paper,
        )


def papers_of(held: Held, *, at: datetime) -> Iterator[OwnPaper]:
    """The digitised papers that are his: what lies in force in dossiers of his, and what is his in those of others."""
    for own in held.dossiers:
        in_force = own.facts.files_in_force
        for one in own.files:
            if one.paper in in_force and one.is_his_own:
                there = own.id, own.facts, one.paper.attachment
                yield _paper(*there, one.paper.component, one.known, at=at, lies_elsewhere=False)
    for other in held.elsewhere:
        there = other.dossier_id, other.facts, max(other.attachments)
        yield _paper(*there, "", other.described, at=at, lies_elsewhere=True)


def _paper(
    dossier_id: int,
    facts: Facts,
    attachment: int,
    component: str,
    known: DescribedPaper | None,
    *,
    at: datetime,
    lies_elsewhere: bool,
) -> OwnPaper:
    return OwnPaper(
        name=known.title if known is not None else label_of(facts, component),
        number=known.number if known is not None else "",
        issuer=known.issuer if known is not None else "",
        issued_on=known.issued_on if known is not None else None,
        valid_to=known.valid_to if known is not None else None,
        state=known.state_on(at.date()) if known is not None else None,
        attachment=attachment,
        dossier_id=dossier_id,
        dossier_code=facts.code or facts.filing_number,
        received_at=facts.received_at,
        lies_elsewhere=lies_elsewhere,
    )


def label_of(facts: Facts, component: str) -> str:
    """What a paper of the checklist is called, in Vietnamese."""
    version = catalogue.version(facts.subject.procedure_version_id)
    return next((one.label.vi for one in version.components if one.key == component), component)

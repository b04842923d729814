"""The personal store at intake: what somebody has already, for the papers of a checklist, and what is used again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from motcua.catalogue.types import Component
from motcua.dossier import commands as dossier_commands
from motcua.dossier import queries as dossier
from motcua.dossier.types import Locked
from motcua.journal.commands import Unit
from motcua.journal.types import Kind
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import ResultState
from motcua.parties import queries as parties
from motcua.parties.types import Identity
from motcua.process.results import dossier_of
from motcua.process.rules.reuse import is_same_paper, takes_result
from motcua.process.types import KnownPaper, Reuse

PAPERS_REUSED: Final = "process.papers_reused"
"""The person agreed that papers which the house has are used for his dossier: who agreed, and which; in its stream."""
KINDS: Final = (Kind(PAPERS_REUSED),)


def known_papers(
    scope: Scope, identities: Sequence[Identity], components: Sequence[Component], *, on: date
) -> tuple[KnownPaper, ...]:
    """What these persons or organisations have already for these papers of a checklist, as it stands on the day.

    Results in the registers of the house, also those that do not hold on the day (`may_be_used` says so), and files of
    the earlier dossiers that are in the reader's sight. A replaced result is left out: another took its place. The same
    file is there once.
    """
    found: dict[tuple[str, str], KnownPaper] = {}
    for identity in identities:
        for one in _results(identity, components, on=on):
            found.setdefault((one.component, one.file or one.key), one)
    for one in _files(scope, identities, components):
        found.setdefault((one.component, one.file), one)
    return tuple(found.values())


def reuse(unit: Unit, locked: Locked, wanted: Reuse, *, scope: Scope) -> Locked:
    """Takes over what the person agreed to: one entry that says so, and for each paper the file it is there as.

    Looked up anew, so that nothing is used that ran out or was revoked in between. Raises Refused: `consent_missing`,
    `known_paper_gone`, and those of a file that comes into a dossier.
    """
    if not wanted.agreed:
        raise Refused(Refusal("consent_missing"))
    declaration = parties.declarations([locked.facts.declaration.id])[locked.facts.declaration.id]
    identities = [party.identity for party in declaration.applicants if party.identity is not None]
    known = known_papers(scope, identities, locked.version.components, on=unit.at.date())
    offered = {(one.component, one.key): one for one in known if one.may_be_used}
    chosen = []
    for asked in wanted.papers:
        if asked not in offered:
            raise Refused(Refusal("known_paper_gone"))
        chosen.append(offered[asked])
    body = {
        "agreed_by": locked.facts.declaration.body(),
        "papers": [
            {"component": one.component, "source": one.key, "number": one.number, "file": one.file} for one in chosen
        ],
    }
    locked = dossier_commands.record(unit, locked, kind=PAPERS_REUSED, version=1, body=body)
    return dossier_commands.reuse_files(unit, locked, [(one.component, one.file) for one in chosen])


def _results(identity: Identity, components: Sequence[Component], *, on: date) -> Iterator[KnownPaper]:
    kinds = {component.result_code for component in components} - {""}
    found = papers.results_of(identity, kind_codes=kinds) if kinds else []
    names = organisation.agency_names({one.agency_id for one in found}) if found else {}
    for result in found:
        state = result.state_on(on)
        if state is ResultState.REPLACED:
            continue
        for component in components:
            if takes_result(component, result.kind_code):
                yield KnownPaper(
                    key=f"result/{result.key}",
                    component=component.key,
                    name=result.kind_name,
                    number=result.number,
                    issuer=names.get(result.agency_id, ""),
                    issued_on=result.issued_on,
                    valid_to=result.valid_to,
                    state=state,
                    file=result.file,
                    dossier_id=dossier_of(result.holder),
                )


def _files(scope: Scope, identities: Iterable[Identity], components: Sequence[Component]) -> Iterator[KnownPaper]:
    declared = {number for identity in identities for number in parties.applications_of(identity)}
    for earlier in dossier.earlier_files(scope, declared) if declared else ():
        for component in components:
            if is_same_paper(component, earlier.component):
                yield KnownPaper(
                    key=f"file/{earlier.paper.attachment}",
                    component=component.key,
                    name=earlier.component.label.vi,
                    number=earlier.code,
                    issuer="",
                    issued_on=earlier.received_at.date() if earlier.received_at is not None else None,
                    valid_to=None,
                    state=ResultState.VALID,
                    file=earlier.paper.file,
                    dossier_id=earlier.dossier_id,
                )

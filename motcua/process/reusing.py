"""What somebody has already is used for his dossier, with his consent."""

from collections.abc import Collection
from typing import Final

from django.utils.translation import get_language

from motcua.dossier import commands as dossier
from motcua.dossier.types import Locked
from motcua.journal.commands import Unit
from motcua.journal.types import Kind
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.parties import queries as parties
from motcua.parties.types import Identity
from motcua.process.personal_store import known_papers
from motcua.process.rules.reuse import objection_to
from motcua.process.types import KnownPaper, Reuse

PAPERS_REUSED: Final = "process.papers_reused"
"""The person agreed that papers which the house has are used for his dossier: who agreed, and which; in its stream."""
KINDS: Final = (Kind(PAPERS_REUSED),)


def reuse(unit: Unit, locked: Locked, wanted: Reuse, *, scope: Scope, proven: Collection[Identity] = ()) -> Locked:
    """Takes over what the person agreed to: one entry that says so, and for each paper the file it is there as.

    Looked up anew, so that nothing is used that ran out or was revoked in between; `proven` as in `known_papers`.
    Raises Refused: `consent_missing`, `known_paper_expired`, `known_paper_not_yet_valid`, `known_paper_gone`, and
    those of a file that comes into a dossier.
    """
    if not wanted.agreed:
        raise Refused(Refusal("consent_missing"))
    chosen = _chosen(unit, locked, wanted, scope=scope, proven=proven)
    body = {
        "agreed_by": locked.facts.declaration.body(),
        "papers": [
            {"component": one.component, "source": one.key, "number": _number(one), "file": one.file} for one in chosen
        ],
    }
    locked = dossier.record(unit, locked, kind=PAPERS_REUSED, version=1, body=body)
    locked = dossier.reuse_files(unit, locked, [(one.component, one.file) for one in chosen])
    for one in chosen:
        if one.described not in {"", one.file}:  # here its unsigned original does not lie beside it
            papers.describe_alike(file=one.file, like=one.described)
    return locked


def _chosen(
    unit: Unit, locked: Locked, wanted: Reuse, *, scope: Scope, proven: Collection[Identity]
) -> list[KnownPaper]:
    declaration = parties.declarations([locked.facts.declaration.id])[locked.facts.declaration.id]
    identities = [party.identity for party in declaration.applicants if party.identity is not None]
    components = {one.key: one for one in locked.version.components}
    known = known_papers(scope, identities, locked.version.components, on=unit.at.date(), proven=proven)
    there = {(one.component, one.key): one for one in known.papers}
    chosen = []
    for asked in wanted.papers:
        if asked not in there:
            raise Refused(Refusal("known_paper_gone"))
        label = components[asked[0]].label.text(get_language() or "vi")
        objection = objection_to(there[asked], label=label)
        if objection is not None:
            raise Refused(objection)
        chosen.append(there[asked])
    return chosen


def _number(known: KnownPaper) -> str:
    """What is written into the journal: what a paper that was handed in says of itself is not."""
    return known.number if known.is_result else known.dossier_code

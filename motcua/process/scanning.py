"""What the scanning page reads: what is proposed about a paper, and the sheet that parts two."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from rapidfuzz import fuzz, process

from motcua.catalogue.types import Component, ComponentKind
from motcua.dossier import queries as dossiers
from motcua.kernel.text import fold
from motcua.papers import queries as papers
from motcua.papers.types import PageSize, PaperFacts, Tray
from motcua.parties import queries as parties

_LEAST_ALIKE = 75


def proposed_facts(tray: Tray, paper: int, *, dossier_id: int) -> PaperFacts:
    """What the text of a paper in a tray says of it. Where it names nobody, the paper is taken to be the applicant's.

    Whoever gets the tray has the right to it; see `process.commands.scanning_tray`.
    """
    said = tray.facts(paper)
    return said if said.owner_number or said.owner_name else of_applicant(said, dossier_id=dossier_id)


def of_applicant(said: PaperFacts, *, dossier_id: int) -> PaperFacts:
    """The facts of a paper that is taken to be the applicant's. Whoever asks sees the dossier."""
    declared = parties.declarations([dossiers.facts(dossier_id).declaration.id]).values()
    applicant = next((party for one in declared for party in one.applicants), None)
    if applicant is None:
        return said
    return replace(
        said,
        owner_name=applicant.name,
        owner_number=applicant.identity.number if applicant.identity is not None else "",
        owner_birth_year=applicant.born.year if applicant.born is not None else None,
    )


def facts_for(component: Component, facts: PaperFacts) -> PaperFacts:
    """The facts, where they say nothing completed by what the checklist knows of the paper: its name and its code."""
    return replace(
        facts,
        title=facts.title.strip() or component.label.vi,
        kind_code=facts.kind_code.strip() or component.result_code,
    )


def component_called(title: str, components: Iterable[Component]) -> str:
    """The key of the paper of the checklist that is called most like it; empty where none is.

    A form to be filled in ("Tờ khai …") is called after what is asked for, and shares its words with the papers about
    that; so only a title that begins as its own does is that of a form.
    """
    folded = fold(title)
    labels = {
        one.key: label
        for one in components
        if (label := fold(one.label.vi))
        and (one.kind is not ComponentKind.FORM or label.split()[:1] == folded.split()[:1])
    }
    found = process.extractOne(folded, labels, scorer=fuzz.token_set_ratio, score_cutoff=_LEAST_ALIKE)
    return str(found[2]) if title and found is not None else ""


def doubts_about_owner(facts: PaperFacts, *, on: date) -> tuple[str, ...]:
    """The codes of what is doubtful about whose paper it is; each may be confirmed after comparing it."""
    return papers.owner_doubts(facts, on=on)


def printer_test_pdf(size: PageSize, *, at: datetime) -> bytes:
    """The sheet on which an office sees what its printer does, as PDF."""
    return papers.printer_test(size, at=at)


def separator_pdf(*, at: datetime) -> bytes:
    """The sheet that is laid between two papers of a stack, as PDF."""
    return papers.separator_sheet(at=at)

"""Reading before receiving: papers, fees, dates; and drafts of what is to be filed online."""

from motcua.intake.queries.drafts import (
    draft,
    draft_file_preview,
    draft_request,
    draft_sheet,
    drafts_about,
    drafts_of,
    known_papers_of,
    may_claim,
    objections_to,
    open_draft_file,
    receiving_agency,
)
from motcua.intake.queries.forms import declaration_preview, drafts_by_form, forms_in, ways_to_bring
from motcua.intake.queries.holding import drafts_with_files
from motcua.intake.queries.knowledge import known_answers
from motcua.intake.queries.persons import known_person, known_persons
from motcua.intake.queries.sheets import (
    crosses_boundary,
    fee_lines,
    known_papers,
    resolving_agency,
    sheet,
    term_of,
)
from motcua.intake.reading import draft_rules_on

__all__ = [
    "crosses_boundary",
    "declaration_preview",
    "draft",
    "draft_file_preview",
    "draft_request",
    "draft_rules_on",
    "draft_sheet",
    "drafts_about",
    "drafts_by_form",
    "drafts_of",
    "drafts_with_files",
    "fee_lines",
    "forms_in",
    "known_answers",
    "known_papers",
    "known_papers_of",
    "known_person",
    "known_persons",
    "may_claim",
    "objections_to",
    "open_draft_file",
    "receiving_agency",
    "resolving_agency",
    "sheet",
    "term_of",
    "ways_to_bring",
]

"""Printing. A paper is a reading of what is already decided: nothing is written here, and no decision falls."""

from datetime import datetime

from motcua.kernel.types import Refusal, Refused
from motcua.papers import press
from motcua.papers.declared import declared_pdf
from motcua.papers.examinations.copies import copies_of, copy_standings, earlier_copies, newest_copy
from motcua.papers.examinations.queries import files_to_renew, signature_reports, unsettled_files, verdicts_of
from motcua.papers.fields import names_of
from motcua.papers.letters.printing import label_of as label_of_field
from motcua.papers.letters.printing import preview_letter, render_letter
from motcua.papers.letters.templates import letter_template, letter_templates, letter_troubles, letter_version
from motcua.papers.parts import PLAIN
from motcua.papers.printer_test import printer_test
from motcua.papers.registers.queries import (
    declarations_of_latest,
    is_the_registered_file,
    number_in_register,
    register_lines,
    register_page,
    registers_of,
    replaced_by,
    result,
    results_for,
    results_of,
    token_of_file,
    verified,
)
from motcua.papers.registers.searching import (
    numbers_without_result,
    results_declared,
    results_held,
    results_numbered,
    results_of_kind,
)
from motcua.papers.registers.writing import paper_code, register_name
from motcua.papers.retention import retention_on
from motcua.papers.rules.completeness import missing
from motcua.papers.rules.printed import printed, qr_code
from motcua.papers.scanning.describing import (
    confirmed_facts,
    described_files,
    must_be_describable,
    owner_doubts,
    papers_of,
)
from motcua.papers.scanning.holding import holders_of_papers
from motcua.papers.scanning.rules.proposing import lacking as lacking_facts
from motcua.papers.scanning.sheet import separator_sheet
from motcua.papers.scanning.working import reading_trouble
from motcua.papers.signing.doors import examine, key_picture, key_pictures, settings_trouble, signers, stamp_templates
from motcua.papers.signing.order import missing as missing_signatures
from motcua.papers.signing.order import next_roles
from motcua.papers.signing.words import in_words as verdict_in_words
from motcua.papers.signing.words import overall, overall_in_words
from motcua.papers.slips.templates import preview_slip, slip_pdf, slip_templates, slip_troubles, slip_version
from motcua.papers.store.limits import limits_on
from motcua.papers.store.queries import (
    PREVIEW_WIDTHS,
    attachment,
    attachments,
    file_troubles,
    grant,
    holders_of,
    holders_of_each,
    open_granted,
    open_preview,
    stored_file,
    without_period,
)
from motcua.papers.types import Paper, Sheet


def render(paper: Paper, *, at: datetime, sheet: Sheet = PLAIN) -> bytes:
    """The paper as PDF (PDF/A-2a, PDF/UA-1), dated `at`. Refused when a required field is empty; it says which."""
    whole(paper)
    return slip_pdf(paper, at=at, sheet=sheet)


def render_svg(paper: Paper, *, at: datetime) -> list[bytes]:
    """The paper as one SVG per page, for a preview in the browser."""
    whole(paper)
    return press.svg(paper.template, printed(paper, at=at))


def render_png(paper: Paper, *, at: datetime) -> list[bytes]:
    """The paper as one PNG per page, for a preview."""
    whole(paper)
    return press.png(paper.template, printed(paper, at=at))


def whole(paper: Paper) -> None:
    """Raises Refused (`paper_incomplete`) when the paper lacks what it must say, naming the fields."""
    lacking = missing(paper)
    if lacking:
        values = {"title": paper.form.title, "fields": names_of(lacking)}
        raise Refused(Refusal("paper_incomplete", values))


__all__ = [
    "PREVIEW_WIDTHS",
    "attachment",
    "attachments",
    "confirmed_facts",
    "copies_of",
    "copy_standings",
    "declarations_of_latest",
    "declared_pdf",
    "described_files",
    "earlier_copies",
    "examine",
    "file_troubles",
    "files_to_renew",
    "grant",
    "holders_of",
    "holders_of_each",
    "holders_of_papers",
    "is_the_registered_file",
    "key_picture",
    "key_pictures",
    "label_of_field",
    "lacking_facts",
    "letter_template",
    "letter_templates",
    "letter_troubles",
    "letter_version",
    "limits_on",
    "missing_signatures",
    "must_be_describable",
    "newest_copy",
    "next_roles",
    "number_in_register",
    "numbers_without_result",
    "open_granted",
    "open_preview",
    "overall",
    "overall_in_words",
    "owner_doubts",
    "paper_code",
    "papers_of",
    "preview_letter",
    "preview_slip",
    "printer_test",
    "qr_code",
    "reading_trouble",
    "register_lines",
    "register_name",
    "register_page",
    "registers_of",
    "render",
    "render_letter",
    "render_png",
    "render_svg",
    "replaced_by",
    "result",
    "results_declared",
    "results_for",
    "results_held",
    "results_numbered",
    "results_of",
    "results_of_kind",
    "retention_on",
    "separator_sheet",
    "settings_trouble",
    "signature_reports",
    "signers",
    "slip_templates",
    "slip_troubles",
    "slip_version",
    "stamp_templates",
    "stored_file",
    "token_of_file",
    "unsettled_files",
    "verdict_in_words",
    "verdicts_of",
    "verified",
    "whole",
    "without_period",
]

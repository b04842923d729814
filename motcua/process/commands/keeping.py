"""A draft is kept: what it says as a text, the paper as a file of the dossier, in place of the draft before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.papers import commands as papers
from motcua.papers.types import Accepted, FieldValue, LetterTemplate
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process.course import Course
from motcua.process.letters import values_written
from motcua.process.results import holder_of


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Where a draft lies: the text of what it says, the attachment of the paper, and what the journal tells of it."""

    text: TextRef
    attachment: int
    told: Mapping[str, Any]


def keep_draft(
    course: Course,
    accepted: Accepted,
    values: Mapping[str, FieldValue],
    *,
    template: LetterTemplate,
    purpose: TextPurpose,
    kind: str,
    instead_of: int | None,
) -> KeptDraft:
    """Keeps a draft that was printed and accepted; `instead_of` is the attachment whose place it takes."""
    holder = holder_of(course.dossier_id)
    text = parties.write_text(course.unit, values_written(values), purpose)
    stored = papers.keep_file(accepted, unit=course.unit)
    if instead_of is not None:
        papers.drop(instead_of, holder=holder, unit=course.unit)
    held = papers.attach(stored, holder=holder, kind=kind, unit=course.unit)
    told = {
        "letter": template.key,
        "version": template.number,
        "values": text.body(),
        "attachment": held.id,
        "file": stored.file.digest,
    }
    return KeptDraft(text, held.id, told)

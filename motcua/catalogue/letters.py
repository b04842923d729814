"""The templates in which results and letters are written, for whoever looks after the catalogue."""

from collections.abc import Sequence
from datetime import datetime

from motcua.papers import queries as papers
from motcua.papers.types import LetterTemplate


def letter_templates() -> Sequence[LetterTemplate]:
    """Every version of every template, by name, the newest version first."""
    return papers.letter_templates()


def letter_version(key: str, number: int) -> LetterTemplate:
    """One version of a template. Raises Refused: `letter_template_absent`."""
    return papers.letter_version(key, number)


def letter_preview(template: LetterTemplate, *, at: datetime) -> bytes:
    """The template filled with its invented sample, as PDF."""
    return papers.preview_letter(template, at=at)

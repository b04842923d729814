"""The number of a paper that is being signed: drawn before it is printed, and voided with the reason where that fails.

Nothing is locked while somebody signs; so an attempt is written down first, and settled whatever becomes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import translation

from motcua.kernel import messages
from motcua.kernel.types import Refusal, Refused
from motcua.papers import commands as papers
from motcua.papers.types import SigningError
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process import models
from motcua.process.course import Course
from motcua.process.results import holder_of

BROKEN_OFF = "Việc ký số bị gián đoạn."
_LONGEST_ATTEMPT = timedelta(minutes=5)
"""An attempt that began longer ago was broken off: its number is voided, and the next one draws another."""
_FAILED = "Ký số không thành công: {why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How attempts to sign one kind of paper are told: the entries of the dossier's stream, what they say beside the
    number, and the refusals while somebody else signs (`busy`) and when it failed (`failed`)."""

    drawn: str
    voided: str
    busy: str
    failed: str
    beside: Mapping[str, Any] = field(default_factory=dict)


def begin_attempt(course: Course, paper: models.DraftedPaper, attempt: Attempt, *, agency_id: int, series: str) -> None:
    """Draws the number under which the paper is to be signed. The row is not written yet. Raises Refused: `busy`."""
    settle(course, paper, attempt)
    holder = holder_of(course.dossier_id)
    drawn = papers.draw_number(course.unit, agency_id=agency_id, series=series, holder=holder)
    paper.place, paper.number, paper.drawn_at = drawn.place, drawn.written, course.unit.at
    course.note(attempt.drawn, {**attempt.beside, "place": drawn.place, "number": drawn.written})


def settle(course: Course, paper: models.DraftedPaper, attempt: Attempt) -> None:
    """Nobody signs the paper any more: an attempt that was broken off loses its number. Raises Refused: `busy`."""
    if paper.drawn_at is None or paper.signed:
        return
    if course.unit.at - paper.drawn_at < _LONGEST_ATTEMPT:
        raise Refused(Refusal(attempt.busy, {"number": paper.number}))
    unnumbered(course, paper, parties.write_text(course.unit, BROKEN_OFF, TextPurpose.REASON), attempt)


def unnumbered(course: Course, paper: models.DraftedPaper, reason: TextRef, attempt: Attempt) -> None:
    """The number is on no valid paper. The row is not written yet."""
    papers.void_number(course.unit, place=paper.place, reason=reason)
    told = {**attempt.beside, "place": paper.place, "number": paper.number, "reason": reason.body()}
    course.note(attempt.voided, told)
    paper.place, paper.number, paper.drawn_at = "", "", None


def why_it_failed(refused: Refused) -> str:
    """The reason with which the number is voided, as the register keeps it."""
    with translation.override("vi"):
        return _FAILED.format(why=messages.sentence_of(refused.refusal))


def given_up(refused: Refused, attempt: Attempt, *, number: str) -> Refused:
    """What whoever signed is told, once the number is voided; a SigningError where the key was the reason."""
    refusal = Refusal(attempt.failed, {"number": number, "why": messages.sentence_of(refused.refusal)})
    if isinstance(refused, SigningError):
        return SigningError(refusal, is_permanent=refused.is_permanent)
    return Refused(refusal)

"""What the ordinary moves of a dossier do to its electronic result: leave it alone, set it aside, or take it back."""

from motcua.kernel.types import Refusal, Refused
from motcua.papers import commands as papers
from motcua.papers import queries as reading
from motcua.parties.types import TextRef
from motcua.process import electronic
from motcua.process.commands.attempts import Attempt, unnumbered
from motcua.process.course import Course
from motcua.process.results import holder_of
from motcua.process.rules.course import Way
from motcua.process.rules.signatures import first_of, plan_of, signature_for
from motcua.process.types import ResultEntry

RESULT_ATTEMPT = Attempt(
    drawn=ResultEntry.NUMBERED,
    voided=ResultEntry.UNNUMBERED,
    busy="result_being_signed",
    failed="result_not_signed",
)


def on_paper(course: Course, way: Way, *, chosen: bool) -> None:
    """Sees to it that a way out that signs the result is not taken without the signature.

    Whoever approves may choose (`chosen`) that the result is made on paper; a draft is then set aside, and the steps
    after it go on paper as well. Raises Refused: `signature_needed`.
    """
    kind = course.locked.version.result
    signature = signature_for(kind, way.step, way.action, decided=course.locked.facts.outcome)
    if kind is None or signature is None:
        return
    paper = electronic.result_paper(course.dossier_id)
    approves = signature == first_of(kind)
    if (paper is not None and paper.signed) or (approves and not chosen):
        raise Refused(Refusal("signature_needed"))
    if paper is not None and approves:
        papers.drop(paper.draft_id, holder=holder_of(course.dossier_id), unit=course.unit)
        paper.delete()


def number_signed(course: Course) -> str:
    """The number that the signed result of the dossier bears; empty where its result is a paper.

    Raises Refused (`signatures_missing`): one that it needs was not made.
    """
    kind = course.locked.version.result
    paper = electronic.result_paper(course.dossier_id) if kind is not None and kind.signatures else None
    if kind is None or paper is None or not paper.signed:
        return ""
    awaited = reading.missing_signatures(plan_of(kind), [one["key"] for one in paper.signed])
    if awaited:
        raise Refused(Refusal("signatures_missing", {"signatures": tuple(one.role for one in awaited)}))
    return str(paper.number)


def take_back_signatures(course: Course, reason: TextRef) -> None:
    """The decision does not stand any more: what was signed is revoked, its number voided, and the draft remains."""
    kind = course.locked.version.result
    paper = electronic.result_paper(course.dossier_id) if kind is not None and kind.signatures else None
    if paper is None or not paper.signed:
        return
    papers.revoke_result(course.unit, key=paper.result, reason=reason)
    unnumbered(course, paper, reason, RESULT_ATTEMPT)
    if paper.attachment_id is not None:
        papers.drop(paper.attachment_id, holder=holder_of(course.dossier_id), unit=course.unit)
    paper.attachment_id, paper.result, paper.token, paper.signed = None, "", "", []
    paper.save()

"""Drafting a submission (tờ trình): what the officer proposes is filled in, printed, and kept as a file of the dossier.

It is signed with `sign_on_process`, as whatever else he makes on the way of a dossier.
"""

from collections.abc import Mapping
from datetime import datetime

from motcua.dossier import commands as dossier
from motcua.dossier.types import Locked
from motcua.journal import queries as journal
from motcua.journal.commands import Unit
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers import queries as reading
from motcua.papers.types import Accepted, FieldValue
from motcua.parties.types import TextPurpose
from motcua.process import submissions
from motcua.process.commands.keeping import keep_draft
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.results import holder_of
from motcua.process.types import SUBMISSION, Moved, Submission, SubmissionEntry

DRAFT = "submission_draft"
"""As what the draft lies in the dossier; the signed paper lies there as `SUBMISSION`."""


def draft_submission(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    values: Mapping[str, FieldValue],
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Drafts the submission, or drafts it anew; one that was signed stays in the dossier beside it.

    Only whoever has the work does it, in a step from which the dossier goes to somebody who examines or approves, until
    it is decided. Printing and storing happen outside the unit of work. Raises Refused: `no_such_dossier`,
    `submission_of_holder`, `nothing_to_propose`, `letter_incomplete` (naming every field that is missing) and its kin,
    `moved_on`.
    """
    template = reading.letter_template(SUBMISSION, on=at.date())
    pdf = submissions.submission_preview(scope, dossier_id, values, actor=actor, at=at)
    accepted = papers.accept_own(pdf)

    def move(course: Course) -> None:
        work = course.main_work
        refusal = submissions.objection(scope, course.locked.facts, course.locked.version, work)
        if refusal is not None or work is None:
            raise Refused(refusal or Refusal("submission_of_holder"))
        before = newest(course.locked)
        kept = keep_draft(
            course,
            accepted,
            values,
            template=template,
            purpose=TextPurpose.SUBMISSION,
            kind=DRAFT,
            instead_of=before.attachment if before is not None and before.signed_at is None else None,
        )
        course.note(SubmissionEntry.DRAFTED, {**kept.told, "agency": work.placement.agency_id})

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def keep_signed_submission(unit: Unit, locked: Locked, file: Accepted, *, about: int) -> Locked:
    """Keeps the submission drafted by the entry `about`, signed; it takes the place of the draft.

    Raises Refused (`no_submission_to_sign`): it was signed or drafted anew meanwhile, or the dossier decided.
    """
    draft = newest(locked)
    if draft is None or draft.about != about or draft.signed_at is not None or locked.facts.decided_at is not None:
        raise Refused(Refusal("no_submission_to_sign"))
    holder = holder_of(locked.id)
    stored = papers.keep_file(file, unit=unit)
    papers.drop(draft.attachment, holder=holder, unit=unit)
    held = papers.attach(stored, holder=holder, kind=SUBMISSION, unit=unit)
    body = {"about": about, "attachment": held.id, "file": stored.file.digest}
    return dossier.record(unit, locked, kind=SubmissionEntry.SIGNED, version=1, body=body)


def newest(locked: Locked) -> Submission | None:
    """The submission that was drafted last; None where none was."""
    found = submissions.submissions_among(journal.entries(locked.head.stream))
    return found[-1] if found else None

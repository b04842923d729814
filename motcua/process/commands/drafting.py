"""Drafting the electronic result of a dossier: what it says is filled in, printed, and kept as a file of it."""

from collections.abc import Mapping
from datetime import datetime

from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import FieldValue
from motcua.parties.types import TextPurpose
from motcua.process import electronic, models
from motcua.process.commands.keeping import keep_draft
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.drafted import draft_pdf
from motcua.process.results import facts_in_sight
from motcua.process.rules.authority import may_work
from motcua.process.types import Moved, ResultEntry

DRAFT = "result_draft"
"""As what the draft lies in the dossier; the signed paper lies there as `RESULT`."""
RESULT = "result"


def draft_result(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    values: Mapping[str, FieldValue],
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Drafts the result, or drafts it anew: a file of the dossier, before anybody signs.

    Whoever has the dossier on his desk does it, until it is decided. Printing and storing happen outside the unit of
    work. Raises Refused: `no_such_dossier`, `result_on_paper` (the procedure knows no electronic result),
    `not_your_work`, `decided_already`, `letter_incomplete` (naming every field that is missing) and its kin,
    `moved_on`.
    """
    facts = facts_in_sight(scope, dossier_id)
    result = electronic.result_kind(dossier_id)
    template = electronic.template_of(result, on=at.date())
    agency_id = electronic.approving_agency(facts, result, at=at)
    pdf = draft_pdf(template, values, agency_id=agency_id, at=at)
    accepted = papers.accept_own(pdf)

    def move(course: Course) -> None:
        _require_right(course, scope)
        row = electronic.result_paper(dossier_id)
        if row is not None and row.signed:
            raise Refused(Refusal("decided_already"))
        kept = keep_draft(
            course,
            accepted,
            values,
            template=template,
            purpose=TextPurpose.RESULT,
            kind=DRAFT,
            instead_of=row.draft_id if row is not None else None,
        )
        models.ResultPaper.objects.update_or_create(
            dossier_id=dossier_id,
            defaults={
                "letter": template.key,
                "letter_version": template.number,
                "values_id": kept.text.id,
                "values_digest": kept.text.digest,
                "draft_id": kept.attachment,
                "drafted_at": course.now,
                "drafted_by": str(actor),
            },
        )
        course.note(ResultEntry.DRAFTED, kept.told)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def _require_right(course: Course, scope: Scope) -> None:
    if course.locked.facts.decided_at is not None:
        raise Refused(Refusal("decided_already"))
    main = course.main_work
    if main is None or not may_work(scope, agency_id=main.placement.agency_id, role=main.placement.role):
        raise Refused(Refusal("not_your_work"))

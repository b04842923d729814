"""What whoever oversees a dossier does about it. Nothing here moves the dossier or its date."""

from datetime import datetime

from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import models
from motcua.process.causes import causes_on
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.rules.supervision import objection_to_cause, objection_to_reminding
from motcua.process.types import Moved, SupervisionEntry


def remind(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    words: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Reminds whoever has the dossier of it: an entry in its stream, of which `notices` tells him.

    Raises Refused: `no_such_dossier`, `not_yours_to_oversee`, `nothing_to_remind_of`, `text_missing`, `moved_on`.
    """

    def move(course: Course) -> None:
        work = course.main_work
        refusal = objection_to_reminding(scope, course.locked.facts, work)
        if refusal is not None or work is None:
            raise Refused(refusal or Refusal("nothing_to_remind_of"))
        text = parties.write_text(course.unit, words, TextPurpose.REMARK)
        placed = work.placement
        body = {
            "work": work.number,
            "step_key": work.step_key,
            "agency_id": placed.agency_id,
            "officer_id": placed.officer_id,
            "words": text.body(),
        }
        course.note(SupervisionEntry.REMINDED, body)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def record_cause(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    cause: str,
    words: str = "",
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Records why a late dossier is late, by a key of the list of the day; recorded anew, the last one holds.

    Raises Refused: `no_such_dossier`, `not_yours_to_oversee`, `not_late`, `no_such_cause`, `cause_needs_words`,
    `moved_on`.
    """

    def move(course: Course) -> None:
        chosen = next((one for one in causes_on(course.now.date()) if one.key == cause), None)
        refusal = objection_to_cause(scope, course.locked.facts, chosen, words, at=course.now)
        if refusal is not None:
            raise Refused(refusal)
        said = words.strip()
        text = parties.write_text(course.unit, said, TextPurpose.REASON) if said else None
        course.note(SupervisionEntry.CAUSE, {"cause": cause, "words": text.body() if text is not None else None})
        models.RecordedCause.objects.update_or_create(
            dossier_id=dossier_id, defaults={"cause": cause, "recorded_at": course.now}
        )

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)

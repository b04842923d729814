"""Opinions of other agencies: several asked at once, each its own work with its own term, and how they meet again.

The clock runs on (NĐ118 Đ19.4). Where the process names the step at which they meet, the dossier goes there by itself
once all are in, or before by decision of whoever asked, with the reason.
"""

from collections.abc import Sequence
from datetime import datetime

from motcua.dossier.types import Action, AnswerConsultation, AskConsultation
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Role, Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process.commands.moving import moved
from motcua.process.commands.working import take_way
from motcua.process.course import Course
from motcua.process.placing import in_the_pool
from motcua.process.rules.authority import may_act
from motcua.process.rules.course import Way, way_out
from motcua.process.rules.opinions import answers_for, given, joining_way, not_handed_out
from motcua.process.types import Moved, WorkKind
from motcua.worktime.types import Term


def ask_opinions(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    agency_ids: Sequence[int],
    term: Term,
    question: str,
    key: RequestKey | None = None,
    seen: int | None = None,
    late_reason: TextRef | None = None,
) -> Moved:
    """Asks several agencies the same, in one act; each gets work of its own. One that answered may be asked again.

    Raises Refused: `nobody_asked`, `not_yours_to_do`, `moved_on`, `no_such_dossier`, and what the heart refuses
    (`consultation_asked_already`: its opinion is awaited).
    """

    def move(course: Course) -> None:
        if not agency_ids:
            raise Refused(Refusal("nobody_asked"))
        if not may_act(scope, Action.ASK_CONSULTATION, course.locked.facts.subject):
            raise Refused(Refusal("not_yours_to_do"))
        text = parties.write_text(course.unit, question, TextPurpose.REQUEST)
        for agency_id in dict.fromkeys(agency_ids):
            course.act(AskConsultation(_key(course, agency_id), agency_id, term, text))
        hand_out(course, scope.officer_id)

    return moved(
        move,
        actor=actor,
        scope=scope,
        at=at,
        dossier_id=dossier_id,
        key=key,
        seen=seen,
        late_reason=late_reason,
    )


def hand_out(course: Course, _by: int | None) -> None:
    """Every opinion that is awaited is the work of the agency that was asked."""
    facts = course.locked.facts
    for asked in not_handed_out(course.open_work, facts.open_consultations):
        course.open(
            step_key=WorkKind.GIVE_OPINION,
            kind=WorkKind.GIVE_OPINION,
            placement=in_the_pool(asked.agency_id, Role.OFFICER),
            due_at=asked.due_at,
        )


def gather(course: Course, by: int | None) -> None:
    """The work of whoever answered is done; with the last answer the dossier goes to where the opinions meet."""
    _meet(course, Action.ANSWER_CONSULTATION, by=by)


def gather_without(course: Course, _by: int | None) -> None:
    """The work of whoever need not answer any more has ended, and nobody did it; the others meet as they would."""
    _meet(course, Action.WITHDRAW_CONSULTATION, by=None)


def _meet(course: Course, ended_by: Action, *, by: int | None) -> None:
    awaited = course.locked.facts.open_consultations
    for work in given(course.open_work, awaited):
        course.close(work, action_key=ended_by, by=by)
    main = course.main_work
    way = joining_way(course.definition, main.step_key) if main is not None and not awaited else None
    if main is not None and way is not None and main.held_since is None:
        leads: Way = granted(way_out(course.definition, main.step_key, way.key))
        take_way(course, main, leads, by=None)


def gives_it(course: Course, scope: Scope, command: AnswerConsultation) -> bool:
    """Whether somebody answers for the agency that was asked."""
    asked = next((one for one in course.locked.facts.open_consultations if one.key == command.key), None)
    return asked is not None and answers_for(scope, course.open_work, asked)


def _key(course: Course, agency_id: int) -> str:
    """What the question is called; a second one to the same agency has another name once the first is answered."""
    before = [one for one in course.locked.facts.consultations if one.agency_id == agency_id]
    if not before or any(one.answered_at is None for one in before):
        return f"agency-{agency_id}"
    return f"agency-{agency_id}-{len(before) + 1}"

"""A request to verify something: asked of one agency, on a ground of law, with the term of that ground.

It is work of the agency that is asked, as an opinion is. The dossier's time stands still for it only where its
procedure lists a reason (clock rule 20), and runs on with the answer.
"""

from datetime import datetime

from motcua.dossier.types import Action, AskConsultation, Pause, Resume, State
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process.commands.consulting import hand_out
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.rules.authority import may_act
from motcua.process.rules.verification import name_of_request, pause_over
from motcua.process.types import Moved, VerificationEntry
from motcua.process.verifications import ground_called


def request_verification(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    agency_id: int,
    ground: str,
    about: str,
    question: str,
    pause_reason: str = "",
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Asks an agency to verify `question` about a person or a thing; the answer is due by the term of the ground.

    With a `pause_reason` the dossier's time is not counted until the answer. Raises Refused: `no_such_dossier`,
    `not_yours_to_do`, `no_such_ground`, `verifies_itself`, `text_missing`, `moved_on`, and what the heart refuses
    (`pause_not_listed`, `pause_never`, `paused_already`).
    """

    def move(course: Course) -> None:
        facts = course.locked.facts
        if not may_act(scope, Action.ASK_CONSULTATION, facts.subject):
            raise Refused(Refusal("not_yours_to_do"))
        chosen = ground_called(ground, course.now.date())
        name = granted(name_of_request(facts, chosen, agency_id=agency_id, pause_reason=pause_reason))
        written = [(about, TextPurpose.REQUEST), (question, TextPurpose.REQUEST)]
        about_text, asked = parties.write_texts(course.unit, written)
        if chosen is not None:
            course.act(AskConsultation(str(name), agency_id, chosen.term, asked))
        hand_out(course, scope.officer_id)
        if pause_reason:
            course.act(Pause(pause_reason))
            course.hold_all()
        body = {"consultation": str(name), "ground": ground, "agency_id": agency_id, "about": about_text.body()}
        course.note(VerificationEntry.ASKED, body)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def run_on(course: Course, ended: str) -> None:
    """With the last request that a pause waited for, answered or taken back, the dossier's time runs on, unless
    somebody ended the pause before.
    """
    reason_key = pause_over(course.locked.facts.consultations, ended)
    if any(one.reason_key == reason_key for one in course.locked.facts.open_pauses):
        course.act(Resume(reason_key))
    if course.locked.facts.state is not State.PAUSED:
        course.resume_all()

"""What the person of a dossier does to it himself, online. Whoever calls has found out that he may."""

from collections.abc import Sequence
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.types import (
    Action,
    AdjustContent,
    AnswerSupplement,
    CompleteFiling,
    HeldComponent,
    NewPaper,
    State,
    Stop,
    StopFiling,
)
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import EVERYTHING
from motcua.papers.types import Accepted, Content
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process.commands.acting import do
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.rules.of_the_person import objection_to_answer, stops_by
from motcua.process.types import Moved


def accept_from_person(*, at: datetime, dossier_id: int, component: str, content: Content, name_hint: str) -> Accepted:
    """Examines a content for a paper of the checklist, and writes it into the store; outside any unit of work.

    Whether it is asked for still, `answer_as_person` says, which knows a press that was answered. Raises Refused:
    `paper_not_asked_for` (no paper of the procedure; the content is not touched), and what is wrong with the file.
    """
    version = catalogue.version(dossiers.facts(dossier_id).subject.procedure_version_id)
    if component not in {one.key for one in version.components}:
        raise Refused(Refusal("paper_not_asked_for"))
    return dossier.accept_paper(content, name_hint=name_hint, at=at)


def answer_as_person(
    *, actor: Actor, at: datetime, dossier_id: int, papers: Sequence[NewPaper], seen: int, key: RequestKey | None
) -> Moved:
    """Hands in everything that was asked for: it lies with whoever asked again, as if it had come to the desk.

    Raises Refused: `nothing_asked_of_you`, `paper_not_asked_for`, `asked_papers_lacking`, `moved_on`, and those of
    `add_papers`.
    """

    def move(course: Course) -> None:
        handed_in = tuple(dict.fromkeys(one.component for one in papers))
        objection = objection_to_answer(course.locked.facts, handed_in)
        if objection is not None:
            raise Refused(objection)
        course.locked = dossier.add_papers(course.unit, course.locked, papers)
        held = tuple(HeldComponent(one, electronic=True) for one in handed_in)
        at_intake = course.locked.facts.state is State.INTAKE_COMPLETION
        do(course, EVERYTHING, CompleteFiling(held) if at_intake else AnswerSupplement(held))

    return moved(move, actor=actor, scope=EVERYTHING, at=at, dossier_id=dossier_id, key=key, seen=seen)


def stop_as_person(
    *, actor: Actor, at: datetime, dossier_id: int, why: str, seen: int, key: RequestKey | None
) -> Moved:
    """Stops what he asked for, with his reason (NĐ 118/2025 Đ21). Raises Refused: `stopped_too_late`, `moved_on`,
    `text_missing`, `text_too_long`."""

    def move(course: Course) -> None:
        by = stops_by(dossiers.possible_actions(course.locked.facts))
        if by is None:
            raise Refused(Refusal("stopped_too_late"))
        if by is Action.STOP_FILING:
            do(course, EVERYTHING, StopFiling())
        else:
            do(course, EVERYTHING, Stop(parties.write_text(course.unit, why, TextPurpose.REASON)))

    return moved(move, actor=actor, scope=EVERYTHING, at=at, dossier_id=dossier_id, key=key, seen=seen)


def adjust_as_person(
    *, actor: Actor, at: datetime, dossier_id: int, words: str, seen: int, key: RequestKey | None
) -> Moved:
    """Says what is to be otherwise than he filed it; what he filed stays as it was, with this beside it.

    Whoever decides meanwhile is told that the dossier has moved. Raises Refused: `adjust_only_online`, `wrong_state`,
    `moved_on`, `text_missing`, `text_too_long`.
    """

    def move(course: Course) -> None:
        do(course, EVERYTHING, AdjustContent(parties.write_text(course.unit, words, TextPurpose.SUBJECT)))

    return moved(move, actor=actor, scope=EVERYTHING, at=at, dossier_id=dossier_id, key=key, seen=seen)

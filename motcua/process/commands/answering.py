"""The answer that another agency owes: reminded of, and given with the papers that come with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.types import Action, AnswerConsultation
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Accepted
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process.commands.acting import do
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.results import holder_of
from motcua.process.rows import open_work_of
from motcua.process.rules.authority import may_act
from motcua.process.rules.opinions import answers_for, may_remind_of, question
from motcua.process.types import ANSWER, AnswerEntry, Moved


def accept_answer_paper(
    *, scope: Scope, at: datetime, dossier_id: int, consultation: str, content: BinaryIO | bytes, name_hint: str
) -> Accepted:
    """Examines a paper that comes with an answer and writes it into the store, outside any unit of work.

    Raises Refused: `no_such_dossier`, `no_such_consultation`, `not_yours_to_do` (before the content is touched), and
    what is wrong with the file (`papers.commands.accept_file`).
    """
    facts = dossiers.facts(dossier_id)
    if not scope.sees(one.agency_id for one in facts.involved):
        raise Refused(Refusal("no_such_dossier"))
    asked = granted(question(facts, consultation))
    if not may_act(scope, Action.ANSWER_CONSULTATION, facts.subject) and not answers_for(
        scope, open_work_of(dossier_id), asked
    ):
        raise Refused(Refusal("not_yours_to_do"))
    return dossier.accept_paper(content, name_hint=name_hint, at=at)


def answer_consultation(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    command: AnswerConsultation,
    files: Sequence[Accepted] = (),
    key: RequestKey | None = None,
    seen: int | None = None,
    late_reason: TextRef | None = None,
) -> Moved:
    """Answers a question, with its papers as files of the dossier, in one unit of work. Raises Refused as `act`."""

    def move(course: Course) -> None:
        do(course, scope, command)
        asked = next(one for one in course.locked.facts.consultations if one.key == command.key)
        for file in sorted(files, key=lambda one: one.file.digest):
            stored = papers.keep_file(file, unit=course.unit)
            held = papers.attach(stored, holder=holder_of(dossier_id), kind=ANSWER, unit=course.unit)
            body = {
                "consultation": command.key,
                "agency_id": asked.agency_id,
                "attachment": held.id,
                "file": stored.file.digest,
            }
            course.note(AnswerEntry.FILED, body)

    return moved(
        move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen, late_reason=late_reason
    )


def remind_asked(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    consultation: str,
    words: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Whoever asked, or oversees the dossier, reminds an agency of the answer it owes; its term stays as it was.

    Raises Refused: `no_such_dossier`, `not_yours_to_do`, `no_such_consultation`, `text_missing`, `moved_on`.
    """

    def move(course: Course) -> None:
        facts = course.locked.facts
        if not may_remind_of(scope, facts):
            raise Refused(Refusal("not_yours_to_do"))
        asked = granted(question(facts, consultation))
        text = parties.write_text(course.unit, words, TextPurpose.REMARK)
        course.note(
            AnswerEntry.REMINDED,
            {"consultation": asked.key, "agency_id": asked.agency_id, "words": text.body()},
        )

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)

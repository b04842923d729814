"""What the office does to a feedback: somebody gets it, another agency gets it, it is answered or declined."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import Accepted
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.voice import entries, models
from motcua.voice.commands.sending import attach
from motcua.voice.queries.sight import acts_for, in_sight
from motcua.voice.queries.staff import eligible_officers
from motcua.voice.reading import as_feedback, rules_on
from motcua.voice.types import Act, FileUse, Move, Stage


@dataclass(frozen=True, slots=True)
class _Moving:
    """The unit of work and the locked row of one move."""

    unit: Unit
    row: models.Feedback

    def moved(self, move: Move, body: Mapping[str, Any]) -> None:
        """Saves the row, and what happened."""
        head = self.unit.append(self.row.head, kind=entries.kind_of(move), version=1, body=body)
        self.row.with_head(head).save()
        self.unit.answer({"feedback_id": self.row.pk})


def assign(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    feedback_id: int,
    officer_id: int,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Somebody of the house gets the feedback: whoever acts takes it himself, or gives it to another.

    Raises Refused: `feedback_absent`, `feedback_not_yours_to_handle`, `feedback_officer_elsewhere`, `moved_on`.
    """
    act = Act.TAKE if officer_id == scope.officer_id else Act.GIVE
    with _moving(act, actor=actor, scope=scope, at=at, feedback_id=feedback_id, key=key, seen=seen) as moving:
        if moving is None:
            return
        if act is Act.GIVE and officer_id not in eligible_officers(moving.row.agency_id, on=at.date()):
            raise Refused(Refusal("feedback_officer_elsewhere"))
        moving.row.stage, moving.row.officer_id = Stage.ASSIGNED, officer_id
        moving.moved(Move.ASSIGNED, {"officer_id": officer_id})


def pass_on(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    feedback_id: int,
    agency_id: int,
    remark: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Passes the feedback on to the agency that is competent, and says why. Its term goes on: the sender waits for one
    answer, whoever gives it.

    Raises Refused: `feedback_absent`, `feedback_not_yours_to_handle`, `feedback_there_already`, `agency_absent`,
    `text_missing`, `moved_on`.
    """
    with _moving(Act.FORWARD, actor=actor, scope=scope, at=at, feedback_id=feedback_id, key=key, seen=seen) as moving:
        if moving is None:
            return
        before, after = moving.row.agency_id, organisation.agency(agency_id, on=at.date()).id
        if before == after:
            raise Refused(Refusal("feedback_there_already"))
        text = parties.write_text(moving.unit, remark, TextPurpose.REMARK)
        moving.row.stage, moving.row.agency_id, moving.row.officer_id = Stage.RECEIVED, after, None
        moving.moved(Move.PASSED_ON, {"before": before, "after": after, "remark": text.body()})


def answer(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    feedback_id: int,
    words: str,
    files: Sequence[Accepted] = (),
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Answers the feedback; whoever sent it reads the answer, and its files, by his link.

    Raises Refused: `feedback_absent`, `feedback_not_yours_to_handle`, `text_missing`, `text_too_long`,
    `files_too_many`, `files_too_large`, `file_store_unreachable`, `moved_on`.
    """
    with _moving(Act.ANSWER, actor=actor, scope=scope, at=at, feedback_id=feedback_id, key=key, seen=seen) as moving:
        if moving is None:
            return
        sizes = [one.file.size for one in files]
        for place, size in enumerate(sizes):
            refusal = rules_on(at.date()).allowance.objection_to(size, there=sizes[:place])
            if refusal is not None:
                raise Refused(refusal)
        text = parties.write_text(moving.unit, words, TextPurpose.ANSWER)
        moving.row.stage, moving.row.reply_id, moving.row.ended_at = Stage.ANSWERED, text.id, at
        attach(moving.unit, moving.row, files, FileUse.ANSWER)
        moving.moved(Move.ANSWERED, {"answer": text.body(), "files": [one.file.digest for one in files]})


def decline(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    feedback_id: int,
    reason: str,
    words: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Says that the feedback is not answered here, for a reason of the list, and where to go instead.

    Raises Refused: `feedback_absent`, `feedback_not_yours_to_handle`, `feedback_reason_unknown`, `text_missing`,
    `text_too_long`, `moved_on`.
    """
    with _moving(Act.DECLINE, actor=actor, scope=scope, at=at, feedback_id=feedback_id, key=key, seen=seen) as moving:
        if moving is None:
            return
        ground = rules_on(moving.row.received_at.date()).reason(reason)
        if ground is None:
            raise Refused(Refusal("feedback_reason_unknown"))
        text = parties.write_text(moving.unit, words, TextPurpose.NOTICE)
        moving.row.stage = Stage.RETURNED if ground.returns else Stage.DECLINED
        moving.row.reason, moving.row.reply_id, moving.row.ended_at = ground.key, text.id, at
        moving.moved(Move.DECLINED, {"reason": ground.key, "returned": ground.returns, "words": text.body()})


@contextmanager
def _moving(
    act: Act, *, actor: Actor, scope: Scope, at: datetime, feedback_id: int, key: RequestKey | None, seen: int | None
) -> Iterator[_Moving | None]:
    """Locks the feedback and finds out whether that may be done. None: this press was answered before.

    Raises Refused: `feedback_absent`, `feedback_not_yours_to_handle`, `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            yield None
            return
        row = in_sight(scope).select_for_update(no_key=True).filter(id=feedback_id).first()
        if row is None:
            raise Refused(Refusal("feedback_absent"))
        unit.require_seen(row.head, seen)
        if act not in acts_for(as_feedback(row), scope, on=at.date()):
            raise Refused(Refusal("feedback_not_yours_to_handle"))
        yield _Moving(unit, row)

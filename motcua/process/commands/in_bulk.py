"""Many pieces of work with one press: each in a unit of work of its own, so that one that fails stops no other.

The press has one key for all; each piece gets one of its own from it. Whoever presses again, because the page broke off
or the line did, gets the first answer for what was done and goes on with the rest.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refused
from motcua.organisation.types import Scope
from motcua.process.commands.working import advance, reassign, take
from motcua.process.types import DoneInBulk, Moved, WorkKey

Clock = Callable[[], datetime]
"""The clock on the wall."""


def take_each(
    *, actor: Actor, scope: Scope, now: Clock, wanted: Sequence[WorkKey], press: RequestKey | None = None
) -> Iterator[DoneInBulk]:
    """Takes one piece of work after the other out of the pool; the outcomes carry what `take` refuses."""

    def one(work: WorkKey, key: RequestKey | None) -> Moved:
        return take(actor=actor, scope=scope, at=now(), dossier_id=work.dossier_id, work_number=work.number, key=key)

    return _each(wanted, press, one)


def give_each(
    *,
    actor: Actor,
    scope: Scope,
    now: Clock,
    wanted: Sequence[WorkKey],
    officer_id: int,
    reason: str,
    press: RequestKey | None = None,
) -> Iterator[DoneInBulk]:
    """Gives one piece of work after the other to an officer; the outcomes carry what `reassign` refuses."""

    def one(work: WorkKey, key: RequestKey | None) -> Moved:
        return reassign(
            actor=actor,
            scope=scope,
            at=now(),
            dossier_id=work.dossier_id,
            work_number=work.number,
            officer_id=officer_id,
            reason=reason,
            key=key,
        )

    return _each(wanted, press, one)


def advance_each(
    *, actor: Actor, scope: Scope, now: Clock, ways: Mapping[WorkKey, str], press: RequestKey | None = None
) -> Iterator[DoneInBulk]:
    """Takes the way out that is named for each piece of work; the outcomes carry what `advance` refuses."""

    def one(work: WorkKey, key: RequestKey | None) -> Moved:
        return advance(
            actor=actor,
            scope=scope,
            at=now(),
            dossier_id=work.dossier_id,
            work_number=work.number,
            action_key=ways[work],
            key=key,
        )

    return _each(list(ways), press, one)


def _each(
    wanted: Sequence[WorkKey], press: RequestKey | None, do: Callable[[WorkKey, RequestKey | None], Moved]
) -> Iterator[DoneInBulk]:
    for work in dict.fromkeys(wanted):
        try:
            do(work, _key_of(press, work))
        except Refused as refused:
            yield DoneInBulk(work, refused.refusal)
        else:
            yield DoneInBulk(work)


def _key_of(press: RequestKey | None, work: WorkKey) -> RequestKey | None:
    if press is None:
        return None
    return RequestKey(hashlib.sha256(f"{press.key} {work}".encode()).hexdigest(), press.digest)

"""A gateway's file of a day beside what the house has noted: what is the same, and what stands on one side only."""

from collections.abc import Collection, Iterable, Mapping

from motcua.kernel.types import Refusal
from motcua.payments.types import Compared, FileKind, FileLine, Likeness


def compared(
    theirs: Iterable[FileLine], ours: Iterable[FileLine], *, reasons: Mapping[tuple[FileKind, str], str]
) -> tuple[Compared, ...]:
    """Every transaction once, in the order of their instants; `reasons` are those typed for what is not the same."""
    left = {(line.kind, line.transaction): line for line in theirs}
    right = {(line.kind, line.transaction): line for line in ours}
    lines = (
        _compared(line, left.get(name), right.get(name), reasons.get(name, "")) for name, line in (left | right).items()
    )
    return tuple(sorted(lines, key=lambda one: (one.at, one.transaction)))


def objection_to_closing(lines: Collection[Compared], *, is_over: bool) -> Refusal | None:
    """Why a day cannot be closed; None: it can. Refused: `statement_day_running`, `statement_unexplained`."""
    if not is_over:
        return Refusal("statement_day_running")
    unexplained = sum(1 for line in lines if line.is_open)
    return Refusal("statement_unexplained", {"count": unexplained}) if unexplained else None


def _compared(line: FileLine, theirs: FileLine | None, ours: FileLine | None, reason: str) -> Compared:
    return Compared(
        kind=line.kind,
        transaction=line.transaction,
        reference=line.reference,
        at=line.at,
        theirs=theirs.amount if theirs is not None else None,
        ours=ours.amount if ours is not None else None,
        likeness=_likeness(theirs, ours),
        reason=reason,
    )


def _likeness(theirs: FileLine | None, ours: FileLine | None) -> Likeness:
    if ours is None:
        return Likeness.ONLY_THEIRS
    if theirs is None:
        return Likeness.ONLY_OURS
    return Likeness.SAME if theirs.amount == ours.amount else Likeness.DIFFERS

"""What a merger will do, shown before it is done, and how rooms above hand over what they keep per agency."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.kernel.types import Actor


@dataclass(frozen=True, slots=True)
class Replacement:
    """One agency ends and others come after it; `heir_id`, one of them, takes over what is open."""

    predecessor_id: int
    successor_ids: tuple[int, ...]
    heir_id: int


@dataclass(frozen=True, slots=True)
class Estate:
    """What one room would hand from an agency to its heir: how many, and what stands in the way."""

    room: str
    count: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passing:
    """From `first_day` on, by a decision, the heir has what the agency that ends had."""

    predecessor_id: int
    heir_id: int
    first_day: date
    decision: str


def _nothing_to_hand_over(_actor: Actor, _at: datetime, _predecessor_id: int, _heir_id: int, _limit: int) -> int:
    return 0


def _nothing_to_pass_on(_actor: Actor, _at: datetime, _passing: Passing) -> None:
    return None


@dataclass(frozen=True, slots=True)
class HeirCheck:
    """A room above that keeps things per agency.

    `weigh(agency_id, day)` only reads. `hand_over(actor, at, predecessor_id, heir_id, limit)` moves what is open once
    the day has come: at most `limit` in one unit of work of its own, and answers how many; it is called until it
    answers 0, so it can be resumed. `pass_on(actor, at, passing)` is for what has dates of its own: it joins the merger
    itself and writes to whom it belongs from the first day on.
    """

    room: str
    weigh: Callable[[int, date], Estate]
    hand_over: Callable[[Actor, datetime, int, int, int], int] = _nothing_to_hand_over
    pass_on: Callable[[Actor, datetime, Passing], None] = _nothing_to_pass_on


@dataclass(frozen=True, slots=True)
class ReplacementPlan:
    """What happens to one agency: which code keeps leading where, what ends with it, what its heir takes over."""

    replacement: Replacement
    code: str
    name: str
    heir_code: str
    heir_name: str
    posts_ended: int
    holdings_ended: int
    delegations_ended: int
    units_ended: int
    desks_ended: int
    moved_under_heir: int
    estates: tuple[Estate, ...] = ()


@dataclass(frozen=True, slots=True)
class MergerPlan:
    """The whole merger as it would happen on `first_day`. `token` names exactly this plan: the real run asks for it."""

    first_day: date
    decision: str
    steps: tuple[ReplacementPlan, ...]
    token: str
    warnings: tuple[str, ...] = field(default=())


_HEIR_CHECKS: dict[str, HeirCheck] = {}


def register_heir_check(check: HeirCheck) -> None:
    """Makes a room's estate part of every merger. Called once from the room's AppConfig.ready."""
    if _HEIR_CHECKS.get(check.room, check) is not check:
        raise ValueError(f"The room {check.room!r} has already registered its heir check.")
    _HEIR_CHECKS[check.room] = check


def heir_checks() -> tuple[HeirCheck, ...]:
    """All registered rooms, in the order of their names."""
    return tuple(_HEIR_CHECKS[room] for room in sorted(_HEIR_CHECKS))

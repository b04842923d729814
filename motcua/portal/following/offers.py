"""What the person of a dossier may do to it himself, as it stands (NĐ 118/2025 Đ19.5, Đ21)."""

from collections.abc import Mapping

from motcua.dossier.types import State, Tracked

_ASKED = frozenset({State.INTAKE_COMPLETION, State.AWAITING_SUPPLEMENT})
_UNDECIDED = _ASKED | {State.FILED, State.IN_PROGRESS, State.PAUSED}
_GIVEN = frozenset({State.COMPLETED, State.HANDED_OVER})
_FILED_ONLINE = "dossier.filed"


def may_do(state: State, *, is_online: bool) -> Mapping[str, bool]:
    """Whether he may hand in what is asked for, change what he filed online, stop it, and rate the result."""
    return {
        "answer": state in _ASKED,
        "adjust": state in _UNDECIDED and is_online,
        "stop": state in _UNDECIDED,
        "rate": state in _GIVEN,
    }


def offers(tracked: Tracked) -> Mapping[str, bool]:
    """The same, as the page that follows a dossier names it."""
    may = may_do(tracked.state, is_online=_FILED_ONLINE in tracked.kinds)
    return {f"may_{act}": is_possible for act, is_possible in may.items()}

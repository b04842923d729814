"""The kinds of entries of a feedback. What was said, and who said it, stands in them by reference alone."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds
from motcua.voice.types import Move

_PREFIX: Final = "voice.feedback_"

KINDS = tuple(Kind(f"{_PREFIX}{move}") for move in Move)

declare_kinds(*KINDS)


def kind_of(move: Move) -> str:
    """The kind of entry that tells of it."""
    return f"{_PREFIX}{move}"


def move_of(kind: str) -> Move:
    """What an entry of this kind tells of."""
    return Move(kind.removeprefix(_PREFIX))

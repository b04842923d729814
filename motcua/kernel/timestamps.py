"""The port to a time stamp authority: somebody outside the house who vouches that a digest was there at an instant.

The journal has its seals stamped through it without knowing who speaks with whom; `papers` provides what speaks
RFC 3161. A house without an authority has no stamper, and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class StampTrust(StrEnum):
    """What a token is worth."""

    HOLDS = "holds"
    """It is over this digest, and from an authority this house believes."""

    UNKNOWN_AUTHORITY = "unknown_authority"
    """It is over this digest; this house does not know the authority."""

    FALSE = "false"
    """It is over something else, was altered, or is no token."""


@dataclass(frozen=True, slots=True)
class StampReading:
    """What a token says: when (local) and by whom; None and empty where it cannot be read."""

    trust: StampTrust
    at: datetime | None = None
    authority: str = ""


class TimeStampError(Exception):
    """No token was given. `is_permanent`: trying again changes nothing."""

    def __init__(self, sentence: str, *, is_permanent: bool) -> None:
        super().__init__(sentence)
        self.is_permanent = is_permanent


class TimeStamper(Protocol):
    """Has digests stamped, and reads what was stamped."""

    def stamp(self, digest: bytes) -> bytes:
        """The RFC 3161 token (DER) over a SHA-256 digest. Speaks with somebody outside. Raises TimeStampError."""

    def read(self, token: bytes, digest: bytes) -> StampReading:
        """What the token says of this digest; asks nobody."""


Source = Callable[[], TimeStamper | None]
_SOURCES: list[Source] = []


def provide(source: Source) -> None:
    """Makes known who finds the house's stamper when one is wanted; the last one provided is asked."""
    _SOURCES.append(source)


def stamper() -> TimeStamper | None:
    """The house's stamper; None where it has no authority."""
    return _SOURCES[-1]() if _SOURCES else None

"""What a pad of reserved codes says, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PadStub:
    """One code, and the address at which its dossier is followed once it was entered."""

    code: str
    tracking_address: str


@dataclass(frozen=True, slots=True)
class CodePad:
    """The pad of a desk for one day: its codes, and who resolves their dossiers."""

    desk: str
    resolving: str
    day: date
    stubs: tuple[PadStub, ...]

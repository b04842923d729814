"""The journal's writes: the unit of work, following, sealing."""

from motcua.journal.commands.following import catch_up, follow, follow_once, rebuild, retry_parked
from motcua.journal.commands.sealing import kept, seal, stamp_newest
from motcua.journal.commands.units import Undone, Unit, is_recording, recording

__all__ = [
    "Undone",
    "Unit",
    "catch_up",
    "follow",
    "follow_once",
    "is_recording",
    "kept",
    "rebuild",
    "recording",
    "retry_parked",
    "seal",
    "stamp_newest",
]

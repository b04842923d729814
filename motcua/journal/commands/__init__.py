"""The journal's writes: the unit of work, following, sealing."""

from motcua.journal.commands.units import Undone, Unit, recording

__all__ = ["Undone", "Unit", "recording"]

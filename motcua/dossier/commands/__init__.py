"""Every write of the heart. Called by `process` only, inside its unit of work: lock or begin, apply, save."""

from motcua.dossier.commands.entering import open_filing, receive, take_over
from motcua.dossier.commands.inheriting import hand_over_to_heir
from motcua.dossier.commands.moving import apply, fire_alarm, lock, move, record, require_late_entry
from motcua.dossier.commands.numbering import Numbered, draw_many, set_code_pattern
from motcua.dossier.commands.writing import save, save_many

__all__ = [
    "Numbered",
    "apply",
    "draw_many",
    "fire_alarm",
    "hand_over_to_heir",
    "lock",
    "move",
    "open_filing",
    "receive",
    "record",
    "require_late_entry",
    "save",
    "save_many",
    "set_code_pattern",
    "take_over",
]

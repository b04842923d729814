"""Every write of the heart. Called by `process` only, inside its unit of work: lock or begin, apply, save."""

from motcua.dossier.commands.entering import open_filing, receive, take_over
from motcua.dossier.commands.inheriting import hand_over_to_heir
from motcua.dossier.commands.moving import apply, fire_alarm, lock, move, record, require_late_entry
from motcua.dossier.commands.numbering import Numbered, draw_many, reserve_codes, set_code_pattern, void_reserved
from motcua.dossier.commands.papers import accept_paper, add_papers, lose_papers, remove_paper
from motcua.dossier.commands.reusing import reuse_files
from motcua.dossier.commands.signing import keep_collector_signature, keep_signed_lines, keep_signed_slip
from motcua.dossier.commands.writing import save, save_many

__all__ = [
    "Numbered",
    "accept_paper",
    "add_papers",
    "apply",
    "draw_many",
    "fire_alarm",
    "hand_over_to_heir",
    "keep_collector_signature",
    "keep_signed_lines",
    "keep_signed_slip",
    "lock",
    "lose_papers",
    "move",
    "open_filing",
    "receive",
    "record",
    "remove_paper",
    "require_late_entry",
    "reserve_codes",
    "reuse_files",
    "save",
    "save_many",
    "set_code_pattern",
    "take_over",
    "void_reserved",
]

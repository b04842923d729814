"""Every write of the heart. Called by `process` only, inside its unit of work: lock or begin, apply, save."""

from motcua.dossier.commands.entering import open_filing, receive
from motcua.dossier.commands.moving import apply, fire_alarm, lock, move, record
from motcua.dossier.commands.numbering import set_code_pattern
from motcua.dossier.commands.writing import save

__all__ = ["apply", "fire_alarm", "lock", "move", "open_filing", "receive", "record", "save", "set_code_pattern"]

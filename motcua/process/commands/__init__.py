"""Every move of a dossier enters here: receiving and filing, acts of law, and the ways out of steps."""

from motcua.process.commands.acting import act, ring
from motcua.process.commands.entering import file, receive
from motcua.process.commands.working import Details, advance, reassign, recall, send_back, take

__all__ = ["Details", "act", "advance", "file", "reassign", "recall", "receive", "ring", "send_back", "take"]

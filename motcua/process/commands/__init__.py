"""Every move of a dossier enters here: receiving and filing, acts of law, and the ways out of steps.

Also what comes over from another system, and what a changed calendar moves.
"""

from motcua.process.commands.acting import act, ring
from motcua.process.commands.entering import file, receive
from motcua.process.commands.recomputing import recompute_clocks
from motcua.process.commands.taking_over import take_over
from motcua.process.commands.working import Details, advance, reassign, recall, send_back, take

__all__ = [
    "Details",
    "act",
    "advance",
    "file",
    "reassign",
    "recall",
    "receive",
    "recompute_clocks",
    "ring",
    "send_back",
    "take",
    "take_over",
]

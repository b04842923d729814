"""Every write of voice: sending a feedback, handling it, and forgetting who sent it."""

from motcua.voice.commands.forgetting import forget_person
from motcua.voice.commands.handling import answer, assign, decline, pass_on
from motcua.voice.commands.rating import rate
from motcua.voice.commands.sending import accept_files, send

__all__ = ["accept_files", "answer", "assign", "decline", "forget_person", "pass_on", "rate", "send"]

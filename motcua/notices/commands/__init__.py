"""Every write of notices: planning from the journal, digests, sending, trying again by hand, wishes."""

from motcua.notices.commands.asked_for import send_asked_for
from motcua.notices.commands.digesting import begin_digests, make_digests
from motcua.notices.commands.mending import retry
from motcua.notices.commands.planning import TELLING, plan
from motcua.notices.commands.sending import send
from motcua.notices.commands.trying import try_out
from motcua.notices.commands.wishing import wish_as_citizen, wish_as_officer, wish_digest

__all__ = [
    "TELLING",
    "begin_digests",
    "make_digests",
    "plan",
    "retry",
    "send",
    "send_asked_for",
    "try_out",
    "wish_as_citizen",
    "wish_as_officer",
    "wish_digest",
]

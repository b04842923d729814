"""What wakes by itself: deliveries whose time has come, and the digests of the morning."""

from motcua.kernel.sweep import Sweep
from motcua.notices.commands.digesting import digests_due, make_digests
from motcua.notices.commands.sending import due, send

DELIVERIES = Sweep("notices.deliveries", due, send)
DIGESTS = Sweep("notices.digests", digests_due, make_digests)

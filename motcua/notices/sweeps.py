"""What wakes by itself: deliveries whose time has come."""

from motcua.kernel.sweep import Sweep
from motcua.notices.commands.sending import due, send

DELIVERIES = Sweep("notices.deliveries", due, send)

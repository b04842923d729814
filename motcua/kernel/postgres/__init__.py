"""The embedded PostgreSQL: our own small manager of the programs that a wheel ships.

It answers for a server that starts by itself, is shared by every process of one home, survives any kill and is stopped
by whoever leaves last. It does not answer for tables, roles or backups.
"""

from motcua.kernel.postgres.server import Server
from motcua.kernel.postgres.types import NoDatabaseError, Progress, silent

__all__ = ["NoDatabaseError", "Progress", "Server", "silent"]

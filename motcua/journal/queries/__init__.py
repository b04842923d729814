"""The journal's reads: entries, seals, verification, and how far behind the readers are."""

from motcua.journal.queries.lagging import Lag, lag
from motcua.journal.queries.reading import entries, entries_after, last_position
from motcua.journal.queries.sealed import last_seal, seals
from motcua.journal.queries.verifying import verify

__all__ = ["Lag", "entries", "entries_after", "lag", "last_position", "last_seal", "seals", "verify"]

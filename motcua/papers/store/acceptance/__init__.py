"""From what somebody hands in to a file the house keeps: counted, hashed, examined, cleaned, written. No rows yet."""

from motcua.papers.store.acceptance.accepting import accept, accept_own, accept_photos

__all__ = ["accept", "accept_own", "accept_photos"]

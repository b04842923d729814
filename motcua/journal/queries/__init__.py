"""The journal's reads."""

from motcua.journal.queries.reading import entries, entries_after, last_position

__all__ = ["entries", "entries_after", "last_position"]

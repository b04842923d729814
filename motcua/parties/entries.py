"""The kinds of entries this room writes into the journal."""

from motcua.journal.types import Kind, declare_kinds

ERASURES = "parties/erasures"
"""The one stream of all erasures."""

ERASED = Kind("parties.erased")
"""Somebody's data were erased: ids of parties, texts and declarations, and the reason as a reference. Never whose."""

EXPORTS = "parties/exports"
"""The one stream of everything that was handed out to persons about themselves."""

EXPORTED = Kind("parties.exported")
"""What is held about somebody was handed out: ids of his entries in declarations and of the files. Never whose."""

declare_kinds(ERASED, EXPORTED)

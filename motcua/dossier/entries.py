"""The kinds of entry in a dossier's stream, declared to the journal. Names and versions are for ever."""

from motcua.dossier.types import EVENTS
from motcua.journal.types import Kind, declare_kinds

KINDS = tuple(Kind(name) for name in EVENTS)

declare_kinds(*KINDS)

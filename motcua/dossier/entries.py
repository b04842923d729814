"""The kinds of entry the heart writes, declared to the journal. Names and versions are for ever."""

from typing import Final

from motcua.dossier.types import EVENTS
from motcua.journal.types import Kind, declare_kinds

CODE_PATTERN_DECIDED: Final = "dossier.code_pattern_decided"
"""How codes are written from a day on; in the stream of the agency's patterns, or of those for all."""

KINDS = (*(Kind(name) for name in EVENTS), Kind(CODE_PATTERN_DECIDED))

declare_kinds(*KINDS)

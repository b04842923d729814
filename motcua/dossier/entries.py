"""The kinds of entry the heart writes, declared to the journal. Names and versions are for ever."""

from typing import Final

from motcua.dossier.types import EVENTS
from motcua.journal.types import Kind, declare_kinds

CODE_PATTERN_DECIDED: Final = "dossier.code_pattern_decided"
"""How codes are written from a day on; in the stream of the agency's patterns, or of those for all."""

SLIP_SIGNED: Final = "dossier.slip_signed"
"""An officer signed the slip he made: which form, of which entry it tells, and which file the signed slip is."""
LINES_SIGNED: Final = "dossier.lines_signed"
"""An officer signed lines of the control slip: the entries with which he gave the dossier on, and those with which he
took it; and which file he signed, in which the digests of these entries stand."""

COLLECTOR_SIGNED: Final = "dossier.collector_signed"
"""Whoever took the result signed on the desk's screen: which file the picture of his signature is."""

KINDS = (
    *(Kind(name) for name in EVENTS),
    *(Kind(name) for name in (CODE_PATTERN_DECIDED, SLIP_SIGNED, LINES_SIGNED, COLLECTOR_SIGNED)),
)

declare_kinds(*KINDS)

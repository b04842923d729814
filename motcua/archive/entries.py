"""The kinds of entries the archive writes. None says anything about a person."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

LISTED: Final = "archive.listed"
YEAR_CLOSED: Final = "archive.year_closed"
PACKED: Final = "archive.packed"
DESTRUCTION_PROPOSED: Final = "archive.destruction_proposed"
DESTRUCTION_WITHDRAWN: Final = "archive.destruction_withdrawn"
DESTRUCTION_DECIDED: Final = "archive.destruction_decided"
FILE_DESTROYED: Final = "archive.file_destroyed"
DOSSIER_DESTROYED: Final = "archive.dossier_destroyed"
DOSSIER_SPARED: Final = "archive.dossier_spared"
"""It came under a longer period after the proposal was made."""
DESTRUCTION_FINISHED: Final = "archive.destruction_finished"

KINDS = tuple(
    Kind(name)
    for name in (
        LISTED,
        YEAR_CLOSED,
        PACKED,
        DESTRUCTION_PROPOSED,
        DESTRUCTION_WITHDRAWN,
        DESTRUCTION_DECIDED,
        FILE_DESTROYED,
        DOSSIER_DESTROYED,
        DOSSIER_SPARED,
        DESTRUCTION_FINISHED,
    )
)

declare_kinds(*KINDS)

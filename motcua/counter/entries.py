"""The kinds of entries the counter writes. None says anything about a person."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

DOSSIER_TAKEN: Final = "counter.dossier_taken"
ORIGINALS_HANDED_BACK: Final = "counter.originals_handed_back"

PARCEL_ARRIVED: Final = "counter.parcel_arrived"
PARCEL_ANSWERED: Final = "counter.parcel_answered"
"""It was opened: became a dossier, went back, or its sender was asked for what is missing."""

PAD_RESERVED: Final = "counter.pad_reserved"
STUB_ENTERED: Final = "counter.stub_entered"
"""A code of a pad is that of a dossier, which was received on paper and entered late."""
STUBS_VOIDED: Final = "counter.stubs_voided"

declare_kinds(
    Kind(DOSSIER_TAKEN),
    Kind(ORIGINALS_HANDED_BACK),
    Kind(PARCEL_ARRIVED),
    Kind(PARCEL_ANSWERED),
    Kind(PAD_RESERVED),
    Kind(STUB_ENTERED),
    Kind(STUBS_VOIDED),
)

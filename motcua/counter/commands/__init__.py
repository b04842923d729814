"""Every write of the counter: visits, parcels, and sheets that are kept for somebody who ran home."""

from motcua.counter.commands.keeping import drop_sheet, forget_person, keep_sheet, pin
from motcua.counter.commands.parcels import answer_parcel, note_parcels
from motcua.counter.commands.visiting import hand_back, print_receipts, take_in, take_in_group, void_receipt

__all__ = [
    "answer_parcel",
    "drop_sheet",
    "forget_person",
    "hand_back",
    "keep_sheet",
    "note_parcels",
    "pin",
    "print_receipts",
    "take_in",
    "take_in_group",
    "void_receipt",
]

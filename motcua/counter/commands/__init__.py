"""Every write of the counter: visits, parcels, pads, and sheets that are kept for somebody who ran home."""

from motcua.counter.commands.keeping import drop_sheet, forget_person, keep_sheet, pin
from motcua.counter.commands.pads import print_pad, reserve_pad, void_stubs
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
    "print_pad",
    "print_receipts",
    "reserve_pad",
    "take_in",
    "take_in_group",
    "void_receipt",
    "void_stubs",
]

"""Every write of the counter: visits, and sheets that are kept for somebody who ran home."""

from motcua.counter.commands.keeping import drop_sheet, forget_person, keep_sheet, pin
from motcua.counter.commands.visiting import hand_back, print_receipts, take_in, take_in_group, void_receipt

__all__ = [
    "drop_sheet",
    "forget_person",
    "hand_back",
    "keep_sheet",
    "pin",
    "print_receipts",
    "take_in",
    "take_in_group",
    "void_receipt",
]

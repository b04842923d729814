"""Every write of the archive: periods are set, years closed, packages written, papers destroyed by decision."""

from motcua.archive.commands.closing import ask_closing, close_next, close_year
from motcua.archive.commands.deciding import decide_destruction, propose_destruction, withdraw_destruction
from motcua.archive.commands.destroying import carry_out, carry_out_next
from motcua.archive.commands.keeping import AWAITING, keep_awaited, keep_papers
from motcua.archive.commands.packing import HandedOutPackage, hand_out_package, pack
from motcua.archive.commands.printing import print_minutes

__all__ = [
    "AWAITING",
    "HandedOutPackage",
    "ask_closing",
    "carry_out",
    "carry_out_next",
    "close_next",
    "close_year",
    "decide_destruction",
    "hand_out_package",
    "keep_awaited",
    "keep_papers",
    "pack",
    "print_minutes",
    "propose_destruction",
    "withdraw_destruction",
]

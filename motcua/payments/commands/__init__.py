"""Every write of the payments."""

from motcua.payments.commands.books import close_book, decide_account, open_book
from motcua.payments.commands.closing import close_day
from motcua.payments.commands.paying import Taking, pay
from motcua.payments.commands.printing import print_day_sheet, print_receipt, print_refund, print_request
from motcua.payments.commands.refunding import refund
from motcua.payments.commands.replacing import replace_receipt

__all__ = [
    "Taking",
    "close_book",
    "close_day",
    "decide_account",
    "open_book",
    "pay",
    "print_day_sheet",
    "print_receipt",
    "print_refund",
    "print_request",
    "refund",
    "replace_receipt",
]

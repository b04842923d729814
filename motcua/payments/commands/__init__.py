"""Every write of the payments."""

from motcua.payments.commands.books import close_book, decide_account, open_book
from motcua.payments.commands.closing import close_day
from motcua.payments.commands.paying import pay
from motcua.payments.commands.refunding import refund
from motcua.payments.commands.replacing import replace_receipt

__all__ = ["close_book", "close_day", "decide_account", "open_book", "pay", "refund", "replace_receipt"]

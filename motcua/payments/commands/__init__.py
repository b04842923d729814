"""Every write of the payments."""

from motcua.payments.commands.arriving import arrivals_due, note_money, take_notice, use_waiting
from motcua.payments.commands.books import close_book, decide_account, open_book
from motcua.payments.commands.closing import close_day
from motcua.payments.commands.comparing import close_statement, explain_line, keep_statement, take_in
from motcua.payments.commands.ordering import ask_about, begin_order, orders_due, way_to_pay
from motcua.payments.commands.paying import Taking, pay
from motcua.payments.commands.playing import play
from motcua.payments.commands.printing import print_day_sheet, print_receipt, print_refund, print_request
from motcua.payments.commands.proposing import propose_repayment
from motcua.payments.commands.refunding import refund
from motcua.payments.commands.repaying import (
    approve_repayment,
    repaid_by_hand,
    repay,
    repayments_due,
    withdraw_repayment,
)
from motcua.payments.commands.replacing import replace_receipt

__all__ = [
    "Taking",
    "approve_repayment",
    "arrivals_due",
    "ask_about",
    "begin_order",
    "close_book",
    "close_day",
    "close_statement",
    "decide_account",
    "explain_line",
    "keep_statement",
    "note_money",
    "open_book",
    "orders_due",
    "pay",
    "play",
    "print_day_sheet",
    "print_receipt",
    "print_refund",
    "print_request",
    "propose_repayment",
    "refund",
    "repaid_by_hand",
    "repay",
    "repayments_due",
    "replace_receipt",
    "take_in",
    "take_notice",
    "use_waiting",
    "way_to_pay",
    "withdraw_repayment",
]

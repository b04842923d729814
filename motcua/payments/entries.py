"""The kinds of entries the payments write. None says anything about a person."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

BOOK_OPENED: Final = "payments.book_opened"
BOOK_CLOSED: Final = "payments.book_closed"
ACCOUNT_DECIDED: Final = "payments.account_decided"
PAID: Final = "payments.paid"
RECEIPT_REPLACED: Final = "payments.receipt_replaced"
REFUNDED: Final = "payments.refunded"
DAY_CLOSED: Final = "payments.day_closed"

ORDERED: Final = "payments.ordered"
"""Somebody was asked to pay through a gateway."""
ORDER_MOVED: Final = "payments.order_moved"
"""The order was paid, or its time is over."""
MONEY_ARRIVED: Final = "payments.money_arrived"
"""Money came through a gateway, and what became of it."""
ARRIVAL_MOVED: Final = "payments.arrival_moved"
"""Money that waited for a receipt was used, or goes back."""
REPAYMENT_PROPOSED: Final = "payments.repayment_proposed"
REPAYMENT_MOVED: Final = "payments.repayment_moved"
"""Money that goes back was approved, given back, refused by its gateway, or stays."""
STATEMENT_KEPT: Final = "payments.statement_kept"
"""A gateway's file of a day came in: how many lines, and their digest."""
LINE_EXPLAINED: Final = "payments.line_explained"
STATEMENT_CLOSED: Final = "payments.statement_closed"

AT_THE_DESK = (BOOK_OPENED, BOOK_CLOSED, ACCOUNT_DECIDED, PAID, RECEIPT_REPLACED, REFUNDED, DAY_CLOSED)
ONLINE = (ORDERED, ORDER_MOVED, MONEY_ARRIVED, ARRIVAL_MOVED, REPAYMENT_PROPOSED, REPAYMENT_MOVED)
COMPARED = (STATEMENT_KEPT, LINE_EXPLAINED, STATEMENT_CLOSED)

KINDS = tuple(Kind(name) for name in (*AT_THE_DESK, *ONLINE, *COMPARED))

declare_kinds(*KINDS)

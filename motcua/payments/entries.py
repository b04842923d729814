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

KINDS = tuple(
    Kind(name) for name in (BOOK_OPENED, BOOK_CLOSED, ACCOUNT_DECIDED, PAID, RECEIPT_REPLACED, REFUNDED, DAY_CLOSED)
)

declare_kinds(*KINDS)

"""Every read of the payments: scoped to an actor, one refusal for absent and not-yours, plain data."""

from motcua.payments.gateways import title_of
from motcua.payments.queries.books import account_of, books, books_at
from motcua.payments.queries.checking import faults
from motcua.payments.queries.comparing import statement, statements
from motcua.payments.queries.days import day, till_at, tills
from motcua.payments.queries.online import (
    due_of,
    gateway_titles,
    has_gateway,
    order,
    picture_of,
    repayment,
    repayments,
    ways_of,
)
from motcua.payments.queries.owing import owed_lines, owing, owing_since
from motcua.payments.queries.payments import payment, payments_of_dossier, payments_of_dossiers
from motcua.payments.queries.printing import (
    day_sheet,
    payers_receipt,
    receipt_paper,
    refund_paper,
    request_paper,
    transfer_code,
    transfer_qr,
)
from motcua.payments.tables import denominations_on

__all__ = [
    "account_of",
    "books",
    "books_at",
    "day",
    "day_sheet",
    "denominations_on",
    "due_of",
    "faults",
    "gateway_titles",
    "has_gateway",
    "order",
    "owed_lines",
    "owing",
    "owing_since",
    "payers_receipt",
    "payment",
    "payments_of_dossier",
    "payments_of_dossiers",
    "picture_of",
    "receipt_paper",
    "refund_paper",
    "repayment",
    "repayments",
    "request_paper",
    "statement",
    "statements",
    "till_at",
    "tills",
    "title_of",
    "transfer_code",
    "transfer_qr",
    "ways_of",
]

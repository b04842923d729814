"""A payment that is locked, with its lines, its valid receipt and the book of that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.journal.types import StreamHead
from motcua.kernel import statements
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.payments.types import Method

_LOCK = """
SELECT p.agency_id, p.method, p.stream_sequence, p.stream_digest, p.stream_at, till.closed_at,
       receipt.id, book.id, book.series, book.first, book.last, book.closed_at,
       (SELECT json_agg(json_build_object('id', l.id, 'dossier_id', l.dossier_id, 'amount', l.amount,
                                          'refunded', l.refunded))
        FROM payments_line l WHERE l.payment_id = p.id)
FROM payments_payment p
JOIN payments_till till ON till.id = p.till_id
JOIN payments_receipt receipt ON receipt.payment_id = p.id AND receipt.voided_at IS NULL
JOIN payments_book book ON book.id = receipt.book_id
WHERE p.id = %s FOR SHARE OF book
"""


@dataclass(frozen=True, slots=True)
class LockedLine:
    """A fee that was paid, with what went back of it."""

    id: int
    dossier_id: int
    amount: int
    refunded: int


@dataclass(frozen=True, slots=True)
class LockedPayment:
    """What refunding and replacing ask of a payment."""

    id: int
    agency_id: int
    method: Method
    head: StreamHead
    till_closed_at: datetime | None
    receipt_id: int
    book_id: int
    series: str
    first: int
    last: int
    book_closed_at: datetime | None
    lines: tuple[LockedLine, ...]


def lock(payment_id: int) -> None:
    """Locks a payment. It is read by a statement of its own: this one sees what was there before it waited."""
    statements.execute("SELECT 1 FROM payments_payment WHERE id = %s FOR NO KEY UPDATE", [payment_id])


def locked(scope: Scope, payment_id: int) -> LockedPayment:
    """A payment of the house that was locked before. Raises Refused (`payments_absent`)."""
    row: tuple[Any, ...] | None = statements.row(_LOCK, [payment_id])
    if row is None or row[0] not in scope.own_agency_ids:
        raise Refused(Refusal("payments_absent"))
    (
        agency_id,
        method,
        sequence,
        digest,
        at,
        till_closed_at,
        receipt_id,
        book_id,
        series,
        first,
        last,
        closed_at,
        lines,
    ) = row
    return LockedPayment(
        payment_id,
        agency_id,
        Method(method),
        StreamHead(f"payment/{payment_id}", sequence, bytes(digest), at),
        till_closed_at,
        receipt_id,
        book_id,
        series,
        first,
        last,
        closed_at,
        tuple(LockedLine(**line) for line in lines),
    )

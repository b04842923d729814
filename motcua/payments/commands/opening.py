"""What every payment begins with: the cashier's till of the day, open, and the book with its next number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.kernel import numbers, statements
from motcua.kernel.types import Refusal, Refused
from motcua.payments.types import Place, written_number

_TILL = """
till AS (
    INSERT INTO payments_till (
        agency_id, desk_id, officer_id, day, opening, pieces, difference, stream_sequence, stream_digest
    ) VALUES (%s::bigint, %s::bigint, %s::bigint, %s::date, 0, '{}', 0, 0, '')
    ON CONFLICT (officer_id, agency_id, desk_id, day) DO UPDATE SET day = EXCLUDED.day
    RETURNING id, closed_at
)
"""
_OPEN = f"""
WITH {_TILL}, book AS (
    SELECT id, series, first, last FROM payments_book
    WHERE id = %s::bigint AND agency_id = %s::bigint AND (desk_id IS NULL OR desk_id = %s::bigint)
        AND closed_at IS NULL FOR SHARE
)
SELECT till.id, till.closed_at, book.id, book.series, book.first, book.last,
       nextval(pg_get_serial_sequence('payments_payment', 'id')::regclass)
FROM till LEFT JOIN book ON true
"""  # noqa: S608 - built from constants; every value is bound
_OPEN_TILL = f"""
WITH payment AS (SELECT 1 FROM payments_payment WHERE id = %s::bigint FOR NO KEY UPDATE), {_TILL}
SELECT till.id, till.closed_at FROM till LEFT JOIN payment ON true
"""  # noqa: S608 - built from constants; every value is bound


@dataclass(frozen=True, slots=True)
class Opened:
    """A till that takes money, a book that has receipts, and the id of the payment to be written."""

    till_id: int
    payment_id: int
    book_id: int
    series: str
    first: int
    last: int

    def draw(self) -> int:
        """The next number of the book. Raises Refused (`book_used_up`)."""
        return draw(self.book_id, series=self.series, first=self.first, last=self.last)


def opened(place: Place, *, officer_id: int | None, book_id: int, at: datetime) -> Opened:
    """Locks the till, which is made where it is the day's first money, and the book: one statement. Without an officer
    it is the till of what the gateways take.

    Raises Refused: `day_closed`, `book_absent`.
    """
    book = [book_id, place.agency_id, place.desk_id]
    ((till_id, closed_at, found, series, first, last, payment_id),) = statements.rows(
        _OPEN, [*_of(place, officer_id, at), *book]
    )
    _require_open(closed_at, at)
    if found is None:
        raise Refused(Refusal("book_absent"))
    return Opened(till_id, payment_id, book_id, series, first, last)


def opened_till(place: Place, *, officer_id: int | None, payment_id: int, at: datetime) -> int:
    """Locks the till and a payment, for money that goes back: one statement. Raises Refused (`day_closed`)."""
    ((till_id, closed_at),) = statements.rows(_OPEN_TILL, [payment_id, *_of(place, officer_id, at)])
    _require_open(closed_at, at)
    return int(till_id)


def draw(book_id: int, *, series: str, first: int, last: int) -> int:
    """The next number of a book, inside its unit of work. Raises Refused (`book_used_up`)."""
    (number,) = numbers.draw(series_of(book_id), start=first)
    if number > last:
        raise Refused(Refusal("book_used_up", {"last": written_number(series, last)}))
    return number


def series_of(book_id: int) -> str:
    """How `kernel.numbers` calls the numbers of a book."""
    return f"receipts/{book_id}"


def _of(place: Place, officer_id: int | None, at: datetime) -> list[Any]:
    return [place.agency_id, place.desk_id, officer_id, at.date()]


def _require_open(closed_at: datetime | None, at: datetime) -> None:
    if closed_at is not None:
        raise Refused(Refusal("day_closed", {"day": at.date(), "at": closed_at}))

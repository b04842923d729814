"""Receipt books with what is left of them, and the account people transfer to."""

from collections.abc import Iterable

from django.db.models import F, Q

from motcua.kernel import numbers
from motcua.organisation.types import Scope
from motcua.payments import models
from motcua.payments.rules.ordering import is_electronic
from motcua.payments.types import Account, Book, Place

_SERIES = "receipts/"


def books(scope: Scope) -> tuple[Book, ...]:
    """The books of the agencies in sight, the latest first; the open ones before the closed ones. Two statements."""
    rows = models.Book.objects.all()
    if scope.sight is not None:
        rows = rows.filter(agency_id__in=sorted(scope.sight))
    return _shown(rows.order_by(F("closed_at").desc(nulls_first=True), "-id"))


def books_at(place: Place) -> tuple[Book, ...]:
    """The open books of a place that have receipts left, those of the desk itself first."""
    rows = models.Book.objects.filter(agency_id=place.agency_id, closed_at=None)
    rows = rows.filter(Q(desk_id=None) | Q(desk_id=place.desk_id))
    return tuple(one for one in _shown(rows.order_by("desk_id", "id")) if one.left > 0)


def electronic_book_of(agency_id: int) -> int | None:
    """The book from which what is paid online at an agency gets its receipts; None where it has none."""
    whole = (one for one in books_at(Place(agency_id)) if one.desk_id is None)
    return next((one.id for one in whole if is_electronic(one.series)), None)


def account_of(agency_id: int) -> Account | None:
    """The account to which people transfer what they owe that agency."""
    row = models.Account.objects.filter(agency_id=agency_id, valid_to=None).first()
    if row is None:
        return None
    return Account(row.pk, row.agency_id, row.bank_code, row.bank_name, row.number, row.holder)


def _shown(rows: Iterable[models.Book]) -> tuple[Book, ...]:
    used = numbers.begun(_SERIES)
    return tuple(
        Book(
            id=row.pk,
            agency_id=row.agency_id,
            desk_id=row.desk_id,
            number=row.number,
            series=row.series,
            first=row.first,
            last=row.last,
            used=used.get(f"{_SERIES}{row.pk}", 0),
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )
        for row in rows
    )

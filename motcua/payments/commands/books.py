"""Receipt books opened and closed, and the account to which people transfer."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.payments import entries, models
from motcua.payments.rules.books import objection_to_book
from motcua.payments.rules.vietqr import objection_to_account, plain
from motcua.payments.sight import require_keeper
from motcua.payments.types import Place


def open_book(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    place: Place,
    series: str,
    first: int,
    last: int,
    key: RequestKey | None = None,
) -> int:
    """Opens a book of receipts `first` to `last` of a series, for an agency or one of its desks; answers its id.

    Raises Refused: `payments_not_yours`, `book_series`, `book_numbers`, `book_overlaps`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["book_id"])
        require_keeper(scope, place.agency_id)
        # The counter of the agency's books is locked until the end: two books opened at once cannot overlap.
        (number,) = numbers.draw(f"receipt_books/{place.agency_id}")
        others = models.Book.objects.filter(agency_id=place.agency_id, series=series)
        taken = others.order_by("first").values_list("first", "last")
        granted(objection_to_book(series, first, last, taken=taken))
        row = models.Book.objects.create(
            agency_id=place.agency_id,
            desk_id=place.desk_id,
            number=number,
            series=series,
            first=first,
            last=last,
            opened_at=unit.at,
        )
        body = {
            "agency_id": place.agency_id,
            "desk_id": place.desk_id,
            "number": number,
            "series": series,
            "first": first,
            "last": last,
        }
        row.with_head(unit.append(row.head, kind=entries.BOOK_OPENED, version=1, body=body)).save()
        unit.answer({"book_id": row.pk})
        return int(row.pk)


def close_book(*, actor: Actor, scope: Scope, at: datetime, book_id: int, key: RequestKey | None = None) -> None:
    """Closes a book: it gives no more receipts. What is left of its numbers is said in the entry.

    Raises Refused: `payments_absent`, `payments_not_yours`, `book_closed`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = models.Book.objects.select_for_update(no_key=True).filter(id=book_id).first()
        if row is None or row.agency_id not in scope.own_agency_ids:
            raise Refused(Refusal("payments_absent"))
        require_keeper(scope, row.agency_id)
        if row.closed_at is not None:
            raise Refused(Refusal("book_closed", {"series": row.series}))
        row.closed_at = unit.at
        body = {"used": models.Receipt.objects.filter(book=row).count()}
        row.with_head(unit.append(row.head, kind=entries.BOOK_CLOSED, version=1, body=body)).save()
        unit.answer({"book_id": row.pk})


def decide_account(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    agency_id: int,
    bank_code: str,
    bank_name: str,
    number: str,
    holder: str,
    key: RequestKey | None = None,
) -> int:
    """Says to which account people transfer from now on, in place of the one before; answers its id.

    Raises Refused: `payments_not_yours`, `account_bank_code`, `account_number`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["account_id"])
        require_keeper(scope, agency_id)
        granted(objection_to_account(bank_code=bank_code, number=number))
        models.Account.objects.filter(agency_id=agency_id, valid_to=None).update(valid_to=unit.at)
        row = models.Account.objects.create(
            agency_id=agency_id,
            bank_code=bank_code,
            bank_name=bank_name,
            number=number,
            holder=plain(holder).upper(),
            valid_from=unit.at,
        )
        body = {"agency_id": agency_id, "bank_code": bank_code, "number": number}
        row.with_head(unit.append(row.head, kind=entries.ACCOUNT_DECIDED, version=1, body=body)).save()
        unit.answer({"account_id": row.pk})
        return int(row.pk)

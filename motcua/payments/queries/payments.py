"""One payment with all that belongs to it, and the payments of a dossier or a till as lists show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.payments import models
from motcua.payments.queries.owing import label_of
from motcua.payments.rules.refunding import grounds_for
from motcua.payments.sight import sees
from motcua.payments.types import (
    Ground,
    Method,
    PaidLine,
    Payment,
    PaymentRow,
    Receipt,
    Refund,
    written_number,
)


def payment(scope: Scope, payment_id: int, *, at: datetime, language: str | None = None) -> Payment:
    """A payment in sight. Raises Refused (`payments_absent`)."""
    row = models.Payment.objects.select_related("till").filter(id=payment_id).first()
    if row is None or not sees(scope, row.agency_id):
        raise Refused(Refusal("payments_absent"))
    receipts = list(models.Receipt.objects.select_related("book").filter(payment=row).order_by("-id"))
    refunds = list(models.Refund.objects.select_related("till").filter(line__payment=row).order_by("id"))
    reasons = [one.reason_id for one in receipts if one.reason_id is not None] + [one.reason_id for one in refunds]
    texts = parties.texts(reasons)
    said = {number: text.content or "" for number, text in texts.items()}
    names = officer_names(row.till, *(one.till for one in refunds))
    rows = list(models.Line.objects.filter(payment=row).order_by("id"))
    facts = dossier.facts_many([line.dossier_id for line in rows])
    back: defaultdict[int, list[Refund]] = defaultdict(list)
    for one in refunds:
        back[one.line_id].append(_refund(one, said, names))
    applicants = [one.applicant for one in dossier.by_ids(scope, sorted(facts), at=at)]
    return Payment(
        id=row.pk,
        sequence=row.stream_sequence,
        agency_id=row.agency_id,
        till_id=row.till_id,
        method=Method(row.method),
        amount=row.amount,
        given=row.given,
        reference=row.reference,
        paid_at=row.paid_at,
        cashier=cashier_of(row.till, names),
        payer=next(filter(None, applicants), ""),
        lines=tuple(_lines(rows, facts, back, language)),
        receipts=tuple(_receipt(one, said) for one in receipts),
        is_closed=row.till.closed_at is not None,
        grounds=tuple(
            ground
            for ground in Ground
            if any(ground in grounds_for(state=one.state, outcome=one.outcome) for one in facts.values())
        ),
    )


def payments_of_dossier(scope: Scope, dossier_id: int) -> tuple[PaymentRow, ...]:
    """What was paid for a dossier whose money is in sight, the first payment first."""
    return payments_of_dossiers(scope, [dossier_id])


def payments_of_dossiers(scope: Scope, dossier_ids: Sequence[int]) -> tuple[PaymentRow, ...]:
    """The same for several dossiers, each payment once."""
    ids = models.Line.objects.filter(dossier_id__in=dossier_ids).values("payment_id")
    found = models.Payment.objects.filter(id__in=ids)
    if scope.sight is not None:
        found = found.filter(agency_id__in=sorted(scope.sight))
    return rows_of(found)


def rows_of(found: QuerySet[models.Payment]) -> tuple[PaymentRow, ...]:
    """Payments as lists show them, in the order in which they were made: four statements."""
    receipts = Prefetch("receipts", models.Receipt.objects.select_related("book").order_by("id"))
    lines = Prefetch("lines", models.Line.objects.order_by("id"))
    payments = list(found.order_by("id").prefetch_related(receipts, lines))
    codes = codes_of(line.dossier_id for one in payments for line in one.lines.all())
    return tuple(_row(one, codes) for one in payments)


def codes_of(dossier_ids: Iterable[int]) -> dict[int, str]:
    """The codes of dossiers, by id."""
    facts = dossier.facts_many(sorted(set(dossier_ids)))
    return {dossier_id: one.code or one.filing_number for dossier_id, one in facts.items()}


def officer_names(*tills: models.Till) -> Mapping[int, str]:
    """The names of those who hold these tills and of those who closed them, by their ids."""
    people = {number for till in tills for number in (till.officer_id, till.closed_by_id)}
    return organisation.officer_names(number for number in people if number is not None)


def cashier_of(till: models.Till, names: Mapping[int, str]) -> str:
    """Whose till it is: the officer's name, or what stands in his place where the gateways take the money."""
    return _("Online payments") if till.officer_id is None else names.get(till.officer_id, "")


def _row(one: models.Payment, codes: Mapping[int, str]) -> PaymentRow:
    lines, receipts = list(one.lines.all()), list(one.receipts.all())
    valid = next(receipt for receipt in receipts if receipt.voided_at is None)
    return PaymentRow(
        id=one.pk,
        method=Method(one.method),
        amount=one.amount,
        refunded=sum(line.refunded for line in lines),
        paid_at=one.paid_at,
        receipt=written_number(valid.book.series, valid.number),
        codes=tuple(dict.fromkeys(codes.get(line.dossier_id, "") for line in lines)),
        voided=tuple(written_number(one.book.series, one.number) for one in receipts if one.voided_at is not None),
    )


def _receipt(row: models.Receipt, said: Mapping[int, str]) -> Receipt:
    why = said.get(row.reason_id, "") if row.reason_id is not None else ""
    return Receipt(row.book.number, row.book.series, row.number, row.issued_at, row.voided_at, why)


def _lines(
    rows: Sequence[models.Line],
    facts: Mapping[int, Facts],
    refunds: Mapping[int, Sequence[Refund]],
    language: str | None,
) -> Iterable[PaidLine]:
    for row in rows:
        how = facts[row.dossier_id]
        yield PaidLine(
            id=row.pk,
            dossier_id=row.dossier_id,
            code=how.code or how.filing_number,
            label=label_of(how, row.fee_key, language=language),
            amount=row.amount,
            refunded=row.refunded,
            refunds=tuple(refunds.get(row.pk, ())),
        )


def _refund(row: models.Refund, said: Mapping[int, str], names: Mapping[int, str]) -> Refund:
    return Refund(
        amount=row.amount,
        ground=Ground(row.ground),
        method=Method(row.method),
        reference=row.reference,
        reason=said.get(row.reason_id, ""),
        refunded_at=row.refunded_at,
        refunded_by=cashier_of(row.till, names),
    )

"""Whether receipts and numbers, payments and dossiers, counts and sums agree: `motcua check` asks this."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Sum
from django.utils.translation import gettext as _

from motcua.dossier import queries as dossier
from motcua.kernel import numbers
from motcua.payments import models
from motcua.payments.types import written_number

_AT_ONCE = 500


def faults() -> Iterator[str]:
    """Every fault as a sentence."""
    for book in models.Book.objects.order_by("id"):
        used = models.Receipt.objects.filter(book=book).order_by("number").values_list("number", flat=True)
        for number in numbers.unaccounted(f"receipts/{book.pk}", used, start=book.first):
            yield _("Receipt {number} was drawn and is on no payment.").format(
                number=written_number(book.series, number)
            )
    unequal = models.Payment.objects.annotate(sum=Sum("lines__amount")).exclude(sum=F("amount"))
    for payment_id in unequal.order_by("id").values_list("id", flat=True):
        yield _("The lines of payment {payment} do not come to its amount.").format(payment=payment_id)
    yield from _not_settled()
    yield from _not_accounted_for()


def _not_settled() -> Iterator[str]:
    """Fees that were paid here and that their dossier does not know as settled."""
    last = 0
    while rows := list(models.Line.objects.filter(id__gt=last).order_by("id")[:_AT_ONCE]):
        last = rows[-1].pk
        facts = dossier.facts_many([row.dossier_id for row in rows])
        for row in rows:
            how = facts.get(row.dossier_id)
            settled = {fee.key for fee in how.fees if fee.settled_at is not None} if how is not None else set()
            if row.fee_key not in settled:
                yield _("Payment {payment} paid {fee} of a dossier that does not know it.").format(
                    payment=row.payment_id, fee=row.fee_key
                )


def _not_accounted_for() -> Iterator[str]:
    """Money that came through a gateway, and neither paid something nor goes back; orders that nothing paid."""
    back = models.Repayment.objects.filter(arrival=OuterRef("pk")).exclude(state="withdrawn")
    lost = models.Arrival.objects.filter(~Exists(back), fate="excess")
    for gateway, transaction in lost.order_by("id").values_list("gateway", "transaction"):
        yield _("The money {transaction} of {gateway} paid nothing and does not go back.").format(
            transaction=transaction, gateway=gateway
        )
    used = models.Arrival.objects.filter(order=OuterRef("pk"), fate="settled")
    for order_id in (
        models.Order.objects.filter(~Exists(used), state="paid").order_by("id").values_list("id", flat=True)
    ):
        yield _("Order {order} is paid, and no money came for it.").format(order=order_id)

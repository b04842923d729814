"""The tables of the payments: books, accounts, tills, payments with their lines, receipts and refunds; orders, and the
money that comes for them through gateways.
"""

from django.db import models
from django.db.models import F, Q

from motcua.journal.types import StreamColumns


class Book(StreamColumns):
    """Receipts `first` to `last` of a series. `desk_id` None: for every desk of the agency.

    `number` counts the agency's books.
    """

    stream_prefix = "receipt_book"

    agency_id = models.BigIntegerField()
    desk_id = models.BigIntegerField(null=True)
    number = models.IntegerField()
    series = models.TextField(db_collation="C")
    first = models.IntegerField()
    last = models.IntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payments_book_numbers", condition=Q(first__gte=1, last__gte=F("first")) & ~Q(series="")
            ),
            models.UniqueConstraint(fields=["agency_id", "number"], name="payments_book_number"),
        ]


class Account(StreamColumns):
    """The account of an agency, valid until another takes its place."""

    stream_prefix = "agency_account"

    agency_id = models.BigIntegerField()
    bank_code = models.TextField()
    bank_name = models.TextField()
    number = models.TextField()
    holder = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id"], name="payments_account_one", condition=Q(valid_to__isnull=True)
            )
        ]


class Till(StreamColumns):
    """What one cashier takes at one desk on one day. `pieces` are the numbers counted, by denomination.

    Without an officer: what the gateways take for the agency on one day.
    """

    stream_prefix = "till"

    agency_id = models.BigIntegerField()
    desk_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    day = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    opening = models.BigIntegerField(default=0)
    pieces = models.JSONField(default=dict)
    difference = models.BigIntegerField(default=0)
    reason_id = models.BigIntegerField(null=True)
    reason_digest = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer_id", "agency_id", "desk_id", "day"], name="payments_till_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="payments_till_difference_explained",
                condition=Q(difference=0) | Q(closed_at__isnull=False, reason_id__isnull=False),
            ),
        ]
        indexes = [models.Index(F("agency_id"), F("day").desc(), F("id").desc(), name="payments_till_day")]


class Payment(StreamColumns):
    """Money taken at once for one or several dossiers. `given` is the cash that was handed over."""

    stream_prefix = "payment"

    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+")
    agency_id = models.BigIntegerField()
    method = models.TextField()
    amount = models.BigIntegerField()
    given = models.BigIntegerField(null=True)
    reference = models.TextField()
    paid_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payments_payment_whole",
                condition=Q(amount__gt=0)
                & (
                    Q(method="cash", given__gte=F("amount"), reference="")
                    | (Q(method__in=["card", "transfer", "online"], given__isnull=True) & ~Q(reference=""))
                ),
            )
        ]


class Line(models.Model):
    """What of a payment is for which fee of which dossier, and what of it went back."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="lines")
    dossier_id = models.BigIntegerField()
    fee_key = models.TextField()
    amount = models.BigIntegerField()
    refunded = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payments_line_never_more_back",
                condition=Q(amount__gt=0, refunded__gte=0, refunded__lte=F("amount")),
            ),
            models.UniqueConstraint(fields=["dossier_id", "fee_key"], name="payments_line_once"),
        ]


class Receipt(models.Model):
    """A number of a book on a paper. A spoilt one stays, void with its reason."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="receipts")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    issued_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    reason_id = models.BigIntegerField(null=True)
    reason_digest = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="payments_receipt_number"),
            models.UniqueConstraint(
                fields=["payment"], name="payments_receipt_one_valid", condition=Q(voided_at__isnull=True)
            ),
            models.CheckConstraint(
                name="payments_receipt_void_with_reason",
                condition=Q(voided_at__isnull=True, reason_id__isnull=True)
                | Q(voided_at__isnull=False, reason_id__isnull=False),
            ),
        ]


class Refund(models.Model):
    """Money that went back for a line, out of the till of whoever gave it."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="refunds")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    ground = models.TextField()
    method = models.TextField()
    reference = models.TextField()
    reason_id = models.BigIntegerField()
    reason_digest = models.BinaryField()
    refunded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="payments_refund_something", condition=Q(amount__gt=0))]


class Order(StreamColumns):
    """What somebody was asked to pay for a dossier through a gateway. `lines` are the fees, each with its amount.

    `next_at` is when the gateway is asked; None: never again.
    """

    stream_prefix = "payment_order"

    dossier_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    gateway = models.TextField(db_collation="C")
    lines = models.JSONField()
    amount = models.BigIntegerField()
    state = models.TextField(default="open", db_collation="C")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    payment_id = models.BigIntegerField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier_id"], name="payments_order_one_open", condition=Q(state="open")),
            models.CheckConstraint(
                name="payments_order_paid_by_something",
                condition=Q(state="paid", payment_id__isnull=False) | (~Q(state="paid") & Q(payment_id__isnull=True)),
            ),
            models.CheckConstraint(name="payments_order_something", condition=Q(amount__gt=0)),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="payments_order_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["dossier_id", "-id"], name="payments_order_dossier"),
        ]


class Arrival(StreamColumns):
    """Money that came through a gateway: each transaction once, whoever tells of it and however often.

    `next_at` is when it is tried again to settle what it paid; None: never, it is done or goes back.
    """

    stream_prefix = "payment_arrival"

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="arrivals")
    agency_id = models.BigIntegerField()
    gateway = models.TextField(db_collation="C")
    transaction = models.TextField(db_collation="C")
    amount = models.BigIntegerField()
    paid_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    source = models.TextField()
    fate = models.TextField(db_collation="C")
    excess = models.TextField(default="")
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "transaction"], name="payments_arrival_once"),
            models.CheckConstraint(
                name="payments_arrival_excess_says_why",
                condition=(Q(fate="excess") & ~Q(excess="")) | (~Q(fate="excess") & Q(excess="")),
            ),
            models.CheckConstraint(name="payments_arrival_something", condition=Q(amount__gt=0)),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="payments_arrival_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["agency_id", "paid_at"], name="payments_arrival_agency"),
        ]


class Repayment(StreamColumns):
    """Money that goes back through a gateway: proposed by one person, approved by another, sent by the sweep.

    `lines` are the amounts by line of the payment where a fee had been settled; empty for what had settled nothing.
    """

    stream_prefix = "repayment"

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="repayments")
    agency_id = models.BigIntegerField()
    amount = models.BigIntegerField()
    lines = models.JSONField(default=dict)
    ground = models.TextField(default="")
    reason_id = models.BigIntegerField(null=True)
    reason_digest = models.BinaryField(null=True)
    state = models.TextField(default="proposed", db_collation="C")
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    reference = models.TextField(default="")
    about = models.TextField(default="")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrival"],
                name="payments_repayment_one_open",
                condition=Q(state__in=["proposed", "approved", "failed"]),
            ),
            models.CheckConstraint(
                name="payments_repayment_two_people",
                condition=Q(approved_by_id__isnull=True)
                | Q(proposed_by_id__isnull=True)
                | ~Q(approved_by_id=F("proposed_by_id")),
            ),
            models.CheckConstraint(name="payments_repayment_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payments_repayment_of_a_fee_has_reason",
                condition=Q(ground="", lines={}, reason_id__isnull=True, reason_digest__isnull=True)
                | (~Q(ground="") & ~Q(lines={}) & Q(reason_id__isnull=False, reason_digest__isnull=False)),
            ),
            models.CheckConstraint(
                name="payments_repayment_done_has_reference", condition=~Q(state="done") | ~Q(reference="")
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="payments_repayment_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["agency_id", "-id"], name="payments_repayment_agency"),
        ]


class Statement(StreamColumns):
    """A gateway's file of a day for an agency. `lines` are those of its orders and those that name none."""

    stream_prefix = "gateway_statement"

    agency_id = models.BigIntegerField()
    gateway = models.TextField(db_collation="C")
    day = models.DateField()
    lines = models.JSONField()
    kept_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "gateway", "day"], name="payments_statement_once"),
        ]


class Explanation(models.Model):
    """Why a transaction stands otherwise in a gateway's file than here."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="explanations")
    kind = models.TextField()
    transaction = models.TextField(db_collation="C")
    reason_id = models.BigIntegerField()
    reason_digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "kind", "transaction"], name="payments_explanation_once"),
        ]


class DemoTransfer(models.Model):
    """Money that the demonstration's gateway took."""

    reference = models.TextField(db_index=True, db_collation="C")
    amount = models.BigIntegerField()
    paid_at = models.DateTimeField()


class DemoReturn(models.Model):
    """Money that the demonstration's gateway gave back, once for each key."""

    key = models.TextField(unique=True, db_collation="C")
    transfer = models.ForeignKey(DemoTransfer, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    at = models.DateTimeField()

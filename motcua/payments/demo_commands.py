"""What the demonstration's gateway remembers: money that came, and money it gave back."""

from collections.abc import Iterator
from datetime import date, datetime

from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.payments import models
from motcua.payments.types import Back, FileKind, FileLine, Told

_GATEWAY = system("payments.demo")


def pay(reference: str, *, amount: int, paid_at: datetime) -> Told:
    """Takes money, as its page says; each time anew."""
    with recording(actor=_GATEWAY, at=paid_at):
        row = models.DemoTransfer.objects.create(reference=reference, amount=amount, paid_at=paid_at)
    return _told(row)


def money_for(reference: str) -> Told | None:
    """The first money that came for an order."""
    row = models.DemoTransfer.objects.filter(reference=reference).order_by("id").first()
    return _told(row) if row is not None else None


def give_back(back: Back, *, at: datetime) -> str | None:
    """Gives money back, once for each key; answers by what that is known, None where there is no such money."""
    with recording(actor=_GATEWAY, at=at):
        earlier = models.DemoReturn.objects.filter(key=back.key).first()
        if earlier is not None:
            return _returned(earlier)
        transfer = models.DemoTransfer.objects.filter(id=_number(back.transaction)).first()
        if transfer is None or back.amount > transfer.amount:
            return None
        row = models.DemoReturn.objects.create(key=back.key, transfer=transfer, amount=back.amount, at=at)
    return _returned(row)


def lines_of(day: date) -> Iterator[FileLine]:
    """What went through it on a day, as its file tells it."""
    for row in models.DemoTransfer.objects.filter(paid_at__date=day).order_by("id"):
        told = _told(row)
        yield FileLine(FileKind.PAID, told.transaction, told.reference, told.amount, told.paid_at)
    back = models.DemoReturn.objects.select_related("transfer").filter(at__date=day)
    for one in back.order_by("id"):
        yield FileLine(FileKind.GIVEN_BACK, _returned(one), one.transfer.reference, one.amount, one.at)


def _told(row: models.DemoTransfer) -> Told:
    return Told(row.reference, f"DEMO{row.pk:09d}", row.amount, row.paid_at)


def _returned(row: models.DemoReturn) -> str:
    return f"DEMOR{row.pk:08d}"


def _number(transaction: str) -> int:
    digits = transaction.removeprefix("DEMO")
    return int(digits) if digits.isascii() and digits.isdigit() else 0

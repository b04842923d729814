"""Printing receipts and refund slips: counted, and marked when it is not the first time."""

from datetime import datetime

from motcua.kernel.types import Actor
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.payments.queries.printing import MoneyPaper, receipt_paper, refund_paper


def print_receipt(*, actor: Actor, scope: Scope, at: datetime, payment_id: int, sheet: Sheet) -> bytes:
    """Biên lai thu phí, lệ phí, as PDF. Raises Refused (`payments_absent`)."""
    return _printed(receipt_paper(scope, payment_id, at=at), actor, scope, at, sheet)


def print_refund(*, actor: Actor, scope: Scope, at: datetime, payment_id: int, number: int, sheet: Sheet) -> bytes:
    """Phiếu hoàn trả phí, lệ phí, of that time that money went back. Raises Refused (`payments_absent`)."""
    return _printed(refund_paper(scope, payment_id, number, at=at), actor, scope, at, sheet)


def _printed(found: MoneyPaper, actor: Actor, scope: Scope, at: datetime, sheet: Sheet) -> bytes:
    if scope.only_reads:
        return papers.show_paper(found.paper, dated=found.dated, actor=actor, at=at, sheet=sheet)
    return papers.print_paper(found.paper, name=found.name, dated=found.dated, actor=actor, at=at, sheet=sheet)

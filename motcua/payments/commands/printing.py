"""Printing receipts, refund slips, requests and day sheets: counted, and marked when it is not the first time."""

from collections.abc import Sequence
from datetime import datetime

from motcua.kernel.types import Actor
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.payments.queries.printing import MoneyPaper, day_sheet, receipt_paper, refund_paper, request_paper


def print_receipt(*, actor: Actor, scope: Scope, at: datetime, payment_id: int, sheet: Sheet) -> bytes:
    """Biên lai thu phí, lệ phí, as PDF. Raises Refused (`payments_absent`)."""
    return _printed(receipt_paper(scope, payment_id, at=at), actor, scope, at, sheet)


def print_refund(*, actor: Actor, scope: Scope, at: datetime, payment_id: int, number: int, sheet: Sheet) -> bytes:
    """Phiếu hoàn trả phí, lệ phí, of that time that money went back. Raises Refused (`payments_absent`)."""
    return _printed(refund_paper(scope, payment_id, number, at=at), actor, scope, at, sheet)


def print_request(
    *, actor: Actor, scope: Scope, at: datetime, dossier_ids: Sequence[int], agency_id: int, sheet: Sheet
) -> bytes:
    """Phiếu báo nộp phí, lệ phí, as PDF; what asks for the same again is a reprint.

    Raises Refused: `payment_nothing_owed`, `account_absent`.
    """
    paper = request_paper(scope, dossier_ids, agency_id=agency_id, at=at)
    return _printed(MoneyPaper(paper, papers.content_name(paper), at), actor, scope, at, sheet)


def print_day_sheet(*, actor: Actor, scope: Scope, at: datetime, till_id: int, sheet: Sheet) -> bytes:
    """The sheet of a closed day, as PDF. Raises Refused: `payments_absent`, `day_not_closed`."""
    return _printed(day_sheet(scope, till_id), actor, scope, at, sheet)


def _printed(found: MoneyPaper, actor: Actor, scope: Scope, at: datetime, sheet: Sheet) -> bytes:
    return papers.print_paper(
        found.paper, name=found.name, dated=found.dated, actor=actor, scope=scope, at=at, sheet=sheet
    )

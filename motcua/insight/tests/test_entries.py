"""What the ledger writes into the journal keeps its shape."""

from motcua.insight.commands import SUBMITTED
from motcua.journal.tests import golden


def test_the_entry_of_a_submitted_report_keeps_its_shape() -> None:
    golden.check(SUBMITTED, {"agency_id": 1, "first": "2026-02-15", "last": "2026-03-14"})

"""What came in and went out of a till."""

from motcua.kernel import statements
from motcua.payments.types import Method, Totals

_TOTALS = """
SELECT 'paid', method, sum(amount)::bigint FROM payments_payment WHERE till_id = %s GROUP BY method
UNION ALL
SELECT 'refunded', method, sum(amount)::bigint FROM payments_refund WHERE till_id = %s GROUP BY method
"""


def totals_of(till_id: int) -> Totals:
    """The totals of a till by method: one statement."""
    sums: dict[str, dict[Method, int]] = {"paid": {}, "refunded": {}}
    for way, method, amount in statements.rows(_TOTALS, [till_id, till_id]):
        sums[way][Method(method)] = amount
    return Totals(sums["paid"], sums["refunded"])

"""Whether what somebody hands over pays what is owed."""

import re

from motcua.kernel.types import Refusal
from motcua.payments.types import Method, Tender

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{2,39}")
"""What terminals and banks call a payment: never words, so never a name."""


def objection_to_tender(tender: Tender, *, amount: int) -> Refusal | None:
    """Why this does not pay the amount; None: it does.

    Refused: `payment_too_little` (less cash than is owed), `payment_reference` (no reference of terminal or bank).
    """
    if tender.method is Method.CASH:
        given = tender.given or 0
        if given < amount:
            return Refusal("payment_too_little", {"given": given, "amount": amount})
        return None
    return objection_to_reference(tender.reference)


def objection_to_reference(reference: str) -> Refusal | None:
    """Why this is no reference of a card terminal or a bank."""
    return None if _REFERENCE.fullmatch(reference) else Refusal("payment_reference", {"reference": reference})


def objection_to_amount(*, expected: int, owed: int) -> Refusal | None:
    """Nobody pays what he has not seen, and nobody pays nothing."""
    if owed <= 0:
        return Refusal("payment_nothing_owed")
    if expected != owed:
        return Refusal("payment_amount_changed", {"expected": expected, "owed": owed})
    return None

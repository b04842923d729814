"""What a dossier owes, and why."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from motcua.catalogue.parts.fees import Exemption, Fee, FeeFacts, FeeLine, FeeUnit, Why
from motcua.catalogue.parts.procedure import ProcedureVersion


def fees_owed(version: ProcedureVersion, facts: FeeFacts, *, on: date) -> tuple[FeeLine, ...]:
    """The fees and charges of a dossier filed with these facts on that day, one line a key, in the version's order.

    A line whose amount is 0 stays, so that the receipt can say why nothing is owed; a line whose amount is None is set
    by the provincial People's Council and unknown here.
    """
    return tuple(_line(fee, facts) for fee in version.fees if applies(fee, facts, on=on))


def applies(fee: Fee, facts: FeeFacts, *, on: date) -> bool:
    """Whether this row of the tariff is the one for these facts on that day."""
    return (
        fee.valid_from <= on
        and (fee.valid_to is None or on <= fee.valid_to)
        and (not fee.channels or facts.channel in fee.channels)
        and (not fee.cases or facts.case in fee.cases)
        and (not fee.applicants or facts.applicant in fee.applicants)
        and (not fee.optional or fee.key in facts.asked_for)
    )


def overlaps(fees: Sequence[Fee]) -> list[tuple[Fee, Fee]]:
    """Pairs of rows that would both be owed under one key by some dossier on some day. Publication refuses them."""
    return [(one, other) for one, other in combinations(fees, 2) if one.key == other.key and _meet(one, other)]


def _meet(one: Fee, other: Fee) -> bool:
    apart = (one.valid_to is not None and one.valid_to < other.valid_from) or (
        other.valid_to is not None and other.valid_to < one.valid_from
    )
    return not apart and all(
        not mine or not theirs or bool(mine & theirs)
        for mine, theirs in (
            (frozenset(one.channels), frozenset(other.channels)),
            (one.cases, other.cases),
            (frozenset(one.applicants), frozenset(other.applicants)),
        )
    )


def _line(fee: Fee, facts: FeeFacts) -> FeeLine:
    why: list[Why] = []
    amount = _amount(fee, facts, why)
    exemption = _largest_exemption(fee, facts)
    if exemption is not None:
        why.append(Why("fee_exempt", {"percent": exemption.percent, "who": exemption.label, "proof": exemption.proof}))
        amount = _reduced(amount, exemption.percent)
    return FeeLine(
        fee.key,
        fee.kind,
        fee.label,
        amount,
        fee.currency,
        fee.decided_by,
        tuple(why),
        exemption.key if exemption else "",
    )


def _reduced(amount: int | None, percent: int) -> int | None:
    if percent == 100:
        return 0
    return None if amount is None else amount * (100 - percent) // 100


def _amount(fee: Fee, facts: FeeFacts, why: list[Why]) -> int | None:
    if fee.amount is None:
        why.append(Why("fee_set_locally", {"decided_by": fee.decided_by}))
        return None
    match fee.unit:
        case FeeUnit.DOSSIER:
            why.append(Why("fee_once", {"amount": fee.amount}))
            return fee.amount
        case FeeUnit.ITEM:
            why.append(Why("fee_per_item", {"amount": fee.amount, "quantity": facts.quantity}))
            return fee.amount * facts.quantity
        case FeeUnit.PAGE:
            return _by_page(fee, facts, why)


def _by_page(fee: Fee, facts: FeeFacts, why: list[Why]) -> int:
    one_copy = sum(_page_amount(fee, page) for page in range(1, facts.pages + 1))
    capped = one_copy if fee.cap is None else min(one_copy, fee.cap)
    why.append(Why("fee_per_page", {"pages": facts.pages, "amount": one_copy, "quantity": facts.quantity}))
    if capped < one_copy:
        why.append(Why("fee_capped", {"cap": capped}))
    return capped * facts.quantity


def _page_amount(fee: Fee, page: int) -> int:
    reached = [tier.amount for tier in fee.tiers if tier.first <= page]
    return reached[-1] if reached else fee.amount or 0


def _largest_exemption(fee: Fee, facts: FeeFacts) -> Exemption | None:
    held = [exemption for exemption in fee.exemptions if exemption.key in facts.exemptions]
    return max(held, key=lambda exemption: exemption.percent, default=None)

"""Fees and financial obligations as facts of the dossier: owed, settled, in the way of the hand-over (NĐ118 Đ24)."""

from dataclasses import replace
from datetime import datetime

from motcua.dossier.rules.law import Answer, Law
from motcua.dossier.rules.table import Topic
from motcua.dossier.types import AssessFee, Facts, FeeAssessed, FeeSettled, SettleFee
from motcua.kernel.types import Refusal


def assess_fee(facts: Facts, command: AssessFee, at: datetime, law: Law) -> Answer:
    """A financial obligation fixed after intake: it is owed from now on (NĐ118 Đ24)."""
    if any(fee.key == command.fee.key for fee in facts.fees):
        return Refusal("fee_owed_already", {"key": command.fee.key}, law.article(Topic.FEES))
    if command.fee.amount < 0:
        return Refusal("fee_negative", {"key": command.fee.key, "amount": command.fee.amount})
    return [FeeAssessed(replace(command.fee, settled_at=None, settled_by=""))]


def settle_fee(facts: Facts, command: SettleFee, at: datetime, law: Law) -> Answer:
    """A fee was paid or waived; a fee is settled once."""
    fee = next((owed for owed in facts.fees if owed.key == command.key), None)
    if fee is None:
        return Refusal("no_such_fee", {"key": command.key}, law.article(Topic.FEES))
    if fee.settled_at is not None:
        return Refusal("fee_settled_already", {"key": command.key, "at": fee.settled_at, "by": fee.settled_by})
    return [FeeSettled(command.key, command.by)]

"""When the papers of a dossier reach the agency, where that is on a later day than the receipt (clock rule 9)."""

from datetime import datetime

from motcua.catalogue.types import Channel
from motcua.dossier.rules.clock import forwarded_at
from motcua.dossier.rules.counting import Counting
from motcua.dossier.rules.law import Law, at_counter
from motcua.dossier.types import BasisKind, Facts

TOPIC = "forwarding"
"""The regime's topic for the hour after which papers wait for the next opening (NĐ118 Đ18, NĐ61 Đ18.2)."""
_ON_PAPER = frozenset({Channel.COUNTER, Channel.POST})


def papers_arrive_at(facts: Facts, law: Law) -> datetime | None:
    """The opening of a later day at which the agency gets the papers; None where they go on the day of the receipt.

    Papers received later than the cut-off, or on a day of rest, wait for the next opening. What is due before that is
    carried over at once, and what came from another system went its way there. Moves no due date.
    """
    clock = facts.clock
    if clock is None or facts.received_at is None or facts.subject.channel not in _ON_PAPER:
        return None
    if not clock.basis or clock.basis[0].kind is not BasisKind.RECEIVED:
        return None
    arrive_at = forwarded_at(facts.received_at, Counting(law, at_counter(facts.subject)))
    if arrive_at.date() == facts.received_at.date():
        return None
    promised = clock.basis[0].due_at
    return arrive_at if promised is None or arrive_at < promised else None

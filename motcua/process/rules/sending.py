"""Who has sent a dossier on to others, and waits until it comes back."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from motcua.catalogue.types import StepKind
from motcua.organisation.types import Role
from motcua.process.types import AWAITING, Sender, WorkItem


def sender_of(way: Sequence[WorkItem]) -> Sender | None:
    """Who waits for the last work of this way, which is all work that led to it, the oldest first.

    It is the officer who had the dossier last in the agency that it left, for another one of its chain or for the
    person to do something; from then on until it lies in his agency again. The desk that takes papers in waits for
    nobody, and nobody waits for a result that is on its way home.
    """
    sender, reader = None, None
    for before, work in pairwise(way):
        here = before.placement
        if here.role is Role.OFFICER and here.officer_id is not None:
            reader = Sender(here.officer_id, here.agency_id)
        elif reader is not None and reader.agency_id != here.agency_id:
            reader = None
        sender = _waiting(sender, reader, before, work)
    return sender


def way_to(work: WorkItem, works: Mapping[int, WorkItem]) -> list[WorkItem]:
    """This work and all that led to it, the oldest first; `works` are those of its dossier by their number."""
    way = [work]
    while (before := works.get(way[-1].previous_number or 0)) is not None:
        way.append(before)
    way.reverse()
    return way


def _waiting(sender: Sender | None, reader: Sender | None, before: WorkItem, work: WorkItem) -> Sender | None:
    if work.kind == StepKind.HAND_OVER:
        return None
    if sender is not None:
        return None if work.placement.agency_id == sender.agency_id and work.kind not in AWAITING else sender
    leaves = work.placement.agency_id != before.placement.agency_id or work.kind in AWAITING
    return reader if leaves else None

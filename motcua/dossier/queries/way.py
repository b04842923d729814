"""The way of a dossier from hand to hand, as the control slip tells it: who gave it, who took it, when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.catalogue.types import ProcedureVersion
from motcua.dossier.types import Facts, Holder, Imported, Inherited, Moved, Received, Timeliness, read_event
from motcua.journal.types import Entry
from motcua.kernel.types import ActorKind
from motcua.organisation import queries as organisation
from motcua.papers.types import Handover

_OUTCOMES: Final[Mapping[Timeliness, str]] = {
    Timeliness.EARLY: "Trước hạn",
    Timeliness.ON_TIME: "Đúng hạn",
    Timeliness.LATE: "Quá hạn",
}
_PLACED: Final = (Received, Imported, Moved, Inherited)
"""The events that say on whose desk the dossier lies."""


@dataclass(frozen=True, slots=True)
class _Passing:
    """One change of hands. The officers are named by their codes and ids as the journal has them."""

    sequence: int
    at: datetime
    giver: Holder
    taker: Holder
    actor_code: str


def handovers(
    facts: Facts, version: ProcedureVersion, entries: Sequence[Entry], classes: Mapping[int, Timeliness]
) -> tuple[Handover, ...]:
    """Every giving and taking since the receipt; work that one officer does in two steps is none."""
    passings = list(_passings(facts, entries))
    holders = [holder for one in passings for holder in (one.giver, one.taker)]
    agencies = organisation.agency_names({holder.agency_id for holder in holders})
    units = organisation.unit_names({holder.unit_id for holder in holders if holder.unit_id is not None})
    officers = organisation.officer_names({holder.officer_id for holder in holders if holder.officer_id is not None})
    by_code = organisation.officer_names_by_code({one.actor_code for one in passings if one.actor_code})
    steps = {step.key: step.label.vi for step in version.process.steps} if version.process is not None else {}

    def place(holder: Holder) -> str:
        parts = (units.get(holder.unit_id or 0, ""), agencies.get(holder.agency_id, ""))
        return ", ".join(part for part in parts if part)

    return tuple(
        Handover(
            giver=place(one.giver),
            taker=place(one.taker),
            at=one.at,
            outcome=_OUTCOMES.get(classes[one.sequence], "") if one.sequence in classes else "",
            note=steps.get(one.taker.step_key, ""),
            giver_person=officers.get(one.giver.officer_id or 0, "") or by_code.get(one.actor_code, ""),
            taker_person=officers.get(one.taker.officer_id or 0, ""),
        )
        for one in passings
    )


def _passings(facts: Facts, entries: Sequence[Entry]) -> Iterator[_Passing]:
    """From the receipt on; before it the dossier is with the desk that receives it."""
    received = False
    giver = Holder(facts.subject.receiving_agency_id)
    for entry in entries:
        if entry.kind not in _KINDS:
            continue
        event = read_event(entry.kind, entry.body)
        if not isinstance(event, _PLACED):
            continue
        received = received or isinstance(event, Received | Imported)
        if not received:
            continue
        taker = event.holder
        if _hand(giver) != _hand(taker):
            actor = entry.actor
            yield _Passing(entry.sequence, entry.at, giver, taker, actor.key if actor.kind is ActorKind.OFFICER else "")
        giver = taker


_KINDS: Final = frozenset(event.kind for event in _PLACED)


def _hand(holder: Holder) -> tuple[int, int | None, int | None]:
    return holder.agency_id, holder.unit_id, holder.officer_id

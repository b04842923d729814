"""Whether the work of a dossier agrees with its state, and with the entries that tell of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.dossier.types import Facts, Holder, State
from motcua.journal.types import Entry
from motcua.organisation.types import Role
from motcua.process.rules.sending import sender_of, way_to
from motcua.process.types import BESIDE, Because, Placement, WorkEntry, WorkItem, WorkKind


class Disagreement(StrEnum):
    """What can be wrong between a dossier and its work."""

    NO_WORK = "no_work"
    WORK_LEFT = "work_left"
    TWO_DESKS = "two_desks"
    WRONG_KIND = "wrong_kind"
    WRONG_HOLDER = "wrong_holder"
    CORRECTION = "correction"
    OPINION = "opinion"
    ENTRIES = "entries"


_KINDS: Mapping[State, frozenset[str]] = {
    State.FILED: frozenset({WorkKind.ANSWER_FILING}),
    State.INTAKE_COMPLETION: frozenset({WorkKind.AWAIT_COMPLETION}),
    State.AWAITING_SUPPLEMENT: frozenset({WorkKind.AWAIT_SUPPLEMENT, WorkKind.CONFIRM_CLOSING}),
}
"""The states whose work the law makes; in the others that go on, it is a step of the process."""
_IN_A_STEP = frozenset({State.IN_PROGRESS, State.PAUSED, State.DECIDED, State.COMPLETED})


def disagreements(facts: Facts, history: Sequence[WorkItem]) -> Iterator[Disagreement]:
    """What is wrong between a dossier's state and its work; nothing when they agree.

    A dossier that goes on lies on exactly one desk, the one its holder says; one that has ended lies on none. A
    correction lies open beside it exactly while it is being made, work on an opinion only while that is awaited.
    """
    main = [work for work in history if work.is_open and work.kind not in BESIDE]
    corrections = [work for work in history if work.is_open and work.kind == WorkKind.CORRECT]
    opinions = [work for work in history if work.is_open and work.kind == WorkKind.GIVE_OPINION]
    goes_on = facts.state in _IN_A_STEP or facts.state in _KINDS
    if not goes_on and main:
        yield Disagreement.WORK_LEFT
    if goes_on and not main:
        yield Disagreement.NO_WORK
    if goes_on and len(main) > 1:
        yield Disagreement.TWO_DESKS
    if goes_on and len(main) == 1:
        if not _fits(facts.state, main[0]):
            yield Disagreement.WRONG_KIND
        if facts.holder != _holder(main[0]):
            yield Disagreement.WRONG_HOLDER
    if len(corrections) != (1 if facts.open_correction is not None else 0):
        yield Disagreement.CORRECTION
    if len(opinions) > len(facts.open_consultations):
        yield Disagreement.OPINION


def fold_work(dossier_id: int, entries: Iterable[Entry]) -> list[WorkItem]:
    """The work that the entries of a dossier's stream amount to; those of other rooms are passed over."""
    items: dict[int, WorkItem] = {}
    for entry in entries:
        if entry.kind in set(WorkEntry):
            number, body = int(entry.body["number"]), entry.body
            work = _after(items.get(number), WorkEntry(entry.kind), body, dossier_id=dossier_id, at=entry.at)
            is_new = number not in items
            items[number] = replace(work, sender=sender_of(way_to(work, items))) if is_new else work
    return list(items.values())


def _fits(state: State, work: WorkItem) -> bool:
    if state in _KINDS:
        return work.kind in _KINDS[state]
    return work.kind not in set(WorkKind)


def _holder(work: WorkItem) -> Holder:
    placement = work.placement
    return Holder(placement.agency_id, placement.unit_id, placement.officer_id, work.step_key)


def _after(
    work: WorkItem | None, kind: WorkEntry, body: Mapping[str, Any], *, dossier_id: int, at: datetime
) -> WorkItem:
    if kind is WorkEntry.OPENED:
        return WorkItem(
            number=body["number"],
            dossier_id=dossier_id,
            step_key=body["step_key"],
            kind=body["kind"],
            placement=_placement(body),
            opened_at=at,
            due_at=_instant(body["due_at"]),
            previous_number=body["previous"],
            papers_at=_instant(body["papers_at"]),
        )
    if work is None:
        raise ValueError(f"Work {body['number']} begins with {kind}.")
    placed = replace(work.placement, **_handed(body)) if "because" in body else work.placement
    match kind:
        case WorkEntry.CLOSED:
            done = replace(work, placement=placed, closed_at=at, action_key=body["action_key"], late=body["late"])
            return replace(done, sender=None)
        case WorkEntry.HELD:
            return replace(work, held_since=at)
        case WorkEntry.RESUMED:
            return replace(work, held_since=None, due_at=_instant(body["due_at"]))
        case WorkEntry.PLACED:
            return replace(work, placement=placed)
        case WorkEntry.INHERITED:
            return replace(work, placement=_placement(body))


def _placement(body: Mapping[str, Any]) -> Placement:
    return Placement(
        agency_id=body["agency_id"],
        unit_id=body["unit_id"],
        role=Role(body["role"]),
        officer_id=body["officer_id"],
        because=Because(body["because"]),
        load=body["load"],
    )


def _handed(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"officer_id": body["officer_id"], "because": Because(body["because"])}


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

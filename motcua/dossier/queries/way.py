"""The way of a dossier from hand to hand, as the control slip tells it: who gave it, who took it, when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from motcua.dossier.entries import LINES_SIGNED
from motcua.dossier.rules.forwarding import TOPIC as FORWARDING
from motcua.dossier.rules.forwarding import papers_arrive_at
from motcua.dossier.rules.law import Law
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
class Passing:
    """One change of hands, named by the sequence and digest of its entry; officers by codes and ids as the journal
    has them. `is_first`: out of the hands of the desk that received it."""

    sequence: int
    digest: bytes
    at: datetime
    giver: Holder
    taker: Holder
    actor_code: str
    is_first: bool = False

    def was_given_by(self, *, officer_id: int, code: str) -> bool:
        """Whether this officer gave it on: he had it, or passed on what nobody had."""
        return officer_id == self.giver.officer_id if self.giver.officer_id is not None else code == self.actor_code

    def was_taken_by(self, *, officer_id: int) -> bool:
        """Whether it came to this officer."""
        return officer_id == self.taker.officer_id


@dataclass(frozen=True, slots=True)
class SignedLines:
    """When the lines of a control slip were signed, by the sequence of their entries."""

    given: Mapping[int, datetime]
    taken: Mapping[int, datetime]

    @classmethod
    def among(cls, entries: Sequence[Entry]) -> Self:
        """What the stream of a dossier says of it."""
        signed = [entry for entry in entries if entry.kind == LINES_SIGNED]
        return cls(
            given={number: entry.at for entry in signed for number in entry.body["given"]},
            taken={number: entry.at for entry in signed for number in entry.body["taken"]},
        )


def handovers(
    facts: Facts, law: Law, entries: Sequence[Entry], classes: Mapping[int, Timeliness]
) -> tuple[Handover, ...]:
    """Every giving and taking since the receipt; work that one officer does in two steps is none.

    The papers change hands when they are carried over: the first time perhaps at the next opening (clock rule 9).
    """
    passings = list(passed(facts, entries))
    carried_at, version = papers_arrive_at(facts, law), law.version
    signed = SignedLines.among(entries)
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
            at=_carried(one, carried_at),
            outcome=_OUTCOMES.get(classes[one.sequence], "") if one.sequence in classes else "",
            note=_remark(steps.get(one.taker.step_key, ""), law, is_later=_carried(one, carried_at) != one.at),
            giver_person=officers.get(one.giver.officer_id or 0, "") or by_code.get(one.actor_code, ""),
            taker_person=officers.get(one.taker.officer_id or 0, ""),
            giver_signed_at=signed.given.get(one.sequence),
            taker_signed_at=signed.taken.get(one.sequence),
        )
        for one in passings
    )


def _carried(one: Passing, carried_at: datetime | None) -> datetime:
    """When the papers were given: those that were received too late for the day, with the next opening."""
    return carried_at if one.is_first and carried_at is not None else one.at


def _remark(step: str, law: Law, *, is_later: bool) -> str:
    """The step, and why the papers were not given on the day of the receipt."""
    article = law.regime.article(FORWARDING)
    return f"{step}. Giấy tờ chuyển vào giờ mở cửa kế tiếp ({article})" if is_later else step


def passed(facts: Facts, entries: Sequence[Entry]) -> Iterator[Passing]:
    """Every change of hands from the receipt on; before it the dossier is with the desk that receives it."""
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
            code = actor.key if actor.kind is ActorKind.OFFICER else ""
            is_first = isinstance(event, Received)
            yield Passing(entry.sequence, entry.digest, entry.at, giver, taker, code, is_first)
        giver = taker


_KINDS: Final = frozenset(event.kind for event in _PLACED)


def _hand(holder: Holder) -> tuple[int, int | None, int | None]:
    return holder.agency_id, holder.unit_id, holder.officer_id

"""Very many dossiers: the same decisions and entries as ever, ids and codes drawn in blocks, rows written by COPY.

For trials with volumes. The lives are given, not played: nobody's inbox is filled, no alarm is waited for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from motcua.dossier import commands as dossier
from motcua.dossier.commands import Numbered
from motcua.dossier.types import Command, Holder, Intake, Locked
from motcua.journal.commands import recording
from motcua.kernel.types import Actor

AT_ONCE = 150
"""Dossiers in one transaction: with six or so entries each it stays below what a unit of work may write."""


@dataclass(frozen=True, slots=True)
class Life:
    """One dossier from its receipt on: what was brought, who had it first, and every move with its instant."""

    intake: Intake
    holder: Holder
    received_at: datetime
    moves: tuple[tuple[datetime, Command], ...] = ()


def write_by_copy(lives: Iterable[Life], *, actor: Actor) -> int:
    """Writes these lives, many in a transaction; returns how many. Raises Refused with what the heart refuses."""
    waiting, written = iter(lives), 0
    while batch := list(islice(waiting, AT_ONCE)):
        last = max(_end(life) for life in batch)
        with recording(actor=actor, at=last, recorded_at=last) as unit:
            numbered = _numbered(batch)
            dossier.save_many(unit, [_lived(life, actor=actor, numbered=next(numbered[_key(life)])) for life in batch])
        written += len(batch)
    return written


def write_one_by_one(lives: Iterable[Life], *, actor: Actor) -> int:
    """The same, a transaction for each and its row written as commands write it: what COPY is compared with."""
    written = 0
    for life in lives:
        last = _end(life)
        with recording(actor=actor, at=last, recorded_at=last) as unit:
            dossier.save(unit, _lived(life, actor=actor, numbered=None))
        written += 1
    return written


def _lived(life: Life, *, actor: Actor, numbered: Numbered | None) -> Locked:
    with recording(actor=actor, at=life.received_at) as unit:
        locked = dossier.receive(unit, life.intake, holder=life.holder, numbered=numbered)
    for at, command in life.moves:
        with recording(actor=actor, at=at) as unit:
            locked = dossier.apply(unit, locked, command)
    return locked


def _numbered(batch: Sequence[Life]) -> dict[tuple[int, date], Iterator[Numbered]]:
    wanted: defaultdict[tuple[int, date], int] = defaultdict(int)
    for life in batch:
        wanted[_key(life)] += 1
    return {key: iter(dossier.draw_many(*key, count)) for key, count in sorted(wanted.items())}


def _key(life: Life) -> tuple[int, date]:
    return life.intake.subject.resolving_agency_id, life.received_at.date()


def _end(life: Life) -> datetime:
    return life.moves[-1][0] if life.moves else life.received_at

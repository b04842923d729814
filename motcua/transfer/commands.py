"""Bringing an office over: a file of another system, row by row, dry run first, as often as one likes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from motcua.dossier import queries as dossiers
from motcua.dossier.types import Facts
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, Refusal, granted
from motcua.parties import commands as parties
from motcua.parties import queries as persons
from motcua.parties.types import DeclarationInput
from motcua.process import commands as process
from motcua.process.types import Arrival, TakenOverAs
from motcua.transfer.house import House
from motcua.transfer.rules import reading
from motcua.transfer.rules.standing import Unsigned, declaration_of, doubts, kept_in_doubt, says_the_same, unsigned
from motcua.transfer.types import Fate, Line, Remark, Report, Row, Unreadable

T = TypeVar("T")
_AT_ONCE = 200  # each row writes at most four entries


class _NotKept(Exception):  # noqa: N818 - it ends a dry run, nothing went wrong
    """What was written is undone: a dry run, or a batch in which the house refused something."""


class _RowRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """A row cannot come over; carries what to say of it."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.said.code)
        self.remark = remark


@dataclass(frozen=True, slots=True)
class _Ready:
    """A row that nothing speaks against before it is written."""

    row: Row
    unsigned: Unsigned
    declared: DeclarationInput
    officer_id: int | None
    remarks: tuple[Remark, ...]


def _silent(_done: int, _of: int) -> None:
    """Nobody is told how far it is."""


def bring_over(
    *,
    actor: Actor,
    at: datetime,
    text: str,
    source: str,
    is_dry_run: bool,
    progress: Callable[[int, int], None] = _silent,
    at_once: int = _AT_ONCE,
) -> Report:
    """Takes the dossiers of a file over; every row is taken over, known already, or refused with its reason.

    Batches are units of work of their own: stopped at any point, the same file is given again, and what is here already
    is known by its code and changes nothing. A dry run does all the same and keeps nothing. `progress` is told how many
    rows of how many are done; `source` is the name of the other system, never empty. Not called inside a unit of work.
    Refused as a whole: `transfer_columns_missing`.
    """
    if not source:
        raise ValueError("A dossier that comes over says from where.")
    rows = granted(reading.read(text))
    house = House(at)
    lines: list[Line] = []
    for start in range(0, len(rows), at_once):
        batch = rows[start : start + at_once]
        lines += _Batch(house, actor, at, source, is_dry_run=is_dry_run).take(batch)
        progress(start + len(batch), len(rows))
    return Report(tuple(lines), is_dry_run)


class _Batch:
    """Some rows on their way into the house, in one unit of work."""

    def __init__(self, house: House, actor: Actor, at: datetime, source: str, *, is_dry_run: bool) -> None:
        self._house = house
        self._actor = actor
        self._at = at
        self._source = source
        self._is_dry_run = is_dry_run

    def take(self, rows: Sequence[Row | Unreadable]) -> list[Line]:
        """What becomes of each row, in their order."""
        here = dossiers.by_codes([row.code for row in rows if isinstance(row, Row)])
        fates: dict[int, Line] = {}
        ready: list[_Ready] = []
        for row in rows:
            judged = self._judged(row, here)
            if isinstance(judged, Line):
                fates[row.line] = judged
            else:
                ready.append(judged)
        fates.update((line.number, line) for line in self._written(ready))
        return [fates[row.line] for row in rows]

    def _judged(self, row: Row | Unreadable, here: dict[str, tuple[int, Facts]]) -> Line | _Ready:
        if isinstance(row, Unreadable):
            return Line(row.line, row.code, Fate.REFUSED, row.remarks)
        if row.code in here:
            return self._met_before(row, *here[row.code])
        try:
            return self._ready(row)
        except _RowRefused as refused:
            return _refused(row, refused.remark)

    def _ready(self, row: Row) -> _Ready:
        """Looks everything up that the row names. Raises _RowRefused."""
        places, remarks = _found(self._house.places(row))
        version, other_version = _found(self._house.version(row.procedure, reading.day_of(row.received)), "procedure")
        dossier = _found(unsigned(row, version, places, source=self._source, now=self._at))
        officer_id = _found(self._house.officer(row.officer), "officer") if row.officer else None
        declared = declaration_of(row)
        reviewed = persons.review(declared, on=self._at.date())
        kept = _found(kept_in_doubt(row, declared, reviewed))
        if other_version is not None:
            remarks = (*remarks, Remark("procedure", other_version))
        return _Ready(row, dossier, kept, officer_id, (*remarks, *doubts(row, reviewed)))

    def _met_before(self, row: Row, dossier_id: int, facts: Facts) -> Line:
        calendar = self._house.calendar(facts.subject.resolving_agency_id, reading.day_of(row.received))
        if says_the_same(row, facts, calendar):
            return Line(row.line, row.code, Fate.KNOWN, (), dossier_id)
        return _refused(row, Remark("code", Refusal("transfer_code_of_another", {"code": row.code})))

    def _written(self, ready: Sequence[_Ready]) -> Iterator[Line]:
        """Writes them all; when the house itself refuses some, all is undone and written again without those."""
        answers = self._once(ready, keep=not self._is_dry_run)
        accepted = [one for one, answer in zip(ready, answers, strict=True) if not isinstance(answer, Refusal)]
        ids = {answer.code: answer for answer in answers if isinstance(answer, TakenOverAs)}
        if not self._is_dry_run and len(accepted) < len(ready):
            again = self._once(accepted, keep=True)
            ids = {answer.code: answer for answer in again if isinstance(answer, TakenOverAs)}
        for one, answer in zip(ready, answers, strict=True):
            if isinstance(answer, Refusal):
                yield _refused(one.row, Remark(_COLUMNS.get(answer.code, "state"), answer))
            else:
                taken = ids[one.row.code]
                remarks = (*one.remarks, *_differing(one.row, taken))
                dossier_id = None if self._is_dry_run else taken.dossier_id
                yield Line(one.row.line, one.row.code, Fate.TAKEN_OVER, remarks, dossier_id)

    def _once(self, ready: Sequence[_Ready], *, keep: bool) -> list[TakenOverAs | Refusal]:
        answers: list[TakenOverAs | Refusal] = []
        try:
            with recording(actor=self._actor, at=self._at) as unit:
                signed = parties.declare_many(unit, [one.declared for one in ready])
                arrivals = [
                    Arrival(one.unsigned(declaration), step_key=one.row.step, officer_id=one.officer_id)
                    for one, declaration in zip(ready, signed, strict=True)
                ]
                answers = process.take_over(actor=self._actor, at=self._at, arrivals=arrivals)
                if not keep or any(isinstance(answer, Refusal) for answer in answers):
                    raise _NotKept
        except _NotKept:
            pass
        return answers


_COLUMNS = {
    "step_unknown": "step",
    "imported_due_before_receipt": "due",
    "imported_times_out_of_order": "received",
    "code_taken": "code",
}
"""The column to look at for what the rooms below refuse; the state for everything else."""


def _found(answer: T | Remark | Refusal, column: str = "") -> T:
    """What was looked up, or the row ends here. Raises _RowRefused."""
    if isinstance(answer, Remark):
        raise _RowRefused(answer)
    if isinstance(answer, Refusal):
        raise _RowRefused(Remark(column, answer))
    return answer


def _refused(row: Row, remark: Remark) -> Line:
    return Line(row.line, row.code, Fate.REFUSED, (remark,))


def _differing(row: Row, taken: TakenOverAs) -> tuple[Remark, ...]:
    """Their class beside ours: ours stands, the difference is said."""
    if row.timeliness is None or taken.timeliness is None or row.timeliness is taken.timeliness:
        return ()
    return (Remark("class", Refusal("transfer_class_differs", {"theirs": row.timeliness, "ours": taken.timeliness})),)

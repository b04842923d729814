"""Folding the history of a dossier into signed movements, as double-entry accounting does (clock rules 28 to 35).

Received is +1, resolved is +1 in its class, an open dossier is a stock: a change is −1 of the old standing and +1 of
the new one. Carried over + received = resolved + open therefore holds by construction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from motcua.insight.types import Dimensions, Measure, Movement, Stock, StockKind

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """One entry of a dossier, as far as the ledger reads it."""

    kind: str
    at: datetime
    body: Body


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger knows of one dossier: its dimensions, its stock while open, and who answers for it.

    `responsible_id` is the officer who appraised: the result is counted for him, whoever sealed it. `counted` ends when
    the receipt turns out to be a mistake.
    """

    dimensions: Dimensions
    code: str
    stock: Stock | None
    responsible_id: int | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Books:
    """Up to which day the books of the resolving agency are closed, because its report was submitted (rule 34)."""

    closed_until: date | None = None

    def booking_day(self, happened_on: date) -> date:
        """The same day while that period is open, else the first open day."""
        if self.closed_until is None or happened_on > self.closed_until:
            return happened_on
        return date.fromordinal(self.closed_until.toordinal() + 1)


@dataclass(frozen=True, slots=True)
class Folded:
    """The standing after a move, the movements it makes, and whether everything before is to be reversed."""

    standing: Standing | None
    movements: tuple[Movement, ...] = ()
    reverses_all: bool = False


_APPRAISING = frozenset({"appraise", "examine", "verify"})


def fold(standing: Standing | None, move: Move, books: Books) -> Folded:
    """The standing after a move, and the movements it makes. Moves that change no figure make none."""
    if standing is None:
        opening = _OPENINGS.get(move.kind)
        return opening(move, books) if opening else Folded(None)
    change = _CHANGES.get(move.kind)
    if change is None or not standing.counted:
        return Folded(standing)
    return change(standing, move, books)


def reversals(past: Iterable[Movement], books: Books) -> list[Movement]:
    """Every movement taken back on the day it happened, as if the dossier had never come (section 7, void).

    Each is booked on that day while its period is open, otherwise on the first open day: a submitted report stays.
    """
    return [replace(one, sign=-one.sign, booked_on=books.booking_day(one.happened_on)) for one in past]


def _received(move: Move, books: Books) -> Folded:
    standing = Standing(_dimensions(move.body), move.body["code"], _stock_of(move.body["clock"], StockKind.WAITING))
    writer = _Writer(standing, move.at.date(), books)
    return Folded(standing, (writer.received(), writer.stock(+1)))


def _imported(move: Move, books: Books) -> Folded:
    """Taken over from another system: counted on the days it says, so that last year's figures are there to compare."""
    body = move.body
    kind = StockKind.PAUSED if body["state"] == "paused" else StockKind.WAITING
    reason_key = next((one["reason_key"] for one in body.get("pauses") or () if one.get("ends_at") is None), "")
    standing = Standing(_dimensions(body), body["code"], _stock_of(body["clock"], kind, reason_key=reason_key))
    writer = _Writer(standing, _day_of(body["received_at"]), books)
    opening = (writer.received(), writer.stock(+1))
    if body.get("timeliness") is None:
        return Folded(standing, opening)
    ended = _ended(standing, _day_of(body["ended_at"]), body, body["outcome"], books)
    return Folded(ended.standing, opening + ended.movements)


def _restocked(standing: Standing, move: Move, books: Books) -> Folded:
    """The clock changed: a supplement asked or answered, a pause, a prolongation, another calendar."""
    clock = move.body.get("clock")
    if clock is None or standing.stock is None:
        return Folded(standing)
    kind = _WAITING_KINDS.get(move.kind, standing.stock.kind)
    stock = _stock_of(clock, kind, reason_key=move.body.get("reason_key") or standing.stock.reason_key)
    return _exchanged(standing, replace(standing, stock=stock), move, books)


def _moved(standing: Standing, move: Move, books: Books) -> Folded:
    holder = move.body["holder"]
    dimensions = replace(
        standing.dimensions,
        unit_id=holder.get("unit_id"),
        officer_id=holder.get("officer_id"),
        step_key=holder.get("step_key", ""),
    )
    return _exchanged(standing, replace(standing, dimensions=dimensions), move, books)


def _inherited(standing: Standing, move: Move, books: Books) -> Folded:
    """An agency ended: what is open leaves its books and enters those of its heir, in one pair of movements each.

    What it received and resolved itself stays its own.
    """
    predecessor_id, heir_id = move.body["predecessor_id"], move.body["heir_id"]
    dimensions, holder = standing.dimensions, move.body["holder"]
    inherits = dimensions.resolving_agency_id == predecessor_id
    receives = dimensions.receiving_agency_id == predecessor_id
    after = replace(
        standing,
        dimensions=replace(
            dimensions,
            resolving_agency_id=heir_id if inherits else dimensions.resolving_agency_id,
            receiving_agency_id=heir_id if receives else dimensions.receiving_agency_id,
            unit_id=holder.get("unit_id"),
            officer_id=holder.get("officer_id"),
        ),
    )
    exchanged = _exchanged(standing, after, move, books)
    if not inherits or standing.stock is None:
        return exchanged
    happened_on = move.at.date()
    passed_on = _Writer(standing, happened_on, books).passed_on(-1), _Writer(after, happened_on, books).passed_on(+1)
    return replace(exchanged, movements=exchanged.movements + passed_on)


def _exchanged(before: Standing, after: Standing, move: Move, books: Books) -> Folded:
    """The old stock leaves the books, the new one enters them; an ended dossier has none to exchange."""
    if before == after or before.stock is None:
        return Folded(replace(after, stock=before.stock and after.stock))
    happened_on = move.at.date()
    return Folded(after, (_Writer(before, happened_on, books).stock(-1), _Writer(after, happened_on, books).stock(+1)))


def _work_opened(standing: Standing, move: Move, _books: Books) -> Folded:
    officer_id = move.body.get("officer_id")
    if move.body.get("kind") in _APPRAISING and officer_id is not None:
        return Folded(replace(standing, responsible_id=officer_id))
    return Folded(standing)


def _resolved(standing: Standing, move: Move, books: Books) -> Folded:
    outcome = _OUTCOMES.get(move.kind) or move.body["outcome"]
    return _ended(standing, move.at.date(), move.body, outcome, books)


def _ended(standing: Standing, happened_on: date, body: Body, outcome: str, books: Books) -> Folded:
    """The stock leaves the books and the result enters them, counted for the officer who appraised."""
    if standing.stock is None:
        return Folded(standing)
    officer_id = standing.responsible_id or standing.dimensions.officer_id
    answering = replace(standing, dimensions=replace(standing.dimensions, officer_id=officer_id))
    resolved = _Writer(answering, happened_on, books).resolved(
        timeliness=body["timeliness"], timeliness_766=body.get("timeliness_766") or "", outcome=outcome
    )
    leaving = _Writer(standing, happened_on, books).stock(-1)
    return Folded(replace(answering, stock=None), (leaving, resolved))


def _voided(standing: Standing, _move: Move, _books: Books) -> Folded:
    return Folded(replace(standing, stock=None, counted=False), reverses_all=True)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes movements of one standing on one day."""

    standing: Standing
    happened_on: date
    books: Books

    def received(self) -> Movement:
        return self._movement(Measure.RECEIVED, +1)

    def stock(self, sign: int) -> Movement:
        return replace(self._movement(Measure.STOCK, sign), stock=self.standing.stock)

    def passed_on(self, sign: int) -> Movement:
        return self._movement(Measure.PASSED_ON, sign)

    def resolved(self, *, timeliness: str, timeliness_766: str, outcome: str) -> Movement:
        movement = self._movement(Measure.RESOLVED, +1)
        return replace(movement, timeliness=timeliness, timeliness_766=timeliness_766, outcome=outcome)

    def _movement(self, measure: Measure, sign: int) -> Movement:
        return Movement(
            measure=measure,
            sign=sign,
            dimensions=self.standing.dimensions,
            happened_on=self.happened_on,
            booked_on=self.books.booking_day(self.happened_on),
        )


def _dimensions(body: Body) -> Dimensions:
    subject, holder = body["subject"], body.get("holder") or {}
    return Dimensions(
        resolving_agency_id=subject["resolving_agency_id"],
        receiving_agency_id=subject["receiving_agency_id"],
        line=subject["line"],
        level=subject["level"],
        field_code=subject["field_code"],
        procedure_code=subject["procedure_code"],
        channel=subject["channel"],
        service_level=subject["service_level"],
        commune_code=subject.get("commune_code", ""),
        cross_boundary=subject.get("cross_boundary", False),
        unit_id=holder.get("unit_id"),
        officer_id=holder.get("officer_id"),
        step_key=holder.get("step_key", ""),
    )


def _stock_of(clock: Body, kind_without_date: StockKind, *, reason_key: str = "") -> Stock:
    """A running stock when a date runs, otherwise one of the given kind."""
    if clock.get("lapses_at") is not None:
        return Stock(StockKind.RUNNING, lapses_at=datetime.fromisoformat(clock["lapses_at"]))
    overdue_before = bool(clock.get("overdue_before"))
    if kind_without_date is StockKind.PAUSED:
        return Stock(StockKind.PAUSED, overdue_before=overdue_before, reason_key=reason_key)
    return Stock(StockKind.WAITING, overdue_before=overdue_before)


def _day_of(text: str) -> date:
    return datetime.fromisoformat(text).date()


_OPENINGS: dict[str, Callable[[Move, Books], Folded]] = {
    "dossier.received": _received,
    "dossier.imported": _imported,
}
_CHANGES: dict[str, Callable[[Standing, Move, Books], Folded]] = {
    "dossier.supplement_asked": _restocked,
    "dossier.supplement_answered": _restocked,
    "dossier.paused": _restocked,
    "dossier.resumed": _restocked,
    "dossier.prolonged": _restocked,
    "dossier.clock_recomputed": _restocked,
    "dossier.clock_started": _restocked,
    "dossier.reappointed": _restocked,
    "dossier.moved": _moved,
    "dossier.inherited": _inherited,
    "process.work_opened": _work_opened,
    "process.work_inherited": _work_opened,
    "dossier.completed": _resolved,
    "dossier.stopped": _resolved,
    "dossier.closed_unanswered": _resolved,
    "dossier.voided": _voided,
}
_WAITING_KINDS = {"dossier.supplement_asked": StockKind.WAITING, "dossier.paused": StockKind.PAUSED}
_OUTCOMES = {"dossier.stopped": "stopped", "dossier.closed_unanswered": "closed_unanswered"}
KINDS_READ = frozenset(_OPENINGS) | frozenset(_CHANGES)
"""The kinds of entry that can move a figure."""

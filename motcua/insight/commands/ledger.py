"""The ledger's writes: following the journal, and closing the books when a report is submitted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection

from motcua.insight import models
from motcua.insight.rules import movements as rules
from motcua.insight.rules.movements import KINDS_READ, Books, Move
from motcua.insight.rules.periods import Period
from motcua.insight.types import Dimensions, Measure, Movement, Stock, StockKind
from motcua.journal.commands import recording
from motcua.journal.types import Entry, Kind, OnBadEntry, Reader, RequestKey
from motcua.kernel.types import Actor, Refusal, Refused

SUBMITTED = "insight.report_submitted"
KINDS = (Kind(SUBMITTED),)

_DIMENSIONS = tuple(Dimensions.__dataclass_fields__)
COLUMNS = (
    "position", "recorded_at", "stream", "measure", "sign", "happened_on", "booked_on", *_DIMENSIONS,
    "stock_kind", "lapses_at", "overdue_before", "reason_key", "timeliness", "timeliness_766", "outcome",
)  # fmt: skip


def follow(entries: Sequence[Entry]) -> None:
    """Folds a batch of the journal into movements, in the transaction that moves the reader's checkpoint."""
    ledger = _Ledger(entries)
    for entry in entries:
        ledger.take(entry)
    ledger.write()


def clear() -> None:
    """Empties what can be rebuilt from the journal. Submissions are kept: they are what was sent."""
    models.Movement.objects.all().delete()
    models.Standing.objects.all().delete()
    models.Books.objects.all().delete()


LEDGER = Reader(name="insight.ledger", handle=follow, on_bad_entry=OnBadEntry.STOP, clear=clear)


def submit_report(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    period: Period,
    table: dict[str, Any],
    position: int,
    key: RequestKey | None = None,
) -> None:
    """Closes the books of an agency up to the period's last day and keeps the table as it was sent.

    Raises Refused: `period_not_over`, `report_already_submitted`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if at.date() <= period.last:
            raise Refused(Refusal("period_not_over", {"last": period.last}))
        books = models.Books.objects.select_for_update().filter(agency_id=agency_id).first()
        if books is not None and books.closed_until >= period.last:
            raise Refused(Refusal("report_already_submitted", {"closed_until": books.closed_until}))
        models.Submission.objects.create(
            agency_id=agency_id,
            first=period.first,
            last=period.last,
            submitted_at=at,
            submitted_by=str(actor),
            position=position,
            table=table,
        )
        unit.append_named(
            f"report/{agency_id}",
            kind=SUBMITTED,
            version=1,
            body={"agency_id": agency_id, "first": period.first.isoformat(), "last": period.last.isoformat()},
        )
        unit.answer({"agency_id": agency_id})


class _Ledger:
    """The standings that a batch touches, and the movements it makes."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        streams = {entry.stream for entry in entries if entry.kind in KINDS_READ}
        rows = models.Standing.objects.filter(stream__in=streams)
        self.standings: dict[str, rules.Standing | None] = {row.stream: _standing(row) for row in rows}
        self.books = {row.agency_id: Books(row.closed_until) for row in models.Books.objects.all()}
        self.movements: dict[str, list[tuple[Entry, Movement]]] = defaultdict(list)
        self.touched: set[str] = set()

    def take(self, entry: Entry) -> None:
        if entry.kind == SUBMITTED:
            self._close(entry.body["agency_id"], date.fromisoformat(entry.body["last"]))
        elif entry.kind in KINDS_READ:
            self._fold(entry)

    def _fold(self, entry: Entry) -> None:
        standing = self.standings.get(entry.stream)
        books = self.books.get(agency_of(standing, entry), Books())
        folded = rules.fold(standing, Move(entry.kind, entry.at, entry.body), books)
        made = list(folded.movements)
        if folded.reverses_all:
            made += rules.reversals(self._past(entry.stream), books)
        self.movements[entry.stream] += [(entry, movement) for movement in made]
        self.standings[entry.stream] = folded.standing
        if folded.standing is not None and folded.standing != standing:
            self.touched.add(entry.stream)

    def _past(self, stream: str) -> list[Movement]:
        written = [_movement(row) for row in models.Movement.objects.filter(stream=stream).order_by("id")]
        return written + [movement for _entry, movement in self.movements[stream]]

    def _close(self, agency_id: int, last: date) -> None:
        self.books[agency_id] = Books(last)
        models.Books.objects.update_or_create(agency_id=agency_id, defaults={"closed_until": last})

    def write(self) -> None:
        """Writes movements by COPY and the touched standings by one statement."""
        lines = [line_of(entry, movement) for made in self.movements.values() for entry, movement in made]
        lines.sort(key=lambda line: line[0])
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY insight_movement ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for line in lines:
                copy.write_row(line)
        models.Standing.objects.bulk_create(
            [_row(stream, standing) for stream in sorted(self.touched) if (standing := self.standings[stream])],
            update_conflicts=True,
            unique_fields=["stream"],
            update_fields=["code", "counted", "body"],
        )


def agency_of(standing: rules.Standing | None, entry: Entry) -> int:
    """The agency in whose books an entry is written: the one that resolves."""
    if standing is not None:
        return standing.dimensions.resolving_agency_id
    return int(entry.body.get("subject", {}).get("resolving_agency_id", 0))


def line_of(entry: Entry, movement: Movement) -> tuple[Any, ...]:
    """A movement as a row of the table, in the order of `COLUMNS`."""
    stock = movement.stock
    return (
        entry.position, entry.recorded_at, entry.stream, movement.measure.value, movement.sign,
        movement.happened_on, movement.booked_on,
        *(getattr(movement.dimensions, name) for name in _DIMENSIONS),
        stock.kind.value if stock else "",
        stock.lapses_at if stock else None,
        stock.overdue_before if stock else False,
        stock.reason_key if stock else "",
        movement.timeliness, movement.timeliness_766, movement.outcome,
    )  # fmt: skip


def _movement(row: models.Movement) -> Movement:
    stock = None
    if row.measure == Measure.STOCK:
        stock = Stock(StockKind(row.stock_kind), row.lapses_at, row.overdue_before, row.reason_key)
    return Movement(
        measure=Measure(row.measure),
        sign=row.sign,
        dimensions=Dimensions(**{name: getattr(row, name) for name in _DIMENSIONS}),
        happened_on=row.happened_on,
        booked_on=row.booked_on,
        stock=stock,
        timeliness=row.timeliness,
        timeliness_766=row.timeliness_766,
        outcome=row.outcome,
    )


def _row(stream: str, standing: rules.Standing) -> models.Standing:
    stock = standing.stock and {
        "kind": standing.stock.kind.value,
        "lapses_at": standing.stock.lapses_at and standing.stock.lapses_at.isoformat(),
        "overdue_before": standing.stock.overdue_before,
        "reason_key": standing.stock.reason_key,
    }
    body = {"dimensions": asdict(standing.dimensions), "stock": stock, "responsible_id": standing.responsible_id}
    return models.Standing(stream=stream, code=standing.code, counted=standing.counted, body=body)


def _standing(row: models.Standing) -> rules.Standing:
    stock = row.body["stock"]
    return rules.Standing(
        dimensions=Dimensions(**row.body["dimensions"]),
        code=row.code,
        stock=stock
        and Stock(
            kind=StockKind(stock["kind"]),
            lapses_at=stock["lapses_at"] and datetime.fromisoformat(stock["lapses_at"]),
            overdue_before=stock["overdue_before"],
            reason_key=stock["reason_key"],
        ),
        responsible_id=row.body["responsible_id"],
        counted=row.counted,
    )

"""Reading the ledger: the period table, the dossiers behind a cell, and the proof that it adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, TypedDict

from django.db import connection

from motcua.catalogue import queries as catalogue
from motcua.insight import models
from motcua.insight.rules import periods
from motcua.insight.rules.periods import Period
from motcua.insight.rules.table import identities, rates_of
from motcua.insight.types import Basis, By, Cell, Figures, PeriodTable, Row, Submitted
from motcua.insight.usual import Usual, UsualTime, ended_of, usual_time, usual_times
from motcua.insight.wording import (
    CELLS,
    COLUMN_WORDS,
    ROW_WORDS,
    TOTAL,
    columns_of,
    growth_in_words,
    growth_of,
    lines,
    name_of,
    rates_in_words,
    rates_named,
)
from motcua.kernel.text import sort_key
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope

__all__ = [
    "CELLS",
    "COLUMN_WORDS",
    "ROW_WORDS",
    "TOTAL",
    "Cut",
    "Usual",
    "UsualTime",
    "columns_of",
    "ended_of",
    "growth_in_words",
    "growth_of",
    "lines",
    "name_of",
    "pauses_named",
    "period_table",
    "position_read",
    "rates_in_words",
    "rates_named",
    "streams_behind",
    "submitted",
    "usual_time",
    "usual_times",
]

_KEYS = {
    By.FIELD: "field_code",
    By.PROCEDURE: "procedure_code",
    By.AGENCY: "resolving_agency_id",
    By.LINE: "line",
    By.LEVEL: "level",
    By.CHANNEL: "channel",
    By.OFFICER: "officer_id",
}
_FULL = "service_level IN ('full', '4')"
_IN_PERIOD = "{day} BETWEEN %(first)s AND %(last)s"
_RECEIVED = f"measure = 'received' AND {_IN_PERIOD}"
_RESOLVED = f"measure = 'resolved' AND {_IN_PERIOD}"
_OPEN = "measure = 'stock'"
_OVERDUE = f"{_OPEN} AND CASE WHEN stock_kind = 'running' THEN lapses_at <= %(end)s ELSE overdue_before END"

_CELLS: Mapping[Cell, str] = {
    Cell.ONLINE_FULL: f"{_RECEIVED} AND channel = 'online' AND {_FULL}",
    Cell.ONLINE_PART: f"{_RECEIVED} AND channel = 'online' AND NOT {_FULL}",
    Cell.POST: f"{_RECEIVED} AND channel = 'post'",
    Cell.COUNTER: f"{_RECEIVED} AND channel = 'counter'",
    Cell.CARRIED_OVER: f"{_OPEN} AND {{day}} < %(first)s",
    Cell.MOVED_IN: f"measure = 'passed' AND {_IN_PERIOD}",
    Cell.EARLY: f"{_RESOLVED} AND timeliness = 'early'",
    Cell.ON_TIME: f"{_RESOLVED} AND timeliness = 'on_time'",
    Cell.LATE: f"{_RESOLVED} AND timeliness = 'late'",
    Cell.REFUSED: f"{_RESOLVED} AND outcome = 'refused'",
    Cell.STOPPED: f"{_RESOLVED} AND outcome = 'stopped'",
    Cell.CLOSED_UNANSWERED: f"{_RESOLVED} AND outcome = 'closed_unanswered'",
    Cell.IN_TERM: f"{_OPEN} AND NOT ({_OVERDUE})",
    Cell.OVERDUE: _OVERDUE,
    Cell.WAITING: f"{_OPEN} AND stock_kind = 'waiting'",
    Cell.PAUSED: f"{_OPEN} AND stock_kind = 'paused'",
}
"""Each cell as the movements it sums. The list behind a cell is made of the same words, so it cannot differ."""

_SUMS: Mapping[Cell, tuple[Cell, ...]] = {
    Cell.RECEIVED: (Cell.ONLINE_FULL, Cell.ONLINE_PART, Cell.POST, Cell.COUNTER, Cell.CARRIED_OVER, Cell.MOVED_IN),
    Cell.RESOLVED: (Cell.EARLY, Cell.ON_TIME, Cell.LATE),
    Cell.OPEN: (Cell.IN_TERM, Cell.OVERDUE),
}
_LATE_ENDINGS = {
    "stopped_late": f"{_RESOLVED} AND outcome = 'stopped' AND timeliness = 'late'",
    "closed_late": f"{_RESOLVED} AND outcome = 'closed_unanswered' AND timeliness = 'late'",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of the books is read. Empty means all of it; `known_at` reads them as they were known then.

    `looked_at` is when somebody reads them: before a period is over, nothing is overdue that lapses later in it.
    """

    scope: Scope
    basis: Basis = Basis.BOOKED
    known_at: datetime | None = None
    looked_at: datetime | None = None
    agency_id: int | None = None
    field_code: str = ""
    procedure_code: str = ""
    line: str = ""
    level: str = ""
    channel: str = ""
    officer_id: int | None = None


class _Counted(TypedDict):
    key: str
    figures: Figures


def period_table(period: Period, *, by: By, cut: Cut) -> PeriodTable:
    """The table of a period beside the same period of the year before.

    Raises AssertionError when a row does not add up, which would be a bug and must never be printed.
    """
    now = _counted(period, by=by, cut=cut)
    before = _counted(periods.year_before(period), by=by, cut=cut)
    labels = _labels(by, [*now, *before])
    rows = tuple(
        _row(key, labels.get(key, key), now.get(key, Figures()), before.get(key, Figures()))
        for key in sorted(now.keys() | before.keys(), key=lambda key: (sort_key(labels.get(key, key)), key))
    )
    total = _row("", "", _sum([row.figures for row in rows]), _sum([row.before for row in rows]))
    return PeriodTable(
        period=period,
        by=by,
        basis=cut.basis,
        known_at=cut.known_at,
        rows=rows,
        total=total,
        paused_by_reason=_paused_by_reason(period, cut),
        position=position_read(),
    )


def streams_behind(
    period: Period, cell: Cell, *, cut: Cut, after: str = "", limit: int = 50
) -> Sequence[tuple[str, str, int]]:
    """The dossiers that a cell counts: stream, code and count (−1 for a reversal booked later), by stream.

    The sum of the counts over all pages is the number in the cell.
    """
    parts = _SUMS.get(cell, (cell,))
    condition = " OR ".join(f"({_CELLS[part]})" for part in parts).format(day=_day(cut))
    where, values = _where(period, cut)
    sql = f"""
        SELECT m.stream, s.code, sum(m.sign)::int
        FROM insight_movement m JOIN insight_standing s USING (stream)
        WHERE {where} AND ({condition}) AND m.stream > %(after)s
        GROUP BY m.stream, s.code HAVING sum(m.sign) <> 0 ORDER BY m.stream LIMIT %(limit)s
    """  # noqa: S608 - built from this module's own words; every value is bound
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"after": after, "limit": limit})
        return [(stream, code, count) for stream, code, count in cursor.fetchall()]


def position_read() -> int:
    """The last position of the journal that moved a figure."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM insight_movement")
        return int(cursor.fetchone()[0])


def submitted(agency_id: int, period: Period) -> Submitted | None:
    """The report of that period as it was sent, or None."""
    row = models.Submission.objects.filter(agency_id=agency_id, first=period.first, last=period.last).first()
    if row is None:
        return None
    return Submitted(period, row.submitted_at, row.position, Figures(**row.table["total"]))


def _counted(period: Period, *, by: By, cut: Cut) -> dict[str, Figures]:
    where, values = _where(period, cut)
    sums = {cell.value: condition for cell, condition in _CELLS.items()} | _LATE_ENDINGS
    columns = ", ".join(f"coalesce(sum(sign) FILTER (WHERE {text}), 0)::int AS {name}" for name, text in sums.items())
    sql = f"SELECT coalesce({_KEYS[by]}::text, ''), {columns} FROM insight_movement m WHERE {where} GROUP BY 1"  # noqa: S608 - built from this module's own words; every value is bound
    with connection.cursor() as cursor:
        cursor.execute(sql.format(day=_day(cut)), values)
        counted = {key: Figures(**dict(zip(sums, counts, strict=True))) for key, *counts in cursor.fetchall()}
    if by is By.OFFICER or cut.officer_id is not None:
        return {key: _with_handed_over(figures) for key, figures in counted.items()}
    return counted


def _with_handed_over(figures: Figures) -> Figures:
    """An officer's row with what was handed to him and by him (net): the one thing its columns leave out."""
    return replace(figures, moved_in=figures.resolved + figures.open - (figures.received - figures.moved_in))


def pauses_named(table: PeriodTable, *, on: date, language: str) -> list[tuple[str, int]]:
    """The open pauses by reason as the catalogue calls it, the most frequent first."""
    if not table.paused_by_reason:
        return []
    versions = catalogue.list_published(on)
    names = {reason.key: reason.label.text(language) for version in versions for reason in version.pause_reasons}
    counted = [(names.get(key, key), count) for key, count in table.paused_by_reason.items()]
    return sorted(counted, key=lambda named: (-named[1], sort_key(named[0])))


def _paused_by_reason(period: Period, cut: Cut) -> dict[str, int]:
    where, values = _where(period, cut)
    sql = f"""
        SELECT reason_key, sum(sign)::int FROM insight_movement m
        WHERE {where} AND {_CELLS[Cell.PAUSED]} GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1
    """  # noqa: S608 - built from this module's own words; every value is bound
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


def _where(period: Period, cut: Cut) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {
        "first": period.first,
        "last": period.last,
        "end": _standing_at(period, cut),
    }
    conditions = [f"{_day(cut)} <= %(last)s"]

    def only(condition: str, name: str, value: object) -> None:
        conditions.append(condition)
        values[name] = value

    if cut.scope.agency_ids is not None:
        only("resolving_agency_id = ANY(%(agency_ids)s)", "agency_ids", sorted(cut.scope.agency_ids))
    if cut.known_at is not None:
        only("recorded_at <= %(known_at)s", "known_at", cut.known_at)
    for by, value in _chosen(cut).items():
        only(f"coalesce({_KEYS[by]}::text, '') = %({by.value})s", by.value, str(value))
    return " AND ".join(conditions), values


def _standing_at(period: Period, cut: Cut) -> datetime:
    """The instant at which what is open is judged: the end of the period, or earlier where nobody knows of it yet."""
    end = datetime.combine(period.after, time.min)
    return min([end, *(instant for instant in (cut.known_at, cut.looked_at) if instant is not None)])


def _chosen(cut: Cut) -> dict[By, object]:
    chosen: dict[By, object] = {
        By.AGENCY: cut.agency_id or "",
        By.FIELD: cut.field_code,
        By.PROCEDURE: cut.procedure_code,
        By.LINE: cut.line,
        By.LEVEL: cut.level,
        By.CHANNEL: cut.channel,
        By.OFFICER: cut.officer_id or "",
    }
    return {by: value for by, value in chosen.items() if value != ""}


def _day(cut: Cut) -> str:
    return "booked_on" if cut.basis is Basis.BOOKED else "happened_on"


def _row(key: str, label: str, figures: Figures, before: Figures) -> Row:
    broken = identities(figures)
    assert not broken, f"The row {key!r} does not add up: {broken}"  # noqa: S101 - rule 35: asserted on every table
    return Row(key, label, figures, rates_of(figures), before, rates_of(before))


def _sum(rows: Sequence[Figures]) -> Figures:
    return Figures(*(sum(getattr(row, f.name) for row in rows) for f in fields(Figures)))


def _labels(by: By, keys: Sequence[str]) -> Mapping[str, str]:
    known = [key for key in keys if key]
    if by is By.FIELD:
        return {field.code: field.name for field in catalogue.fields()}
    if by is By.PROCEDURE:
        return catalogue.procedure_names(known)
    if by is By.AGENCY:
        return {str(key): name for key, name in organisation.agency_names(map(int, known)).items()}
    if by is By.OFFICER:
        return {str(key): name for key, name in organisation.officer_names(map(int, known)).items()}
    return {}

"""The period table in words and columns, the same for the screen, the terminal and files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.insight.rules import ratios
from motcua.insight.types import By, Cell, PeriodTable, Row

COLUMN_WORDS: Mapping[str, Any] = {
    "received": _("Received in all"),
    "online_full": _("Online, full"),
    "online_part": _("Online, part"),
    "post": _("By post"),
    "counter": _("At the counter"),
    "carried_over": _("Carried over"),
    "moved_in": _("Handed over by another"),
    "resolved": _("Resolved in all"),
    "early": _("Early"),
    "on_time": _("On time"),
    "late": _("Late"),
    "refused": _("of them refused"),
    "stopped": _("of them stopped"),
    "closed_unanswered": _("of them closed unanswered"),
    "open": _("Open in all"),
    "in_term": _("In term"),
    "overdue": _("Overdue"),
    "waiting": _("of them waiting for a supplement"),
    "paused": _("of them paused"),
}
"""Every column in the order of form 07a, with the table of endings after it."""

ROW_WORDS: Mapping[By, Any] = {
    By.FIELD: _("Field"),
    By.PROCEDURE: _("Procedure"),
    By.AGENCY: _("Agency"),
    By.LINE: _("Line"),
    By.LEVEL: _("Level"),
    By.CHANNEL: _("Channel"),
    By.OFFICER: _("Officer"),
}

KEY_WORDS: Mapping[str, Any] = {
    "local": _("local agencies"),
    "vertical": _("agencies of a vertical line"),
    "ministry": _("Ministry"),
    "province": _("Province"),
    "district": _("District"),
    "commune": _("Commune"),
    "counter": _("at the counter"),
    "online": _("online"),
    "post": _("by post"),
}

TOTAL = _("Total")

RATE_WORDS: Mapping[str, Any] = {
    "on_time": _("Early and on time, of resolved"),
    "late": _("Late, of resolved"),
    "with_open_overdue": _("Early and on time, of resolved and open overdue"),
    "decisions_only": _("Early and on time, decisions only"),
    "online_share": _("Online, of received in the period"),
}


def name_of(row: Row) -> str:
    """What a row is called; the total and rows without a key have words of their own."""
    if row.key in KEY_WORDS:
        return str(KEY_WORDS[row.key])
    return row.label or str(_("(none)"))


def columns_of(table: PeriodTable) -> Sequence[str]:
    """The columns that this table has: what was handed over is one where rows are officers or an heir took over."""
    handed_over = table.by is By.OFFICER or any(row.figures.moved_in or row.before.moved_in for row in table.rows)
    return [name for name in COLUMN_WORDS if name != "moved_in" or handed_over]


def lines(table: PeriodTable) -> Iterator[Mapping[str, Any]]:
    """The rows and the total as plain values, for files and programs."""
    for row in (*table.rows, table.total):
        is_total = row is table.total
        yield {
            "key": row.key,
            "name": str(TOTAL) if is_total else name_of(row),
            **{name: getattr(row.figures, name) for name in columns_of(table)},
            **{f"rate_{name}": rate and float(rate) for name, rate in asdict(row.rates).items()},
            "before": {name: getattr(row.before, name) for name in columns_of(table)},
            "is_total": is_total,
        }


def rates_in_words(row: Row) -> Iterator[tuple[str, str, str]]:
    """Each rate of a row: its name with its denominator, the rate, and the change in percentage points."""
    for words, now, points in rates_named(row):
        yield words, ratios.shown(now), ratios.shown(points, signed=True)


def rates_named(row: Row) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """The same as numbers, for faces that write them in the reader's language."""
    for name, words in RATE_WORDS.items():
        now = getattr(row.rates, name)
        before = getattr(row.before_rates, name) if row.before_rates is not None else None
        yield str(words), now, ratios.points(now, before)


def growth_of(row: Row) -> Decimal | None:
    """What came in this period in per cent of the same period a year before; None where nothing came in then."""
    return ratios.growth(row.figures.received_in_period, row.before.received_in_period)


def growth_in_words(row: Row) -> str:
    """What came in this period in per cent of the same period a year before; a dash where nothing came in then."""
    return ratios.shown(growth_of(row))


CELLS = frozenset(cell.value for cell in Cell)
"""The columns whose cells open a list."""

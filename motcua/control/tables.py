"""The ledger's table as the component draws it."""

from collections.abc import Callable, Set

from django.utils.translation import gettext as _

from motcua.insight import queries as insight
from motcua.insight.types import By, Cell, PeriodTable, Row
from motcua.ui import types as ui
from motcua.ui.types import Figure, FigureColumns, FigureRow, Stat
from motcua.ui.wording import local_date

Link = Callable[[Cell, str], str]

_RECEIVED = ("received", "online_full", "online_part", "post", "counter", "carried_over")
_RESOLVED = ("resolved", "early", "on_time", "late", "refused", "stopped", "closed_unanswered")
_OPEN = ("open", "in_term", "overdue", "waiting", "paused")


def drawn(table: PeriodTable, *, link: Link) -> ui.PeriodTable:
    """The period table with a link behind every cell that has a list."""
    received = (*_RECEIVED, *(name for name in insight.columns_of(table) if name == "moved_in"))
    groups = (
        (_("Received"), received),
        (_("Resolved"), _RESOLVED),
        (_("Open"), _OPEN),
    )
    columns = [name for _heading, names in groups for name in names]
    listed = insight.CELLS - ({"moved_in"} if table.by is By.OFFICER else set())  # what officers hand on is a balance
    rows = [_row(row, insight.name_of(row), columns, listed, link) for row in table.rows]
    total = _row(table.total, str(insight.TOTAL), columns, listed, link, is_total=True)
    return ui.PeriodTable(
        caption=_("From {first} to {last}").format(
            first=local_date(table.period.first), last=local_date(table.period.last)
        ),
        row_heading=str(insight.ROW_WORDS[table.by]),
        groups=(
            *(
                FigureColumns(heading, tuple(str(insight.COLUMN_WORDS[name]) for name in names))
                for heading, names in groups
            ),
            FigureColumns(_("Early and on time"), (_("rate"), _("a year before"))),
        ),
        rows=(*rows, total),
        notes=(
            _("Received in all = resolved in all + open in all, in every row."),
            _("Rates: early and on time of all resolved. A dash means there was nothing to divide by."),
        ),
    )


def rates_of(table: PeriodTable) -> list[Stat]:
    """The rates of the whole, each with the change in percentage points."""
    return [
        Stat(
            words,
            f"{rate} %" if rate[:1].isdigit() else rate,
            hint=_("{points} points on the year before").format(points=points),
        )
        for words, rate, points in insight.rates_in_words(table.total)
    ]


def _row(
    row: Row, label: str, columns: list[str], listed: Set[str], link: Link, *, is_total: bool = False
) -> FigureRow:
    figures = [
        Figure(getattr(row.figures, name), link(Cell(name), row.key) if name in listed else "") for name in columns
    ]
    before = row.before_rates.on_time if row.before_rates is not None else None
    rates = [Figure(row.rates.on_time, is_rate=True), Figure(before, is_rate=True)]
    return FigureRow(label, (*figures, *rates), is_total=is_total)

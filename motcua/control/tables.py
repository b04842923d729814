"""The ledger's table as the component draws it."""

from collections.abc import Callable, Set
from decimal import Decimal

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from motcua.insight import queries as insight
from motcua.insight.types import By, Cell, PeriodTable, Row
from motcua.ui import types as ui
from motcua.ui.types import Figure, FigureColumns, FigureRow, Stat
from motcua.ui.wording import figure, local_date, points, rate

Link = Callable[[Cell, str], str]

_RECEIVED = ("received", "online_full", "online_part", "post", "counter", "carried_over")
_RESOLVED = ("resolved", "early", "on_time", "late", "refused", "stopped", "closed_unanswered")
_OPEN = ("open", "in_term", "overdue", "waiting", "paused")


_SHORT = {
    "received": _("Total"),
    "online_full": _("full online"),
    "online_part": _("part online"),
    "post": pgettext_lazy("column", "post"),
    "counter": pgettext_lazy("column", "counter"),
    "carried_over": _("carried over"),
    "moved_in": _("handed over"),
    "resolved": _("Total"),
    "early": _("early"),
    "on_time": _("on time"),
    "late": _("late"),
    "refused": _("refused"),
    "stopped": _("stopped"),
    "closed_unanswered": _("closed"),
    "open": _("Total"),
    "in_term": _("in term"),
    "overdue": _("overdue"),
    "waiting": _("waiting"),
    "paused": _("paused"),
}
"""What the columns are called under the heading of their group, so short that all of them are seen at once."""


def drawn(table: PeriodTable, *, link: Link) -> ui.PeriodTable:
    """The period table with a link behind every cell that has a list."""
    received = (*_RECEIVED, *(name for name in insight.columns_of(table) if name == "moved_in"))
    groups = (
        (gettext("Received"), received),
        (gettext("Resolved"), _RESOLVED),
        (gettext("Open"), _OPEN),
    )
    columns = [name for _heading, names in groups for name in names]
    listed = insight.CELLS - ({"moved_in"} if table.by is By.OFFICER else set())  # what officers hand on is a balance
    rows = [_row(row, insight.name_of(row), columns, listed, link) for row in table.rows]
    total = _row(table.total, str(insight.TOTAL), columns, listed, link, is_total=True)
    return ui.PeriodTable(
        caption=gettext("From {first} to {last}").format(
            first=local_date(table.period.first), last=local_date(table.period.last)
        ),
        row_heading=str(insight.ROW_WORDS[table.by]),
        groups=(
            *(FigureColumns(heading, tuple(str(_SHORT[name]) for name in names)) for heading, names in groups),
            FigureColumns(gettext("Early and on time"), (gettext("rate, %"), gettext("a year before, %"))),
        ),
        rows=(*rows, total),
        notes=(
            gettext("Received in all = resolved in all + open in all, in every row."),
            gettext("Rates: early and on time of all resolved. A dash means there was nothing to divide by."),
        ),
    )


def rates_of(table: PeriodTable) -> list[Stat]:
    """What came in, with its growth, and the rates of the whole, each with its change in percentage points."""
    growth = insight.growth_of(table.total)
    hint = gettext("{growth} of the year before").format(growth=rate(growth)) if growth is not None else ""
    received = Stat(gettext("Received in the period"), figure(table.total.figures.received_in_period), hint=hint)
    return [received, *(_rate(*named) for named in insight.rates_named(table.total))]


def _rate(words: str, now: Decimal | None, change: Decimal | None) -> Stat:
    hint = gettext("{points} on the year before").format(points=points(change)) if change is not None else ""
    return Stat(words, rate(now), hint=hint)


def _row(
    row: Row, label: str, columns: list[str], listed: Set[str], link: Link, *, is_total: bool = False
) -> FigureRow:
    figures = [
        Figure(getattr(row.figures, name), link(Cell(name), row.key) if name in listed else "") for name in columns
    ]
    before = row.before_rates.on_time if row.before_rates is not None else None
    rates = [Figure(row.rates.on_time, is_rate=True), Figure(before, is_rate=True)]
    return FigureRow(label, (*figures, *rates), is_total=is_total)

"""`motcua report`: the figures, in words for people and in lines for programs."""

import csv
import json
import sys
import textwrap
from datetime import date, datetime
from itertools import zip_longest

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_CALL_WAS_WRONG, in_house
from motcua.insight import queries, wording
from motcua.insight.queries import Cut
from motcua.insight.rules import periods
from motcua.insight.rules.periods import Period
from motcua.insight.types import Basis, By, PeriodTable
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING

_NARROW = ("received", "carried_over", "resolved", "early", "on_time", "late", "open", "in_term", "overdue")
_NAME_WIDTH, _FIGURE_WIDTH = 44, 10
_INSTANTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]


@click.group()
def report() -> None:
    """The figures of any period."""


@report.command("period")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day, 2026-02-15.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Last day, 2026-03-14.")
@click.option("--name", help="A legal period instead: 2026-03, 2026-Q2, 2026-H1, 2026-9M, 2026.")
@click.option("--by", type=click.Choice([by.value for by in By]), default=By.FIELD.value, show_default=True)
@click.option("--basis", type=click.Choice([basis.value for basis in Basis]), default=Basis.BOOKED.value)
@click.option("--known-at", type=click.DateTime(_INSTANTS), help="As the books stood at that instant.")
@click.option("--agency", help="Only this resolving agency, by its identifier.")
@click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values.")
@click.option("--json", "as_json", is_flag=True, help="One object per line.")
@in_house
def period(
    *,
    first: datetime | None,
    last: datetime | None,
    name: str | None,
    by: str,
    basis: str,
    known_at: datetime | None,
    agency: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """The period table: received, resolved, open, with the same period of the year before."""
    span = _span(first, last, name)
    agency_id = organisation.agency_by_code(agency, on=span.last).id if agency else None
    cut = Cut(scope=EVERYTHING, basis=Basis(basis), known_at=known_at, looked_at=clock.now(), agency_id=agency_id)
    table = queries.period_table(span, by=By(by), cut=cut)
    if as_json and as_csv:
        raise click.UsageError(_("Choose --csv or --json, not both."))
    if as_json:
        for line in wording.lines(table):
            click.echo(json.dumps(line, ensure_ascii=False, default=float))  # rates are exact decimals
    elif as_csv:
        _write_csv(table)
    else:
        _print(table)


def _span(first: datetime | None, last: datetime | None, name: str | None) -> Period:
    no_period = _("This is no period, or it ends before it begins. Write 2026-03, 2026-Q2, 2026-H1, 2026-9M or 2026.")
    try:
        if name:
            return periods.named(name)
        if first is not None and last is not None:
            return Period(first.date(), last.date())
    except ValueError:
        click.echo(no_period, err=True)
        sys.exit(THE_CALL_WAS_WRONG)
    click.echo(_("Say which period: --from DAY --to DAY, or --name 2026-03."), err=True)
    sys.exit(THE_CALL_WAS_WRONG)


def _write_csv(table: PeriodTable) -> None:
    columns = wording.columns_of(table)
    writer = csv.writer(sys.stdout)
    writer.writerow(["key", "name", *columns])
    for line in wording.lines(table):
        writer.writerow([line["key"], line["name"], *(line[column] for column in columns)])


def _print(table: PeriodTable) -> None:
    span = f"{_day(table.period.first)} – {_day(table.period.last)}"
    click.echo(f"{wording.ROW_WORDS[table.by]}, {span}")
    heads = [textwrap.wrap(str(wording.COLUMN_WORDS[name]), _FIGURE_WIDTH - 1) for name in _NARROW]
    for line in zip_longest(*heads, fillvalue=""):
        click.echo(" " * _NAME_WIDTH + "".join(f"{word:>{_FIGURE_WIDTH}}" for word in line))
    for row, label in (*((row, wording.name_of(row)) for row in table.rows), (table.total, str(wording.TOTAL))):
        figures = "".join(f"{getattr(row.figures, name):>{_FIGURE_WIDTH}}" for name in _NARROW)
        click.echo(f"{label[: _NAME_WIDTH - 1]:<{_NAME_WIDTH}}{figures}")
    click.echo()
    for words, rate, points in wording.rates_in_words(table.total):
        click.echo(f"{words}: {rate} % ({points})")


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")

"""`motcua simulate`: a life-like history for demonstrations and trials, made by the real commands."""

import json
import sys
from datetime import timedelta

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house, tell
from motcua.kernel import clock
from motcua.kernel.types import system
from motcua.simulate import history, province, volume


@click.command()
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 500), help="Ending now.")
@click.option("--dossiers", default=1_000, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same history.")
@click.option("--bulk", is_flag=True, help="Many at once, past people's desks: for trials with volumes.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def simulate(*, days: int, dossiers: int, seed: int, bulk: bool, as_json: bool) -> None:
    """Invents dossiers in the sample province and lets them run their course day by day. Never in a real house."""
    at = clock.whole_minute(clock.now())
    if province.is_foreign(on=at.date()):
        tell(_("This house has agencies of its own: invented dossiers do not belong there. Use another MOTCUA_HOME."))
        sys.exit(THE_ANSWER_IS_NO)
    province.establish(actor=system("simulate"), at=at)
    wish = history.Wish(first=(at - timedelta(days=days - 1)).date(), until=at, dossiers=dossiers, seed=seed)
    if bulk:
        _in_bulk(wish, as_json=as_json)
        return
    with click.progressbar(length=wish.days, label=_("Day by day"), file=sys.stderr) as bar:
        made = history.write(wish, progress=bar.update)
    if as_json:
        click.echo(json.dumps({"dossiers": made.arrivals, "moves": made.moves, "refused": dict(made.refused)}))
        return
    tell(_("{arrivals} dossiers and filings, {moves} moves.").format(arrivals=made.arrivals, moves=made.moves))
    for code, count in made.refused.most_common():
        tell("  " + _("Refused by the house: {code}, {count} times.").format(code=code, count=count))


def _in_bulk(wish: history.Wish, *, as_json: bool) -> None:
    with click.progressbar(length=wish.dossiers, label=_("Dossiers"), file=sys.stderr) as bar:
        made = volume.write(wish, progress=bar.update)
    if as_json:
        click.echo(json.dumps({"dossiers": made}))
        return
    tell(_("{count} dossiers. The ledger follows: motcua work, or motcua ledger rebuild.").format(count=made))

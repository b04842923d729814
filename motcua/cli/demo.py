"""`motcua demo`: a sample province to walk about in, with a log-in for every role."""

import sys
import threading
from datetime import datetime, time, timedelta

import click
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from motcua.accounts import commands as accounts
from motcua.accounts.types import Purpose
from motcua.cli.server import open_to_browsers
from motcua.cli.surroundings import tell
from motcua.config import serving, startup
from motcua.dossier import queries as dossier
from motcua.dossier.types import Filters, Listing
from motcua.journal.commands import catch_up
from motcua.journal.types import readers
from motcua.kernel import clock, sweep
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING
from motcua.simulate import history, money, morning, province, signing, speaking

_DOSSIERS, _DAYS, _BUSY_DAYS, _SEED = 1_500, 426, 16, 22
"""Fourteen months, so that the same period of the year before stands beside the current one; 22 is Quảng Ninh."""
_ROUNDS = (time(8, 30), time(11, 0), time(14, 30), time(17, 0))
_PASSES = 5
"""Hours at which the messages of the last days go out, and how many passes of the sweep each takes."""
_PIN = "123456"
"""What opens every key of the demonstration."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--build-only", is_flag=True, help="Builds the sample province and ends.")
@click.option("--dossiers", default=_DOSSIERS, show_default=True, type=click.IntRange(0, 100_000))
def demo(*, host: str, port: int, build_only: bool, dossiers: int) -> None:
    """Builds a sample province (Quảng Ninh; all people are invented) and serves it with one-click log-ins."""
    stop = threading.Event()
    serving.stop_on_signals(stop)
    with startup.house(tell) as server:
        _build(dossiers, address=f"http://{host}:{port}/")
        if not build_only:
            open_to_browsers(host=host, port=port, server=server, stop=stop, ready=_welcome)


def _build(dossiers: int, *, address: str) -> None:
    """Everything the sample needs. A second start finds it there and passes on at once."""
    at = clock.now()
    accounts.mark_database(purpose=Purpose.DEMO, at=at)
    if dossier.count(EVERYTHING, Filters(listing=Listing.RECEIVED), at=at):
        return
    tell(_("Building the sample province: agencies, officers, procedures."))
    builder = system("demo")
    accounts.create_sample_users(actor=builder, at=at)
    province.establish(actor=builder, at=at)
    if dossiers:
        _invent(dossiers, at)
        signing.write(clock.now, address=address, pin=_PIN)
        money.write(clock.now)
        morning.write(clock.now)
        speaking.write(clock.whole_minute(at))
    for reader in readers():
        catch_up(reader.name)
    _tell_everybody(at)


def _invent(dossiers: int, at: datetime) -> None:
    until = clock.whole_minute(at)
    first = (at - timedelta(days=_DAYS)).date()
    invent(history.Wish(first=first, until=until, dossiers=dossiers, busy_days=_BUSY_DAYS, seed=_SEED))


def invent(wish: history.Wish) -> None:
    """Writes the history, and says beside the answer how far it is."""
    sentence = _("Inventing {count} dossiers from {first} until now; every move is a real command.")
    tell(sentence.format(count=number_format(wish.dossiers, force_grouping=True), first=f"{wish.first:%d/%m/%Y}"))
    with click.progressbar(length=wish.days, label=f"  {_('Day by day')}", file=sys.stderr) as bar:
        history.write(wish, progress=bar.update)


def _tell_everybody(at: datetime) -> None:
    """Lets the messages of the last days go out when they would have, as far as nobody would have been woken."""
    deliveries = [one for one in sweep.sweeps() if one.name == "notices.deliveries"]
    rounds = (datetime.combine(at.date() - timedelta(days=back), hour) for back in (3, 2, 1, 0) for hour in _ROUNDS)
    for instant in rounds:
        for second in range(_PASSES if instant <= at else 0):
            sweep.run_once(instant + timedelta(seconds=second), only=deliveries)


def _welcome(address: str) -> None:
    home = address.rstrip("/")
    rows = (
        (_("Log in as anybody, one click"), f"{home}/demo/"),
        (_("The public's pages"), f"{home}/"),
    )
    tell("")
    tell("  " + _("Motcua is open."))
    tell("")
    for words, link in rows:
        tell(f"  {words:<36}{link}")
    tell("")
    tell("  " + _("Sample data: the agencies are those of one province, all people are invented. Ctrl-C ends it."))
    tell("")

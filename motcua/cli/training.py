"""`motcua training`: a copy of the live house to practise on, with its own database and colour and nobody's data."""

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import click
from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext as _

from motcua.accounts import commands as accounts
from motcua.cli.demo import invent
from motcua.cli.server import open_to_browsers
from motcua.cli.surroundings import THE_ANSWER_IS_NO, tell
from motcua.config import dumps, environment, serving, startup
from motcua.config import training as house
from motcua.dossier import queries as dossier
from motcua.dossier.types import Filters, Listing
from motcua.journal.commands import catch_up
from motcua.journal.types import readers
from motcua.kernel import clock
from motcua.kernel.postgres.databases import Database
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING
from motcua.simulate.history import Wish

_PORT, _DOSSIERS, _DAYS, _SEED = 8100, 120, 45, 7
_KEPT = ("MOTCUA_HOSTS", "MOTCUA_PROXIES")
"""How browsers reach this machine: all else that the live house was told stays with it."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for the whole network.")
@click.option("--port", default=_PORT, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--tls", is_flag=True, help="Speaks HTTPS by a certificate authority of its own; see /tls/ there.")
@click.option("--reset", is_flag=True, help="Begins anew: takes the live house over as it is now, forgets the rest.")
@click.option("--build-only", is_flag=True, help="Builds the training house and ends.")
@click.option("--dossiers", default=_DOSSIERS, show_default=True, type=click.IntRange(0, 10_000))
def training(*, host: str, port: int, tls: bool, reset: bool, build_only: bool, dossiers: int) -> None:
    """Serves a copy of this house for training: its agencies, posts, calendars and procedures, invented dossiers.

    It lies beside MOTCUA_HOME, in a folder of the same name with “-training”. No person, dossier, paper, account or
    message is copied, and it speaks to nobody outside.
    """
    home = settings.HOME.with_name(f"{settings.HOME.name}-training")
    if reset or not house.is_taken_over(home):
        tell(_("Taking over agencies, posts, calendars and procedures of the live house."))
        with startup.database(tell):
            house.take_over(environment.address_of(connection.settings_dict), home)
        reset = True
    flags = {"--tls": tls, "--reset": reset, "--build-only": build_only}
    words = ["training-house", f"--host={host}", f"--port={port}", f"--dossiers={dossiers}"]
    _go_there(home, [*words, *(flag for flag, is_set in flags.items() if is_set)])


@click.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=_PORT, type=int)
@click.option("--tls", is_flag=True)
@click.option("--reset", is_flag=True)
@click.option("--build-only", is_flag=True)
@click.option("--dossiers", default=_DOSSIERS, type=int)
def training_house(*, host: str, port: int, tls: bool, reset: bool, build_only: bool, dossiers: int) -> None:
    """The training house itself, in its own home and mode; begun by `motcua training`."""
    stop = threading.Event()
    serving.stop_on_signals(stop)
    with startup.database(tell) as server:
        if reset or not startup.has_tables():
            _begin_anew()
        startup.bring_up(tell)
        _build(dossiers)
        if not build_only:
            open_to_browsers(host=host, port=port, server=server, stop=stop, ready=_welcome, tls=tls)


def _go_there(home: Path, words: list[str]) -> NoReturn:
    """Goes on as another program, which knows nothing of the live house."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_") or name in _KEPT}
    surroundings = {**kept, "MOTCUA_MODE": "training", "MOTCUA_HOME": str(home)}
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, "-m", "motcua", *words], surroundings)  # noqa: S606 - our own program


def _begin_anew() -> None:
    """Whatever was practised is gone, with the database in which it lay."""
    address = environment.address_of(connection.settings_dict)
    connections.close_all()
    database = Database(address)
    database.drop()
    database.create()
    try:
        house.settle(address, settings.HOME)
    except dumps.DumpError as error:
        tell(str(error))
        sys.exit(THE_ANSWER_IS_NO)


def _build(dossiers: int) -> None:
    """Log-ins for everybody who holds a post, and dossiers to practise on. A second start finds them there."""
    at, builder = clock.now(), system("training")
    accounts.create_training_users(actor=builder, at=at)
    if not dossiers or dossier.count(EVERYTHING, Filters(listing=Listing.RECEIVED), at=at):
        return
    until = clock.whole_minute(at)
    first = (at - timedelta(days=_DAYS)).date()
    invent(Wish(first=first, until=until, dossiers=dossiers, busy_days=_DAYS // 3, seed=_SEED))
    for reader in readers():
        catch_up(reader.name)


def _welcome(address: str) -> None:
    tell(_("The training house is open: {address}").format(address=f"{address.rstrip('/')}/demo/"))

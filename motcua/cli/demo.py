"""`motcua demo`: a sample province to walk about in, with a log-in for every role."""

import os
import sys
import threading

import click

from motcua.accounts import commands as accounts
from motcua.accounts.types import Purpose
from motcua.cli.surroundings import THE_ANSWER_IS_NO, tell
from motcua.config import serving, startup
from motcua.journal.commands import catch_up
from motcua.journal.types import readers
from motcua.kernel import clock
from motcua.kernel.types import system
from motcua.simulate import province
from motcua.ui import delivery

_MOST_WORKERS = 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--build-only", is_flag=True, help="Builds the sample province and ends.")
def demo(*, host: str, port: int, build_only: bool) -> None:
    """Builds a sample province (Quảng Ninh; all people are invented) and serves it with one-click log-ins."""
    stop = threading.Event()
    serving.stop_on_signals(stop)
    with startup.house(tell) as server:
        _build()
        if build_only:
            return
        delivery.collect()
        try:
            serving.serve(
                host=host,
                port=port,
                workers=min(os.cpu_count() or 1, _MOST_WORKERS),
                with_work=True,
                server=server,
                stop=stop,
                ready=_welcome,
            )
        except serving.CannotServeError as error:
            tell(str(error))
            sys.exit(THE_ANSWER_IS_NO)


def _build() -> None:
    """Everything the sample needs; a second start finds it there."""
    builder, at = system("demo"), clock.now()
    accounts.mark_database(purpose=Purpose.DEMO, at=at)
    tell("Building the sample province of Quảng Ninh …")
    accounts.create_sample_users(actor=builder, at=at)
    province.establish(actor=builder, at=at)
    for reader in readers():
        catch_up(reader.name)


def _welcome(address: str) -> None:
    tell("")
    tell(f"  Motcua is at {address}")
    tell(f"  Log in as anybody, with one click: {address.rstrip('/')}/demo/")
    tell("  Sample data: agencies follow Quảng Ninh, all people are invented. Ctrl-C ends it.")
    tell("")

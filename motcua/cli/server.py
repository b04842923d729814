"""`motcua serve | work | migrate | check`: running the house. Also `manage`: Django's own commands, for builders."""

import json
import os
import sys
import threading
from collections.abc import Callable

import click
from django.conf import settings
from django.core.management import execute_from_command_line
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house, tell
from motcua.config import certificates, lifeline, serving, startup
from motcua.kernel import checking, clock
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.ui import delivery

_PROCESSORS = os.cpu_count() or 1
_MOST_WORKERS, _FEW_WORKERS = 4, 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for the whole network.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--workers", default=min(_PROCESSORS, _MOST_WORKERS), show_default=True, type=click.IntRange(1))
@click.option("--work/--no-work", "with_work", default=True, help="With or without the background work.")
@click.option(
    "--tls", is_flag=True, help="Speaks HTTPS by a certificate authority of the house's own; see /tls/ there."
)
def serve(*, host: str, port: int, workers: int, with_work: bool, tls: bool) -> None:
    """Serves the house to browsers until Ctrl-C. Starts and looks after the embedded database, when that is used."""
    stop = threading.Event()
    serving.stop_on_signals(stop)
    with startup.house(tell) as server:
        open_to_browsers(
            host=host,
            port=port,
            workers=workers,
            with_work=with_work,
            server=server,
            stop=stop,
            ready=lambda address: tell(_("Motcua is at {address}").format(address=address)),
            tls=tls,
        )


def open_to_browsers(
    *,
    host: str,
    port: int,
    server: Server | None,
    stop: threading.Event,
    ready: Callable[[str], None],
    workers: int = min(_PROCESSORS, _FEW_WORKERS),
    with_work: bool = True,
    tls: bool = False,
) -> None:
    """Serves the house until `stop` is set, `ready` told of its address; says why where it cannot, and ends."""
    delivery.collect()
    try:
        serving.serve(
            host=host,
            port=port,
            workers=workers,
            with_work=with_work,
            server=server,
            stop=stop,
            ready=ready,
            certify=certify if tls else None,
        )
    except serving.CannotServeError as error:
        tell(str(error))
        sys.exit(THE_ANSWER_IS_NO)


def certify() -> certificates.Issued:
    """The certificate for what this machine is called and for MOTCUA_HOSTS; says it when it is a new one."""
    named = [name.strip("[]") for name in os.environ.get("MOTCUA_HOSTS", "").split()]
    served = certificates.issued(Home(settings.HOME), [*certificates.names_of_this_machine(), *named], at=clock.now())
    if served.is_new:
        tell(_("A certificate was made for {names}.").format(names=", ".join(served.names)))
        tell(_("Fingerprint of the authority (SHA-256): {fingerprint}").format(fingerprint=served.fingerprint))
        tell(_("How to trust it is said on the page /tls/."))
    return served


@click.command()
def work() -> None:
    """Follows the journal and wakes what is due, until Ctrl-C."""
    stop = threading.Event()
    serving.stop_on_signals(stop)
    lifeline.hold()
    with startup.house(tell) as server:
        startup.work(stop, server)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def migrate(*, as_json: bool) -> None:
    """Brings tables and seeds up to this version of Motcua. Every other command does so too when it is needed."""
    if as_json:
        click.echo(json.dumps({"current": startup.is_current()}))
        return
    tell(_("Tables and seeds are those of this version."))


@click.command()
@click.option("--only", multiple=True, help="One check by its name; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="One object per finding.")
@in_house
def check(*, only: tuple[str, ...], as_json: bool) -> None:
    """Looks whether everything that is written down twice agrees; ends with 1 when something does not."""
    known = [one.name for one in checking.checks()]
    if unknown := sorted(set(only) - set(known)):
        sentence = _("There is no check {unknown}; there are {known}.")
        raise click.UsageError(sentence.format(unknown=", ".join(unknown), known=", ".join(known)))
    count = 0
    for finding in checking.run(only or None):
        count += 1
        if as_json:
            click.echo(json.dumps({"check": finding.check, "finding": finding.sentence}, ensure_ascii=False))
        else:
            click.echo(f"{finding.check}: {finding.sentence}")
    if count:
        sys.exit(THE_ANSWER_IS_NO)
    if not as_json:
        click.echo(_("All is well: {count} checks found nothing.").format(count=len(only or known)))


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Runs one of Django's own commands on this house's database."""
    with startup.database(tell):
        execute_from_command_line(["motcua manage", *words])

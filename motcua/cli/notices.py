"""`motcua notices`: how the channels stand, one message to try them with, and what could not be sent."""

import json
import sys
from dataclasses import asdict

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.kernel import clock
from motcua.kernel.messages import name_of
from motcua.kernel.types import system
from motcua.notices import commands, queries
from motcua.notices.types import BadChannelError, Channel, DeliveryState, LogFilter, Undelivered
from motcua.organisation.types import EVERYTHING
from motcua.ui.wording import local_datetime

_AT_ONCE = 500


@click.group()
def notices() -> None:
    """What people are told about their dossiers."""


@notices.command()
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def status(*, as_json: bool) -> None:
    """The channels with their vendors, and how many messages wait, were sent, were given up."""
    standing, counts = queries.standing(at=clock.now()), queries.log(EVERYTHING, LogFilter(), limit=1).counts
    troubles, unread = queries.channel_troubles(), queries.passed_over()
    if as_json:
        said = {
            "channels": [asdict(one) for one in standing],
            "messages": {state.value: counts.get(state, 0) for state in DeliveryState},
            "unread": unread,
            "troubles": troubles,
        }
        click.echo(json.dumps(said, ensure_ascii=False, default=str))
    else:
        for one in standing:
            rests = (
                _("rests until {instant}").format(instant=local_datetime(one.rests_until)) if one.rests_until else ""
            )
            click.echo(f"{name_of(one.channel):<12}{one.vendor or _('not set up'):<12}{rests}".rstrip())
        click.echo(", ".join(f"{name_of(state)}: {counts.get(state, 0)}" for state in DeliveryState))
        if unread:
            click.echo(_("Entries of the journal that could not be read: {count}").format(count=unread))
        for trouble in troubles:
            click.echo(trouble, err=True)
    if troubles:
        sys.exit(THE_ANSWER_IS_NO)


@notices.command(name="try")
@click.argument("channel", type=click.Choice([channel.value for channel in Channel]))
@click.argument("address")
@in_house
def try_out(*, channel: str, address: str) -> None:
    """Sends one message over CHANNEL to ADDRESS, a mailbox or a number of your own. It is written down nowhere."""
    try:
        receipt = commands.try_out(Channel(channel), address, at=clock.now())
    except (Undelivered, BadChannelError) as trouble:
        why = f"{name_of(trouble.why)} {trouble.about}".strip() if isinstance(trouble, Undelivered) else str(trouble)
        click.echo(why, err=True)
        sys.exit(THE_ANSWER_IS_NO)
    click.echo(_("Sent. The service calls it {receipt}.").format(receipt=receipt or "–"))


@notices.command()
@in_house
def retry() -> None:
    """Has everything that was given up tried again by the background work."""
    tried, before = 0, None
    while True:
        page = queries.log(EVERYTHING, LogFilter(state=DeliveryState.GIVEN_UP, before=before), limit=_AT_ONCE)
        for one in page.rows:
            commands.retry(actor=system("cli:notices-retry"), scope=EVERYTHING, at=clock.now(), delivery_id=one.id)
            tried += 1
        if page.older is None:
            break
        before = page.older
    click.echo(_("To be tried again: {count}").format(count=tried))

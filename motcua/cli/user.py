"""`motcua user`: the first officer of a house, accounts, links to set a password, and rosters of officers."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts import commands, queries
from motcua.cli.files import text_of
from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.journal.commands import recording
from motcua.kernel import clock
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Actor, system
from motcua.organisation import commands as organisation
from motcua.organisation import queries as officers
from motcua.organisation.types import AgencyKind, Level, Line, Role, RosterLine, RosterOutcome, RosterReport

_HAND = "cli:user"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_BASE = click.option(
    "--address", default="http://127.0.0.1:8000", show_default=True, help="Where the house is served; begins the link."
)


@click.group()
def user() -> None:
    """Accounts and officers, from the first day of a house on."""


@user.command()
@click.option("--agency-code", required=True, help="The identifier of the first agency, H49 or 000.00.00.H49.")
@click.option("--agency-name", required=True, help="Its name.")
@click.option("--level", type=click.Choice([level.value for level in Level]), default=Level.PROVINCE.value)
@click.option("--place-code", default="", help="The code of its province or commune in the national list.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Its first day; else today.")
@click.option("--decision", default="", help="The decision that established it.")
@click.option("--name", required=True, help="The name of the first system administrator.")
@click.option("--officer-code", default="", help="His personnel code; else his user name.")
@click.option("--username", required=True, help="The name he logs in with.")
@_BASE
@in_house
def first(
    *,
    agency_code: str,
    agency_name: str,
    level: str,
    place_code: str,
    since: datetime | None,
    decision: str,
    name: str,
    officer_code: str,
    username: str,
    address: str,
) -> None:
    """Starts a house: its first agency, the post of a system administrator, his account and a link for his password.

    All or nothing. Ends with 1 in a house that has agencies already.
    """
    actor, at = system(_HAND), clock.now()
    day = since.date() if since is not None else at.date()
    if officers.agencies(on=at.date()) or officers.agencies(on=day):
        click.echo(_("This house has agencies already. Use “motcua user officers” and “motcua user add”."), err=True)
        sys.exit(THE_ANSWER_IS_NO)
    with recording(actor=actor, at=at):
        agency_id = organisation.establish_agency(
            actor=actor,
            at=at,
            code=agency_code,
            name=agency_name,
            valid_from=day,
            decision=decision,
            level=Level(level),
            kind=AgencyKind.AGENCY,
            line=Line.LOCAL,
            place_code=place_code,
        )
        post_id = organisation.create_post(
            actor=actor,
            at=at,
            agency_id=agency_id,
            role=Role.SYSTEM_ADMINISTRATOR,
            title=_("System administrator"),
            valid_from=day,
        )
        officer_id = organisation.register_officer(
            actor=actor, at=at, code=officer_code or username, name=name, valid_from=day
        )
        organisation.appoint(
            actor=actor, at=at, officer_id=officer_id, post_id=post_id, valid_from=day, decision=decision
        )
        user_id = commands.create_user(actor=actor, at=at, officer_id=officer_id, username=username)
        link = _link(actor, at, user_id, address)
    click.echo(link)


@user.command()
@click.argument("officer_code")
@click.argument("username")
@_BASE
@in_house
def add(*, officer_code: str, username: str, address: str) -> None:
    """Opens an account for the officer OFFICER_CODE and prints the link at which he sets his password."""
    actor, at = system(_HAND), clock.now()
    with recording(actor=actor, at=at):
        officer = officers.officer_by_code(officer_code)
        user_id = commands.create_user(actor=actor, at=at, officer_id=officer.id, username=username)
        link = _link(actor, at, user_id, address)
    click.echo(link)


@user.command()
@click.argument("username")
@_BASE
@in_house
def link(*, username: str, address: str) -> None:
    """Prints a new link at which the holder of the account sets a password, once."""
    click.echo(_link(system(_HAND), clock.now(), queries.user_id_of(username), address))


@user.command()
@click.argument("username")
@in_house
def close(*, username: str) -> None:
    """Lets nobody log in with this account any more."""
    commands.close_user(actor=system(_HAND), at=clock.now(), user_id=queries.user_id_of(username))
    click.echo(_("Closed: {username}").format(username=username))


@user.command("officers")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Judge every row, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One object per row.")
@in_house
def bring_officers(*, file: Path, dry_run: bool, as_json: bool) -> None:
    """Appoints the officers of FILE (CSV) to their posts; ends with 1 when a row is refused."""
    report = organisation.import_officers(actor=system(_HAND), at=clock.now(), text=text_of(file), is_dry_run=dry_run)
    for line in map(_as_json, report.lines) if as_json else _lines(report):
        click.echo(line)
    if report.count(RosterOutcome.REFUSED):
        sys.exit(THE_ANSWER_IS_NO)


def _link(actor: Actor, at: datetime, user_id: int, address: str) -> str:
    account, token = commands.issue_password_link(actor=actor, at=at, user_id=user_id)
    return address.rstrip("/") + reverse("accounts:password_by_link", args=[account, token])


def _lines(report: RosterReport) -> Iterator[str]:
    for line in report.lines:
        if line.refusal is not None:
            yield _("Line {line}, {officer}: {sentence}").format(
                line=line.line, officer=line.officer_code or "–", sentence=sentence_of(line.refusal)
            )
    yield _("Appointed: {accepted}. Here already: {known}. Refused: {refused}.").format(
        accepted=report.count(RosterOutcome.ACCEPTED),
        known=report.count(RosterOutcome.KNOWN),
        refused=report.count(RosterOutcome.REFUSED),
    )
    if report.is_dry_run:
        yield _("This was a dry run; nothing was changed.")


def _as_json(line: RosterLine) -> str:
    parts: dict[str, object] = {"line": line.line, "officer": line.officer_code, "outcome": line.outcome.value}
    if line.refusal is not None:
        parts |= {"code": line.refusal.code, "sentence": sentence_of(line.refusal)}
    return json.dumps(parts, ensure_ascii=False)

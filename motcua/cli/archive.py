"""`motcua archive`: lists of years, packages for the archive office, what is past its period and what was decided."""

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from motcua.archive import commands, queries
from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house, progress
from motcua.kernel import clock
from motcua.kernel.messages import name_of
from motcua.kernel.types import system
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.papers.types import Sheet

_MEGABYTE = 1024**2
_THE_MACHINE = Scope(agency_ids=None, roles=frozenset({Role.INSPECTOR}))
"""Whoever may run commands on the house may read all its archives; deciding is for people on the page."""
_PRINTS = Scope(agency_ids=None, roles=frozenset({Role.INSPECTOR, Role.CLERK}))
"""A paper made here is to be signed like the clerk's: it is counted, and no copy to be looked at."""
_OWNER_ONLY = 0o600
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="One object per line.")
_AGENCY = click.option("--agency", help="Only this resolving agency, by its identifier.")


@click.group()
def archive() -> None:
    """Finished dossiers: how long they are kept, and where they go."""


@archive.command()
@_AGENCY
@_AS_JSON
@in_house
def years(*, agency: str | None, as_json: bool) -> None:
    """How the lists of all years stand: listed, waiting, past their period, destroyed."""
    today = clock.now().date()
    rows = queries.years([_agency_id(agency, today)] if agency else None, today=today)
    names = organisation.agency_names({row.agency_id for row in rows})
    for row in rows:
        if as_json:
            _say_json(asdict(row) | {"agency": names.get(row.agency_id, "")})
            continue
        sentence = _("{year}  {agency}: {listed} listed, {waiting} waiting, {expired} past their period, {state}")
        state = _("list closed") if row.closed_at is not None else _("open")
        click.echo(sentence.format(agency=names.get(row.agency_id, ""), state=state, **_figures(row)))
    if not rows and not as_json:
        click.echo(_("No dossier is finished yet."))


@archive.command()
@click.argument("year", type=int)
@_AGENCY
@click.option("--dry-run", is_flag=True, help="Only says what would be listed.")
@_AS_JSON
@in_house
def close(*, year: int, agency: str | None, dry_run: bool, as_json: bool) -> None:
    """Makes the list of a YEAR that is over, for one agency or for all that finished dossiers in it.

    It may be broken off and called again: what is listed stays, and only what is missing is added.
    """
    at = clock.now()
    ids = (
        [_agency_id(agency, date(year, 12, 31))]
        if agency
        else [row.agency_id for row in queries.years(None, today=at.date(), only=year)]
    )
    names = organisation.agency_names(ids)
    for agency_id in ids:
        with progress(names.get(agency_id, "")) as told:
            done = commands.close_year(at=at, agency_id=agency_id, year=year, progress=told, dry_run=dry_run)
        if as_json:
            _say_json(asdict(done) | {"agency": names.get(agency_id, "")})
            continue
        sentence = (
            _("{agency}, {year}: {listed} dossiers would be listed behind the {before} that are.")
            if dry_run
            else _("{agency}, {year}: {listed} dossiers listed behind the {before} that were.")
        )
        click.echo(sentence.format(agency=names.get(agency_id, ""), **_figures(done)))
    if not ids and not as_json:
        click.echo(_("Nothing was finished in {year}.").format(year=year))


@archive.command()
@click.argument("year", type=int)
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--agency", required=True, help="The agency whose list it is, by its identifier.")
@_AS_JSON
@in_house
def pack(*, year: int, place: Path, agency: str, as_json: bool) -> None:
    """Writes the dossiers of a closed YEAR to PLACE as a BagIt package for the archive office, and reads it back.

    PLACE must not exist yet. Broken off and called again it goes on. Inside are personal data: only whoever runs this
    may read it.
    """
    agency_id = _agency_id(agency, date(year, 12, 31))
    with progress(str(place)) as told:
        done = commands.pack(at=clock.now(), agency_id=agency_id, year=year, place=place.absolute(), progress=told)
    if as_json:
        _say_json(asdict(done))
        return
    sentence = _("{dossiers} dossiers in {files} files ({megabytes} MB) were written and read back: {place}")
    click.echo(sentence.format(megabytes=round(done.bytes / _MEGABYTE, 1), **_figures(done)))
    click.echo(_("Its mark, to be kept beside the receipt: {manifest}").format(manifest=done.manifest))


@archive.command()
@click.argument("place", type=click.Path(path_type=Path))
@_AS_JSON
def check(*, place: Path, as_json: bool) -> None:
    """Reads the package at PLACE and compares every file with its manifest; needs no house. Ends with 1 when not all
    is as it was packed."""
    found = queries.check_package(place)
    if as_json:
        _say_json(asdict(found) | {"holds": found.holds})
    else:
        for finding in found.findings:
            click.echo(f"{finding.path}: {name_of(finding.flaw)}")
        if found.holds:
            sentence = _("{files} files ({megabytes} MB) are as they were packed. Mark: {manifest}")
            click.echo(sentence.format(megabytes=round(found.bytes / _MEGABYTE, 1), **_figures(found)))
        else:
            click.echo(_("This package is not as it was packed."))
    if not found.holds:
        sys.exit(THE_ANSWER_IS_NO)


@archive.command()
@_AGENCY
@_AS_JSON
@in_house
def expired(*, agency: str | None, as_json: bool) -> None:
    """What is past its period and has not been destroyed. Nothing goes without a decision, entered on the page."""
    today = clock.now().date()
    found = 0
    for record in queries.expired([_agency_id(agency, today)] if agency else None, today=today):
        found += 1
        if as_json:
            _say_json(asdict(record))
        else:
            until = f"{record.keep_until:%d/%m/%Y}"
            click.echo(
                _("{number}  {code}  kept until {until}").format(number=record.written, code=record.code, until=until)
            )
    if not found and not as_json:
        click.echo(_("Nothing is past its period."))


@archive.command()
@click.argument("number", type=int)
@_AS_JSON
@in_house
def destroy(*, number: int, as_json: bool) -> None:
    """Carries out the decided destruction NUMBER here and now; otherwise the background work does it.

    It may be broken off and called again. Refused without a decision.
    """
    with progress(_("Destruction {number}").format(number=number)) as told:
        commands.carry_out(number, at=clock.now(), progress=told)
    row = queries.destruction(_THE_MACHINE, number, today=clock.now().date())
    if as_json:
        _say_json(asdict(row))
    else:
        sentence = _("{done} dossiers: {files_destroyed} files destroyed, {files_left} kept because others need them.")
        click.echo(sentence.format(**_figures(row)))


@archive.command()
@click.argument("number", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_house
def minutes(*, number: int, file: Path) -> None:
    """Writes the minutes of the finished destruction NUMBER to FILE, which must be new, as PDF."""
    content = commands.print_minutes(
        actor=system("cli:archive-minutes"),
        scope=_PRINTS,
        at=clock.now(),
        destruction_id=number,
        sheet=Sheet(),
    )
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as new:
            new.write(content)
    except OSError as error:
        click.echo(f"{file}: {error.strerror}", err=True)
        sys.exit(THE_ANSWER_IS_NO)
    click.echo(str(file))


def _agency_id(code: str, on: date) -> int:
    return organisation.agency_by_code(code, on=on).id


def _figures(outcome: Any) -> dict[str, Any]:
    """What a sentence says of an outcome, by its fields."""
    return asdict(outcome)


def _say_json(told: object) -> None:
    click.echo(json.dumps(told, ensure_ascii=False, default=str))

"""`motcua catalogue`: finding, showing, checking and publishing procedures."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from motcua.catalogue import commands, queries
from motcua.catalogue.types import AuthorityLevel, BadSource, Found, ProcedureVersion
from motcua.cli.commands import THE_ANSWER_IS_NO
from motcua.cli.surroundings import in_house
from motcua.kernel import clock
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refusal, Refused, system

_SOURCE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def catalogue() -> None:
    """The procedures: find, show, check, publish."""


@catalogue.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True)
@click.option("--level", type=click.Choice([level.value for level in AuthorityLevel]), help="Only this level.")
@click.option("--json", "as_json", is_flag=True, help="One object per line.")
@in_house
def search(*, words: tuple[str, ...], limit: int, level: str | None, as_json: bool) -> None:
    """Finds procedures by everyday words or by code; ends with 1 when there is none."""
    only = AuthorityLevel(level) if level else None
    found = queries.search(" ".join(words), limit, level=only, on=clock.now().date())
    for answer in found:
        click.echo(json.dumps(_line(answer), ensure_ascii=False) if as_json else queries.found_line(answer))
    if not found:
        click.echo(queries.nothing_found_line(), err=True)
        sys.exit(THE_ANSWER_IS_NO)


@catalogue.command("show")
@click.argument("code")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The version of that day, 2026-03-02; today's otherwise.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def show(*, code: str, on: datetime | None, as_json: bool) -> None:
    """Shows the version of a procedure that is in force; ends with 1 and the reason when there is none."""
    found = queries.current_version(code, (on or clock.now()).date())
    if isinstance(found, Refusal):
        _refuse(found)
    _show(found, as_json=as_json)


@catalogue.command("check")
@click.argument("file", type=_SOURCE)
@in_house
def check(*, file: Path) -> None:
    """Reads a procedure's YAML and names every fault with its line, or shows what it would publish."""
    _show(_read(file), as_json=False)


@catalogue.command("publish")
@click.argument("file", type=_SOURCE)
@in_house
def publish(*, file: Path) -> None:
    """Publishes the version a YAML file describes."""
    version = _read(file)
    try:
        version_id = commands.publish(actor=system("cli:catalogue-publish"), at=clock.now(), version=version)
    except Refused as refused:
        _refuse(refused.refusal)
    _show(queries.version(version_id), as_json=False)


def _read(file: Path) -> ProcedureVersion:
    try:
        return queries.read_text(file.name, file.read_text(encoding="utf-8"))
    except BadSource as bad:
        for fault in bad.faults:
            place = f"{bad.name}:{fault.line}:" + (f" {fault.path}:" if fault.path else "")
            click.echo(f"{place} {queries.fault_sentence(fault)}", err=True)
        sys.exit(THE_ANSWER_IS_NO)


def _show(version: ProcedureVersion, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(queries.as_json(version), ensure_ascii=False))
        return
    for line in queries.version_lines(version):
        click.echo(line)


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(sentence_of(refusal), err=True)
    sys.exit(THE_ANSWER_IS_NO)


def _line(found: Found) -> dict[str, object]:
    listing = found.listing
    return {
        "code": listing.code,
        "name": listing.name,
        "field": listing.field_name,
        "levels": sorted(level.value for level in listing.levels),
        "published": found.has_version,
        "score": found.score,
    }

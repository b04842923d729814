"""`motcua catalogue`: finding, showing, checking and publishing procedures."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from motcua.catalogue import commands, queries
from motcua.catalogue.types import AuthorityLevel, BadSource, Found, ImportLine, ProcedureVersion, Status, UnknownShape
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
    """Shows the version of a procedure that is in force, or what was read of it; ends with 1 where there is neither."""
    found = queries.current_version(code, (on or clock.now()).date())
    if not isinstance(found, Refusal):
        _show(found, as_json=as_json)
        return
    draft = queries.draft(code)
    if draft is None:
        _refuse(found)
    click.echo(sentence_of(found), err=True)
    if as_json:
        click.echo(json.dumps(queries.draft_as_json(draft), ensure_ascii=False))
        return
    for line in queries.draft_lines(draft):
        click.echo(line)


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


@catalogue.command("import")
@click.argument("file", type=_SOURCE)
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One object per line, unchanged rows too.")
@in_house
def import_(*, file: Path, dry_run: bool, as_json: bool) -> None:
    """Reads the national list (CSV), its details or answers of LayThuTuc (JSON); ends with 1 if rows were refused.

    Procedures become findable, and what the source says is kept as a draft with marks for a person. Nothing is
    published, and reading a file again changes nothing.
    """
    try:
        reading = queries.read_import(file)
    except UnknownShape as unknown:
        raise click.UsageError(queries.unknown_shape_sentence(file.name, str(unknown))) from unknown
    report = (
        queries.compare_import(reading)
        if dry_run
        else commands.import_drafts(actor=system("cli:catalogue-import"), at=clock.now(), reading=reading)
    )
    lines = (json.dumps(_report_line(line), ensure_ascii=False) for line in report.lines)
    for line in lines if as_json else queries.import_lines(report, dry_run=dry_run):
        click.echo(line)
    if report.count(Status.REFUSED):
        sys.exit(THE_ANSWER_IS_NO)


@catalogue.command("draft")
@click.argument("code")
@click.option(
    "--from", "first_day", type=click.DateTime(["%Y-%m-%d"]), help="The first day of the version, 2026-03-02."
)
@click.option("--process", default="", help="The key of a process model, such as on_site_5.")
@in_house
def draft(*, code: str, first_day: datetime | None, process: str) -> None:
    """Prints what was read of a procedure as YAML, to be finished; ends with 1 while something is to be decided."""
    found = queries.draft(code)
    if found is None:
        _refuse(Refusal("draft_unknown", {"code": code}))
    click.echo(
        queries.draft_text(found, effective_from=first_day.date() if first_day else None, process=process), nl=False
    )
    for mark in found.marks:
        click.echo(queries.mark_sentence(mark), err=True)
    if found.marks:
        sys.exit(THE_ANSWER_IS_NO)


def _report_line(line: ImportLine) -> dict[str, object]:
    said: dict[str, object] = {
        "status": line.status.value,
        "code": line.code,
        "line": line.line or None,
        "name": line.name,
    }
    if line.reason:
        why: dict[str, object] = {
            "reason": line.reason,
            "where": line.where,
            "found": line.found,
            "text": queries.reason_sentence(line),
        }
        return said | why
    return said | {"changed": list(line.changed), "marks": list(line.marks)}


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

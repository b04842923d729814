"""`motcua migrate-in`: takes the dossiers of the system in use over, dry run first."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from django.utils.translation import gettext as _

from motcua.cli.files import text_of
from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.kernel import clock
from motcua.kernel.messages import name_of, sentence_of
from motcua.kernel.types import Actor, ActorKind
from motcua.transfer.commands import bring_over
from motcua.transfer.types import Fate, Line, Remark, Report
from motcua.transfer.wording import column_words

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("migrate-in")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Say what would become of every row, and change nothing.")
@click.option("--source", default="", help="How the system in use is called; else the name of the file.")
@click.option("--json", "as_json", is_flag=True, help="One object per row.")
@in_house
def migrate_in(*, file: Path, dry_run: bool, source: str, as_json: bool) -> None:
    """Takes over the dossiers of FILE (CSV or JSON lines): codes and promised dates are kept, classes are ours.

    Ends with 1 when a row is refused. The same file may be given again: what is here already changes nothing.
    """
    text = text_of(file)
    shown = sys.stderr.isatty()
    report = bring_over(
        actor=Actor(ActorKind.IMPORT, "cli:migrate-in"),
        at=_now(),
        text=text,
        source=source or file.stem,
        is_dry_run=dry_run,
        progress=_tell if shown else _tell_nobody,
    )
    for line in _json_lines(report) if as_json else _lines(report):
        click.echo(line)
    if report.count(Fate.REFUSED):
        sys.exit(THE_ANSWER_IS_NO)


def _now() -> datetime:
    return clock.now().replace(second=0, microsecond=0)


def _tell(done: int, of: int) -> None:
    click.echo(f"\r{done} / {of}", nl=done == of, err=True)


def _tell_nobody(_done: int, _of: int) -> None:
    """The screen is no terminal."""


def _lines(report: Report) -> Iterator[str]:
    for line in report.lines:
        for remark in line.remarks:
            yield _("Line {line}, {code}, {column}: {sentence} [{fate}]").format(
                line=line.number,
                code=line.code or "–",
                column=column_words(remark.column) or "–",
                sentence=sentence_of(remark.said),
                fate=name_of(line.fate),
            )
    yield "; ".join(f"{name_of(fate)}: {report.count(fate)}" for fate in Fate)
    if report.is_dry_run:
        yield _("This was a dry run; nothing was changed.")
    elif report.count(Fate.KNOWN) == len(report.lines):
        yield _("Everything was here already; nothing was changed.")


def _json_lines(report: Report) -> Iterator[str]:
    for line in report.lines:
        yield json.dumps(_line(line, report), ensure_ascii=False)


def _line(line: Line, report: Report) -> dict[str, object]:
    return {
        "line": line.number,
        "code": line.code,
        "fate": line.fate.value,
        "dry_run": report.is_dry_run,
        "remarks": [_remark(remark) for remark in line.remarks],
    }


def _remark(remark: Remark) -> dict[str, str]:
    return {"column": remark.column, "code": remark.said.code, "sentence": sentence_of(remark.said)}

"""`motcua journal`: looking through the record of every move, sealing it, and retrying what a reader laid aside."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.journal import commands, queries
from motcua.journal.types import Finding, Seal, Verification, readers
from motcua.kernel import clock
from motcua.kernel.types import system


class _SealFile(click.ParamType[Seal]):
    """A seal that was kept elsewhere, read from its file."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Seal:
        """The seal in the file; a file that is none is a wrong call."""
        try:
            return Seal.read(Path(value).read_text(encoding="utf-8"))
        except OSError as error:
            self.fail(f"{value} cannot be read: {error.strerror}.", param, ctx)
        except ValueError as error:
            self.fail(f"{value}: {error}", param, ctx)


@click.group()
def journal() -> None:
    """The record of every move."""


@journal.command()
@click.option(
    "--seal", "kept_elsewhere", type=_SealFile(), multiple=True, help="A seal that left the house; repeatable."
)
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def verify(*, kept_elsewhere: tuple[Seal, ...], as_json: bool) -> None:
    """Looks for changed, removed, re-ordered and added entries; ends with 1 when it finds any."""
    outcome = queries.verify(kept_elsewhere=kept_elsewhere)
    if as_json:
        click.echo(json.dumps(_outcome(outcome), ensure_ascii=False))
    else:
        for line in queries.outcome_in_words(outcome):
            click.echo(line)
        for finding in outcome.findings:
            click.echo(f"  {queries.in_words(finding)}")
    if not outcome.holds:
        sys.exit(THE_ANSWER_IS_NO)


@journal.command()
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Folder instead of MOTCUA_HOME/seals.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def seal(*, into: Path | None, as_json: bool) -> None:
    """Seals what was written since the last seal, and writes the newest seal into a file to be carried away."""
    new = commands.seal(actor=system("cli:journal-seal"), at=clock.now())
    newest = new or queries.last_seal()
    if newest is None:
        click.echo(json.dumps({"sealed": False}) if as_json else queries.nothing_to_seal_in_words())
        return
    try:
        path = commands.kept(newest, into or Path(settings.HOME) / "seals")
    except OSError as error:
        click.echo(str(error), err=True)
        sys.exit(THE_ANSWER_IS_NO)
    if as_json:
        click.echo(json.dumps({"sealed": new is not None, "file": str(path)} | json.loads(newest.written())))
        return
    if new is None:
        click.echo(queries.nothing_to_seal_in_words())
    click.echo(queries.seal_in_words(newest))
    click.echo(path)


@journal.command()
@click.argument("reader")
@click.option("--stream", help="Only this stream.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def retry(*, reader: str, stream: str | None, as_json: bool) -> None:
    """Reads again what a READER had to lay aside; ends with 1 when some of it still waits."""
    known = [known.name for known in readers()]
    if reader not in known:
        raise click.BadParameter(f"there is no reader {reader}; there are: {', '.join(known)}.", param_hint="READER")
    freed = commands.retry_parked(reader, stream=stream)
    (still,) = (lag.parked for lag in queries.lag() if lag.reader == reader)
    if as_json:
        click.echo(json.dumps({"reader": reader, "running_again": freed, "still_waiting": still}))
    else:
        click.echo(queries.retried_in_words(freed=freed, still=still))
    if still:
        sys.exit(THE_ANSWER_IS_NO)


def _outcome(outcome: Verification) -> dict[str, Any]:
    return {
        "holds": outcome.holds,
        "streams": outcome.streams,
        "entries": outcome.entries,
        "last_position": outcome.last_position,
        "sealed_upto": outcome.sealed_upto,
        "seals_that_hold": outcome.seals_that_hold,
        "seals_broken": outcome.seals_broken,
        "findings": [_finding(finding) for finding in outcome.findings],
        "more_findings": outcome.more_findings,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    if finding.seal is not None:
        return {"flaw": finding.flaw, "seal": finding.seal}
    return {
        "flaw": finding.flaw,
        "stream": finding.stream,
        "sequence": finding.sequence,
        "last_sequence": finding.last_sequence,
        "position": finding.position,
        "kind": finding.kind,
        "covered_by": finding.covered_by,
    }

"""`motcua journal`: looking through the record of every move, sealing it, and retrying what a reader laid aside."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.journal import commands, queries
from motcua.journal.types import Finding, Seal, StampedSeal, Verification, readers
from motcua.kernel import clock, timestamps
from motcua.kernel.types import Actor, system


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
    actor, at = system("cli:journal-seal"), clock.now()
    new = commands.seal(actor=actor, at=at)
    stamping = _stamped(actor, at)
    newest = queries.last_seal()
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
    click.echo(stamping)
    click.echo(path)


def _stamped(actor: Actor, at: datetime) -> str:
    """Has the newest seal stamped, and says what came of it. A seal without a stamp is a seal all the same."""
    authority = timestamps.stamper()
    if authority is None:
        return queries.no_authority_in_words()
    try:
        newest = commands.stamp_newest(actor=actor, at=at)
    except timestamps.TimeStampError as error:
        return queries.not_stamped_in_words(may_pass=not error.is_permanent)
    if newest is None:
        return queries.nothing_to_seal_in_words()
    return queries.stamp_in_words(authority.read(newest.token, newest.digest))


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
        "time_stamps": [_stamp(stamp) for stamp in outcome.stamps],
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


def _stamp(stamp: StampedSeal) -> dict[str, Any]:
    reading = stamp.reading
    if reading is None:
        return {"seal": stamp.seal, "examined": False}
    at = reading.at.isoformat() if reading.at is not None else None
    return {"seal": stamp.seal, "trust": reading.trust, "at": at, "authority": reading.authority}

"""`motcua papers`: whether every file of the house is there and unchanged."""

import json
import sys
from dataclasses import asdict

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.kernel import clock
from motcua.papers import commands
from motcua.papers.types import Fault, FileFinding

_MEGABYTE = 1024**2


@click.group()
def papers() -> None:
    """The files of the house."""


@papers.command()
@click.option("--repair", is_flag=True, help="Removes files that no row knows and that are older than a day.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def verify(*, repair: bool, as_json: bool) -> None:
    """Reads every file again and compares it with its digest; ends with 1 when one is missing, changed or nobody's.

    What is missing or changed comes back from a backup only.
    """
    outcome = commands.verify_files(at=clock.now(), repair=repair)
    if as_json:
        click.echo(json.dumps(asdict(outcome) | {"holds": outcome.holds}, ensure_ascii=False))
    else:
        for finding in outcome.findings:
            click.echo(_line(finding))
        sentence = _("{files} files ({megabytes} MB) were read again; {fresh} newer ones are not yet anybody's.")
        told = {"files": outcome.files, "megabytes": round(outcome.bytes / _MEGABYTE, 1), "fresh": outcome.fresh}
        click.echo(sentence.format(**told))
        click.echo(_("All of them are as they should be.") if outcome.holds else _("Not all is as it should be."))
    if not outcome.holds:
        sys.exit(THE_ANSWER_IS_NO)


def _line(finding: FileFinding) -> str:
    sentences = {
        Fault.MISSING: _("{digest} is missing. Bring it back from a backup. Held by: {holders}"),
        Fault.CHANGED: _("{digest} was changed. Bring it back from a backup. Held by: {holders}"),
        Fault.ORPHANED: _("{digest} belongs to nobody."),
        Fault.LEFT_OVER: _("{digest} was destroyed by decision, and is still there."),
    }
    line = sentences[finding.fault].format(digest=finding.digest, holders=", ".join(finding.holders) or "–")
    return f"{line} {_('Removed.')}" if finding.is_repaired else line

"""`motcua papers`: whether every file of the house is there and unchanged, and what the signatures are worth."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused, system
from motcua.papers import commands, queries
from motcua.papers.types import Fault, FileFinding, Outcome

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


@papers.command()
@click.argument("digests", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One object per file, one a line.")
@in_house
def examine(*, digests: tuple[str, ...], as_json: bool) -> None:
    """Looks at the signatures of files again, by their SHA-256; without one, of all whose verdict is uncertain.

    Earlier findings are kept. Ends with 1 when a file fails, stays uncertain, or cannot be looked at.
    """
    is_well = True
    for digest in digests or queries.unsettled_files():
        try:
            found = commands.examine_file(digest, actor=system("cli:papers-examine"), at=clock.now())
        except Refused as refused:
            _told(digest, "refused", messages.sentence_of(refused.refusal), as_json=as_json)
            is_well = False
            continue
        report = queries.signature_reports([digest])[digest]
        details = [*(line for lines in report.signatures for line in lines), *report.circumstances]
        _told(digest, found.outcome, report.sentence, details=details, as_json=as_json)
        is_well = is_well and found.outcome is Outcome.HOLDS
    if not is_well:
        sys.exit(THE_ANSWER_IS_NO)


@papers.command()
@click.option("--json", "as_json", is_flag=True, help="One object per file, one a line.")
@in_house
def renew(*, as_json: bool) -> None:
    """Renews the archive time stamps whose certificates end soon, as the sweep does day by day.

    Ends with 1 when one could not be renewed.
    """
    is_well = True
    for digest in queries.files_to_renew(at=clock.now()):
        try:
            new = commands.renew_file(digest, actor=system("cli:papers-renew"), at=clock.now())
        except Refused as refused:
            _told(digest, "refused", messages.sentence_of(refused.refusal), as_json=as_json)
            is_well = False
            continue
        _told(digest, "renewed", _("Renewed: {digest}").format(digest=new.file.digest), as_json=as_json)
    if not is_well:
        sys.exit(THE_ANSWER_IS_NO)


def _told(digest: str, outcome: str, sentence: str, *, as_json: bool, details: Sequence[str] = ()) -> None:
    if as_json:
        said = {"file": digest, "outcome": outcome, "sentence": sentence, "details": list(details)}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    click.echo(f"{digest} {sentence}")
    for detail in details:
        click.echo(f"  {detail}")


def _line(finding: FileFinding) -> str:
    sentences = {
        Fault.MISSING: _("{digest} is missing. Bring it back from a backup. Held by: {holders}"),
        Fault.CHANGED: _("{digest} was changed. Bring it back from a backup. Held by: {holders}"),
        Fault.ORPHANED: _("{digest} belongs to nobody."),
        Fault.LEFT_OVER: _("{digest} was destroyed by decision, and is still there."),
    }
    line = sentences[finding.fault].format(digest=finding.digest, holders=", ".join(finding.holders) or "–")
    return f"{line} {_('Removed.')}" if finding.is_repaired else line

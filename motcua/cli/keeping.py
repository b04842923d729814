"""`motcua backup | restore | upgrade | doctor`: keeping a house, and bringing it back."""

import json
import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house, tell
from motcua.config import backups, startup
from motcua.config.backups import Manifest
from motcua.config.doctor import Complaint, examine
from motcua.kernel import checking, clock


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def backup(*, file: Path, as_json: bool) -> None:
    """Writes one file that holds the whole house, and proves it by restoring it into an empty home."""
    try:
        manifest = backups.write(file.absolute(), at=clock.now(), progress=tell)
    except backups.BadBackupError as error:
        _no(str(error))
    if as_json:
        click.echo(_object(file, manifest))
        return
    sentence = _("{file}: {entries} entries up to position {position}, proved.")
    click.echo(sentence.format(file=file, entries=manifest.content.entries, position=manifest.content.last_position))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--only-prove", is_flag=True, help="Restores it into an empty home that is thrown away.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
def restore(*, file: Path, only_prove: bool, as_json: bool) -> None:
    """Brings a house back from a backup, into an empty MOTCUA_HOME or an empty database."""
    try:
        if only_prove:
            manifest = backups.prove(file)
        else:
            with startup.database(tell) as server:
                manifest = backups.restore(file, server=server)
    except backups.BadBackupError as error:
        _no(str(error))
    if as_json:
        click.echo(_object(file, manifest))
        return
    sentence = _("{file}: {entries} entries, made by Motcua {version} at {made_at}.")
    told = {"entries": manifest.content.entries, "version": manifest.version, "made_at": manifest.made_at}
    click.echo(sentence.format(file=file, **told))


@click.command()
@click.option("--backup-to", type=click.Path(dir_okay=False, path_type=Path), help="Where the backup before it goes.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
def upgrade(*, backup_to: Path | None, as_json: bool) -> None:
    """Brings a house to this version of Motcua: backup first, then tables and seeds, then the checks."""
    target = None
    with startup.database(tell):
        if startup.is_current():
            _upgraded(_("This house is at this version already."), as_json=as_json, changed=False)
            return
        if startup.has_tables():
            target = (backup_to or _usual_backup()).absolute()
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                backups.write(target, at=clock.now(), progress=tell)
            except backups.BadBackupError as error:
                _no(_("Nothing was changed: {reason}").format(reason=error))
            if not as_json:
                click.echo(_("Backup: {file}").format(file=target))
        startup.bring_up(tell)
        findings = [finding.sentence for finding in checking.run()]
    sentence = "\n".join(findings) or _("Upgraded; all checks are well.")
    _upgraded(sentence, as_json=as_json, changed=True, backup=target and str(target), findings=findings)
    if findings:
        sys.exit(THE_ANSWER_IS_NO)


def _upgraded(sentence: str, *, as_json: bool, **told: object) -> None:
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else sentence)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object per complaint.")
@in_house
def doctor(*, as_json: bool) -> None:
    """Says in plain words what is wrong: disk, clock, seal, readers, alarms. Ends with 1 when anything is."""
    complaints = list(examine(at=clock.now()))
    for complaint in complaints:
        click.echo(_line(complaint, as_json=as_json))
    if any(not complaint.is_chosen for complaint in complaints):
        sys.exit(THE_ANSWER_IS_NO)
    if not as_json:
        click.echo(_("This house is well: disk, clock, seal, readers, alarms."))


def _object(file: Path, manifest: Manifest) -> str:
    facts = {
        "file": str(file),
        "version": manifest.version,
        "made_at": str(manifest.made_at),
        "entries": manifest.content.entries,
        "last_position": manifest.content.last_position,
    }
    return json.dumps(facts, ensure_ascii=False)


def _line(complaint: Complaint, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"about": complaint.about, "sentence": str(complaint.sentence)}, ensure_ascii=False)
    return f"{complaint.about}: {complaint.sentence}"


def _usual_backup() -> Path:
    return backups.usual_folder() / f"before-upgrade-{clock.now():%Y%m%d-%H%M}.tar"


def _no(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(THE_ANSWER_IS_NO)

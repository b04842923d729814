"""`motcua person`: what the house holds about one person, handed out or erased."""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house, progress
from motcua.journal.commands import recording
from motcua.kernel import clock
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refusal, Refused, system
from motcua.organisation.types import EVERYTHING
from motcua.parties import commands, queries
from motcua.parties.types import ErasurePlan, Identity, IdentityKind
from motcua.process import commands as process

_OWNER_ONLY = 0o600
_MEGABYTE = 1024**2
_KIND = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in IdentityKind]),
    default=IdentityKind.PERSONAL_NUMBER.value,
    show_default=True,
    help="Which register the number belongs to.",
)


@click.group()
def person() -> None:
    """The rights of a person over what is held about him."""


@person.command()
@click.argument("number")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Only the data, as one object; the files are named, not given.")
@_KIND
@in_house
def export(*, number: str, file: Path | None, as_json: bool, kind: str) -> None:
    """Hands out everything held about the identity NUMBER: a ZIP file named FILE with all data and every file of his.

    Without FILE, or with --json, only the data, into FILE or to the screen. FILE must be new, and only its owner may
    read it. What cannot be read is named and stops nothing. The journal says that it was handed out. Ends with 1 when
    nobody declared with this number.
    """
    identity = Identity(IdentityKind(kind), number)
    try:
        package = process.export_person(
            actor=system("cli:person-export"), scope=EVERYTHING, at=clock.now(), identity=identity
        )
    except Refused as refused:
        _refuse(refused.refusal)
    data = json.dumps(package.data(), ensure_ascii=False, indent=1)
    if file is None:
        click.echo(data)
        return
    if as_json:
        _write_new(file, [f"{data}\n".encode()])
    else:
        with progress(_("Files")) as told:
            _write_new(file, package.pieces(told))
        for one, refusal in package.troubles:
            click.echo(f"{one.path or one.name}: {sentence_of(refusal)}", err=True)
        sentence = _("{files} files ({megabytes} MB), {troubles} of them could not be read.")
        figures = {"megabytes": round(package.size / _MEGABYTE, 1), "troubles": len(package.troubles)}
        click.echo(sentence.format(files=package.count, **figures), err=True)
    click.echo(str(file))


@person.command()
@click.argument("number")
@click.option("--reason", required=True, help="Why, in words: who asked for it, on which paper.")
@click.option("--confirm", is_flag=True, help="Erase for good. Without it nothing is changed.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@_KIND
@in_house
def erase(*, number: str, reason: str, confirm: bool, as_json: bool, kind: str) -> None:
    """Erases what is held about the identity NUMBER; first without --confirm, to see what would go.

    Ends with 1 when nobody declared with this number, or when something stands against it.
    """
    identity = Identity(IdentityKind(kind), number)
    plan = queries.erasure_plan(identity)
    if plan.is_empty:
        _refuse(Refusal("person_not_found"))
    carried_out = confirm and not plan.objections
    if carried_out:
        with recording(actor=system("cli:person-erase"), at=clock.now()) as unit:
            plan = commands.erase(unit, identity, reason=reason)
    if as_json:
        click.echo(json.dumps(_plan(plan, carried_out=carried_out), ensure_ascii=False))
    else:
        for line in queries.plan_in_words(plan, carried_out=carried_out):
            click.echo(line)
    if plan.objections:
        sys.exit(THE_ANSWER_IS_NO)


def _plan(plan: ErasurePlan, *, carried_out: bool) -> dict[str, object]:
    return {
        "erased": carried_out,
        "parties": list(plan.parties),
        "declarations": list(plan.declarations),
        "texts": list(plan.texts),
        "unfiled": list(plan.unfiled),
        "objections": [{"code": one.code, "sentence": sentence_of(one)} for one in plan.objections],
    }


def _write_new(file: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file that was not there; what was begun and cannot be finished is taken away again."""
    try:
        new = os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb")
    except OSError as error:
        _cannot_write(file, error)
    try:
        with new:
            new.writelines(pieces)
    except BaseException as broken:
        file.unlink()
        if isinstance(broken, OSError):
            _cannot_write(file, broken)
        raise


def _cannot_write(file: Path, error: OSError) -> NoReturn:
    click.echo(f"{file}: {error.strerror}", err=True)
    sys.exit(THE_ANSWER_IS_NO)


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(sentence_of(refusal), err=True)
    sys.exit(THE_ANSWER_IS_NO)

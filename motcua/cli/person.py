"""`motcua person`: what the house holds about one person, handed out or erased."""

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house
from motcua.journal.commands import recording
from motcua.kernel import clock
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refusal, system
from motcua.parties import commands, queries
from motcua.parties.types import ErasurePlan, Identity, IdentityKind

_OWNER_ONLY = 0o600
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
@_KIND
@in_house
def export(*, number: str, file: Path | None, kind: str) -> None:
    """Writes everything held about the identity NUMBER as JSON, into FILE or to the screen.

    FILE must be new, and only its owner may read it. Ends with 1 when nobody declared with this number.
    """
    exported = queries.export(Identity(IdentityKind(kind), number))
    if isinstance(exported, Refusal):
        _refuse(exported)
    text = json.dumps(exported, ensure_ascii=False, indent=1)
    if file is None:
        click.echo(text)
        return
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="utf-8") as new:
            new.write(text + "\n")
    except OSError as error:
        click.echo(f"{file}: {error.strerror}", err=True)
        sys.exit(THE_ANSWER_IS_NO)
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
    if not plan.parties:
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
        "objections": [{"code": one.code, "sentence": sentence_of(one)} for one in plan.objections],
    }


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(sentence_of(refusal), err=True)
    sys.exit(THE_ANSWER_IS_NO)

"""`motcua ledger`: whether the figures add up and agree with the dossiers' histories, and reading them anew."""

import json
import sys

import click
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_ANSWER_IS_NO, in_house, tell
from motcua.insight import checking
from motcua.insight.commands import LEDGER
from motcua.journal import commands as journal


@click.group()
def ledger() -> None:
    """The figures: whether they add up, and how they are read anew."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="One object per line.")
@in_house
def check(*, as_json: bool) -> None:
    """Checks the identities of every agency and legal month, and recomputes the ledger from the histories.

    Ends with 1 when something does not add up.
    """
    found = 0
    for sentence in checking.faults():
        found += 1
        click.echo(json.dumps({"fault": sentence}, ensure_ascii=False) if as_json else sentence)
    if found:
        sys.exit(THE_ANSWER_IS_NO)
    size = checking.size()
    if as_json:
        click.echo(json.dumps({"faults": 0, "movements": size.movements, "dossiers": size.dossiers}))
    else:
        sentence = _("{movements} movements of {dossiers} dossiers add up and agree with the journal.")
        click.echo(sentence.format(movements=size.movements, dossiers=size.dossiers))


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def rebuild(*, as_json: bool) -> None:
    """Empties the ledger, reads the journal again from its beginning, and says whether the same figures came out.

    Ends with 1 when they differ from those before: the ledger had been changed by another hand, and is right now.
    """
    journal.catch_up(LEDGER.name)  # what it had not read yet is no difference
    before = checking.digest()
    entries = journal.rebuild(LEDGER.name)
    after = checking.digest()
    same = before == after
    if as_json:
        click.echo(json.dumps({"entries": entries, "digest": after, "same": same}))
    else:
        tell(_("{count} entries read again.").format(count=entries))
        differ = _("The movements differ from those before; they are right now.")
        click.echo(_("The same movements came out.") if same else differ)
    if not same:
        sys.exit(THE_ANSWER_IS_NO)

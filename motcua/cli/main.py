"""The console script. Each group of commands is a module of this package; none holds a decision of its own."""

import click

from motcua import __version__
from motcua.cli.commands import Command, Commands

COMMANDS = {
    "demo": Command("motcua.cli.demo", "A sample province with a log-in for every role.", mode="demo"),
    "training": Command("motcua.cli.training", "A copy of this house for training, in another colour."),
    "training-house": Command("motcua.cli.training", "The training house itself.", mode="training", hidden=True),
    "serve": Command("motcua.cli.server", "Serves the house to browsers, with its background work."),
    "work": Command("motcua.cli.server", "Does the background work: readers of the journal, alarms that are due."),
    "migrate": Command("motcua.cli.server", "Brings tables and seeds up to this version."),
    "check": Command("motcua.cli.server", "Looks whether everything that is written down twice agrees."),
    "due": Command("motcua.cli.due", "When a term ends, and why.", sets_up_alone=True),
    "catalogue": Command("motcua.cli.catalogue", "The procedures: find, show, check, publish."),
    "process": Command("motcua.cli.process", "Draws the process of a procedure, with who does what in how many hours."),
    "dossier": Command("motcua.cli.dossier", "One dossier: how it stands, and why its due date is what it is."),
    "papers": Command("motcua.cli.papers", "Looks whether every file is there, and what its signatures are worth."),
    "archive": Command(
        "motcua.cli.archive", "Lists of finished years, packages for the archive, destruction by decision."
    ),
    "notices": Command("motcua.cli.notices", "What people are told: channels, what could not be sent, trying again."),
    "journal": Command("motcua.cli.journal", "Verifies and seals the record of every move."),
    "person": Command("motcua.cli.person", "Hands out or erases what is held about one person."),
    "report": Command("motcua.cli.report", "The figures of any period."),
    "backup": Command("motcua.cli.keeping", "Writes one file that holds the whole house, and proves it."),
    "restore": Command("motcua.cli.keeping", "Brings a house back from a backup."),
    "upgrade": Command("motcua.cli.keeping", "Brings a house to this version: backup, tables, seeds, checks."),
    "doctor": Command("motcua.cli.keeping", "Says in plain words what is wrong with this house."),
    "ledger": Command("motcua.cli.ledger", "Checks or rebuilds the figures."),
    "simulate": Command("motcua.cli.simulate", "Invents a life-like history in the sample province."),
    "migrate-in": Command("motcua.cli.migrate_in", "Takes the dossiers of the system in use over, dry run first."),
    "calendar": Command("motcua.cli.calendar", "The days off of a year; running dates after a decision."),
    "user": Command("motcua.cli.user", "Accounts and officers of a house, from its first day on."),
    "manage": Command("motcua.cli.server", "Django's own commands.", hidden=True),
}


@click.group(cls=Commands, table=COMMANDS)
@click.version_option(__version__, message="Motcua %(version)s")
def main() -> None:
    """Motcua: the one-stop shop for administrative procedures."""

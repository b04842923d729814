"""The console script. Each group of commands is a module of this package; none holds a decision of its own."""

import click


@click.group()
def main() -> None:
    """Motcua: the one-stop shop for administrative procedures."""

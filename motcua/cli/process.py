"""`motcua process`: the process of a procedure, drawn from its data."""

import sys
from datetime import datetime

import click
from django.utils import translation

from motcua.catalogue import queries
from motcua.catalogue.types import ProcedureVersion
from motcua.cli.commands import THE_ANSWER_IS_NO, language_option
from motcua.cli.surroundings import in_house
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused


@click.group()
def process() -> None:
    """The process of a procedure: its steps, who does them, in how many hours."""


@process.command()
@click.argument("code")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The version of that day, 2026-03-02; today's otherwise.")
@click.option("--version", "number", type=click.IntRange(1), help="The version of that number instead.")
@click.option("--case", default=None, help="The hours of this case.")
@click.option("--svg", "form", flag_value="svg", default="svg", help="A picture (the default).")
@click.option("--mermaid", "form", flag_value="mermaid", help="For documents that draw it themselves.")
@language_option
@in_house
def draw(*, code: str, on: datetime | None, number: int | None, case: str | None, form: str, language: str) -> None:
    """Draws the process of the procedure CODE on the standard output; ends with 1 when there is none."""
    version = _version(code, (on or clock.now()), number)
    if case is not None and version.case(case) is None:
        keys = ", ".join(one.key for one in version.cases)
        raise click.BadParameter(f"there is no case {case!r}, only {keys or 'none'}", param_hint="--case")
    with translation.override(language):
        drawn = queries.process_drawing(version, case=case, form="mermaid" if form == "mermaid" else "svg")
    if not drawn:
        sys.exit(THE_ANSWER_IS_NO)
    click.echo(drawn, nl=False)


def _version(code: str, at: datetime, number: int | None) -> ProcedureVersion:
    if number is not None:
        found = next((one for one in queries.versions_of(code) if one.number == number), None)
        if found is None:
            raise Refused(Refusal("version_unknown", {"id": number}))
        return found
    current = queries.current_version(code, at.date())
    if isinstance(current, Refusal):
        raise Refused(current)
    return current

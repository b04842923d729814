"""`motcua dossier`: one dossier by its code, and why its due date is what it is. Shows no personal data."""

import json
from collections.abc import Iterator

import click
from django.utils import translation

from motcua.cli.commands import language_option
from motcua.cli.surroundings import in_house
from motcua.dossier import queries
from motcua.dossier.types import DossierPage, TimelineEntry, write
from motcua.kernel import clock
from motcua.kernel.messages import name_of
from motcua.organisation.types import EVERYTHING


@click.group()
def dossier() -> None:
    """One dossier by its code."""


@dossier.command()
@click.argument("code")
@language_option
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def show(*, code: str, language: str, as_json: bool) -> None:
    """Shows how the dossier (or filing) CODE stands and how it came there; ends with 1 when there is none."""
    with translation.override(language):
        page = queries.page(EVERYTHING, queries.by_code(EVERYTHING, code), at=clock.now())
        if as_json:
            click.echo(json.dumps(_page(page), ensure_ascii=False))
            return
        for line in _lines(page):
            click.echo(line)


@dossier.command()
@click.argument("code")
@language_option
@click.option("--json", "as_json", is_flag=True, help="One object.")
@in_house
def explain(*, code: str, language: str, as_json: bool) -> None:
    """Explains the due date of the dossier CODE line by line; ends with 1 when there is none."""
    with translation.override(language):
        dossier_id = queries.by_code(EVERYTHING, code)
        lines = queries.explain(dossier_id, at=clock.now(), language="en" if language == "en" else "vi")
        if not as_json:
            click.echo("\n".join(lines))
            return
        facts = queries.facts(dossier_id)
        due_at = facts.clock.due_at if facts.clock is not None else None
        answer = {"code": facts.code or facts.filing_number, "due_at": due_at.isoformat() if due_at else None}
        click.echo(json.dumps({**answer, "lines": lines}, ensure_ascii=False))


def _lines(page: DossierPage) -> Iterator[str]:
    facts = page.facts
    yield f"{facts.code or facts.filing_number}  {page.version.code} {page.version.name}"
    yield name_of(facts.state) + (f" ({page.standing})" if page.standing else "")
    yield from page.explanation
    yield ""
    for entry in page.timeline:
        yield f"{entry.at:%H:%M %d/%m/%Y}  {entry.title or entry.kind}{_by(entry)}"


def _by(entry: TimelineEntry) -> str:
    return f"  ({entry.actor_name or entry.actor.key})"


def _page(page: DossierPage) -> dict[str, object]:
    return {
        "code": page.facts.code or page.facts.filing_number,
        "procedure": page.version.code,
        "standing": page.standing,
        "overdue": page.overdue,
        "facts": write(page.facts),
        "timeline": [_entry(entry) for entry in page.timeline],
    }


def _entry(entry: TimelineEntry) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "kind": entry.kind,
        "actor": str(entry.actor),
        "body": dict(entry.body),
    }

"""`motcua calendar`: the days off of a year, and running dates counted anew after a decision changed a calendar."""

import json
import sys
from collections.abc import Iterator
from datetime import date

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.cli.surroundings import THE_CALL_WAS_WRONG, in_house
from motcua.kernel import clock
from motcua.kernel.types import system
from motcua.process import commands
from motcua.process.types import Recomputed
from motcua.worktime import queries
from motcua.worktime.types import Language, SpecialDay, date_words, day_words, instant_words, kind_words

_CALENDAR = click.option("--calendar", "key", default="vn-office", show_default=True, help="Which calendar.")
_EARLIEST, _LATEST = 1900, 2200


@click.group()
def calendar() -> None:
    """Working days, days off, and what a decision about them changes."""


@calendar.command()
@click.argument("year", type=click.IntRange(_EARLIEST, _LATEST))
@_CALENDAR
@click.option("--json", "as_json", is_flag=True, help="One object per day.")
@in_house
def show(*, year: int, key: str, as_json: bool) -> None:
    """Shows the days off and the worked Saturdays of YEAR, each with its decision."""
    found = queries.calendar(key)
    if not found.definition.first_day.year <= year <= found.definition.last_day.year:
        click.echo(
            _("The calendar {key} reaches from {first} to {last}.").format(
                key=key,
                first=date_words(found.definition.first_day, _language()),
                last=date_words(found.definition.last_day, _language()),
            ),
            err=True,
        )
        sys.exit(THE_CALL_WAS_WRONG)
    special = sorted((each for each in found.definition.special_days if each.day.year == year), key=lambda one: one.day)
    if as_json:
        for each in special:
            click.echo(json.dumps(_object(each), ensure_ascii=False))
        return
    click.echo(found.label)
    for each in special:
        click.echo(_line(each))
    click.echo(_("Working days in {year}: {count}").format(year=year, count=_working_days(key, year)))


@calendar.command()
@_CALENDAR
@click.option("--decision", required=True, help="The decision that changed it; it stands in every explanation.")
@click.option("--since", default="", help="The version to compare with; else the one before the latest.")
@click.option("--dry-run", is_flag=True, help="Say which dates would move, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One object per date that moves.")
@in_house
def recompute(*, key: str, decision: str, since: str, dry_run: bool, as_json: bool) -> None:
    """Counts running dates anew after a calendar changed: a later date moves, an earlier one does not.

    May be stopped and given again; every dossier gets one entry.
    """
    affected = queries.changed_since(key, since)
    told = Recomputed(concerned=0, kept=0, moves=())
    if affected is not None:
        told = commands.recompute_clocks(
            actor=system("cli:calendar-recompute"),
            at=clock.now(),
            calendar_key=key,
            affected=affected,
            decision=decision,
            is_dry_run=dry_run,
        )
    for line in _moves_as_json(told) if as_json else _moves(told, is_dry_run=dry_run):
        click.echo(line)


def _language() -> Language:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _working_days(key: str, year: int) -> int:
    found = queries.calendar(key)
    first = max(date(year, 1, 1), found.definition.first_day)
    last = min(date(year, 12, 31), found.definition.last_day)
    return found.working_days_between(first, last) + found.is_working(first)


def _line(each: SpecialDay) -> str:
    language = _language()
    name = each.name_en if language == "en" and each.name_en else each.name
    parts = [day_words(each.day, language), kind_words(each.kind, language), name, each.decision]
    if each.instead_of is not None:
        parts.insert(3, _("for {day}").format(day=date_words(each.instead_of, language)))
    if not each.official:
        parts.append(_("expected, not yet decided"))
    if each.agencies:
        parts.append(", ".join(sorted(each.agencies)))
    return "  ".join(part for part in parts if part)


def _object(each: SpecialDay) -> dict[str, object]:
    return {
        "day": each.day.isoformat(),
        "kind": each.kind.value,
        "name": each.name,
        "name_en": each.name_en,
        "decision": each.decision,
        "official": each.official,
        "instead_of": each.instead_of.isoformat() if each.instead_of else None,
        "agencies": sorted(each.agencies),
        "stops_terms": each.stops_terms,
    }


def _moves(told: Recomputed, *, is_dry_run: bool) -> Iterator[str]:
    for move in told.moves:
        before = instant_words(move.before, _language()) if move.before else "–"
        after = instant_words(move.after, _language()) if move.after else "–"
        yield f"{move.name}  {before} → {after}"
    yield _("Looked at: {concerned}. Moved later: {moved}. Kept as promised: {kept}.").format(
        concerned=told.concerned, moved=len(told.moves), kept=told.kept
    )
    if is_dry_run:
        yield _("This was a dry run; nothing was changed.")


def _moves_as_json(told: Recomputed) -> Iterator[str]:
    for move in told.moves:
        before, after = (one.isoformat() if one else None for one in (move.before, move.after))
        yield json.dumps({"code": move.name, "before": before, "after": after}, ensure_ascii=False)

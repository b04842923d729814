"""The periods of retention, as dated data."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.papers.rules import retention
from motcua.papers.rules.retention import RetentionRule
from motcua.papers.types import Form


@dataclass(frozen=True, slots=True)
class RetentionTable:
    """The periods that hold from a day on. `minutes` is the form of the record of a destruction."""

    since: date
    law: str
    minutes: Form
    rules: tuple[RetentionRule, ...]

    def rule_for(self, *, procedure: str, field: str, kind: str = "") -> RetentionRule:
        """The most specific rule for a kind of file (empty: the dossier as such) of a procedure and its field."""
        return retention.rule_for(self.rules, procedure=procedure, field=field, kind=kind)


@cache
def _editions() -> tuple[RetentionTable, ...]:
    rows = yaml.safe_load(files("motcua.papers").joinpath("data/retention.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((_table(row) for row in rows), key=lambda table: table.since, reverse=True))


def _table(row: dict[str, Any]) -> RetentionTable:
    table = RetentionTable(row["since"], row["law"], Form(**row["minutes"]), tuple(map(_rule, row["rules"])))
    if flaws := retention.flaws(table.rules):
        raise ValueError(f"The periods of {table.since}: {'; '.join(flaws)}.")
    return table


def _rule(row: dict[str, Any]) -> RetentionRule:
    given = dict(row)
    if ("years" in given) == bool(given.pop("permanent", False)):
        raise ValueError(f"A period is a number of years or permanent: {row}.")
    return RetentionRule(**{"years": None, **given})


def retention_on(day: date) -> RetentionTable:
    """The periods that hold on that day; before the first edition, those of the first."""
    editions = _editions()
    return next((table for table in editions if table.since <= day), editions[-1])

"""The dated data of the counter."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.counter.types import CounterRules


def rules_on(day: date) -> CounterRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((rules for rules in editions if rules.since <= day), editions[-1])


@cache
def _editions() -> tuple[CounterRules, ...]:
    rows = yaml.safe_load(files("motcua.counter").joinpath("data/counter.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((CounterRules(**row) for row in rows), key=lambda rules: rules.since, reverse=True))

"""The dated data of sharing."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.sharing.types import SharingRules


@cache
def _editions() -> tuple[SharingRules, ...]:
    rows = yaml.safe_load(files("motcua.sharing").joinpath("data/sharing.yaml").read_text(encoding="utf-8"))
    editions = (SharingRules(**{**row, "days": tuple(row["days"])}) for row in rows)
    return tuple(sorted(editions, key=lambda one: one.since, reverse=True))


def rules_on(day: date) -> SharingRules:
    """The rules that hold on that day."""
    return next((one for one in _editions() if one.since <= day), _editions()[-1])

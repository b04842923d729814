"""The dated data of the payments: the money in use, the forms of its papers, how long orders last."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.papers.types import Form
from motcua.payments.types import OnlineRules


@cache
def _editions(name: str) -> tuple[Mapping[str, Any], ...]:
    rows = yaml.safe_load(files("motcua.payments").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(rows, key=lambda row: row["since"], reverse=True))


def _on(name: str, day: date) -> Mapping[str, Any]:
    editions = _editions(name)
    return next((row for row in editions if row["since"] <= day), editions[-1])


def denominations_on(day: date) -> tuple[int, ...]:
    """The notes and coins in use on that day, the largest first."""
    return tuple(_on("denominations", day)["pieces"])


def form_on(key: str, day: date) -> Form:
    """The form of a paper about money that holds on that day: `receipt`, `request`, `refund`, `day_sheet`."""
    return Form(**_on("forms", day)[key])


def online_rules_on(day: date) -> OnlineRules:
    """How long an order of that day lasts, and how often gateways are asked."""
    return OnlineRules(**_on("online", day))

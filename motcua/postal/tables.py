"""The dated data of the parcels: how often carriers are asked, and the form of the label."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.papers.types import Form
from motcua.postal.types import PostalRules


@cache
def _editions() -> tuple[Mapping[str, Any], ...]:
    rows = yaml.safe_load(files("motcua.postal").joinpath("data/rules.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(rows, key=lambda row: row["since"], reverse=True))


def _on(day: date) -> Mapping[str, Any]:
    return next((row for row in _editions() if row["since"] <= day), _editions()[-1])


def rules_on(day: date) -> PostalRules:
    """The rules that hold on that day."""
    edition = _on(day)
    return PostalRules(since=edition["since"], **edition["asking"])


def label_form_on(day: date) -> Form:
    """The form of the label that holds on that day."""
    return Form(**_on(day)["label"])

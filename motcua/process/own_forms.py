"""The papers of the course that no circular prescribes: dated data."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.papers.types import Form


def own_form_on(key: str, day: date) -> Form:
    """The form that holds on that day: `hand_over`, `verification`, `opinion`."""
    editions = _editions()
    return Form(**next((row for row in editions if row["since"] <= day), editions[-1])[key])


@cache
def _editions() -> tuple[Mapping[str, Any], ...]:
    rows = yaml.safe_load(files("motcua.process").joinpath("data/forms.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(rows, key=lambda row: row["since"], reverse=True))

"""The dated rules about ratings."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.catalogue.types import Label
from motcua.voice.types import Question, RatingRules


def rating_rules_on(day: date) -> RatingRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((rules for rules in editions if rules.since <= day), editions[-1])


@cache
def _editions() -> tuple[RatingRules, ...]:
    rows = yaml.safe_load(files("motcua.voice").joinpath("data/rating.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(map(_edition, rows), key=lambda rules: rules.since, reverse=True))


def _edition(row: dict[str, Any]) -> RatingRules:
    questions = tuple(Question(one["key"], Label(one["vi"], one["en"])) for one in row["questions"])
    return RatingRules(**{**row, "questions": questions})

"""Levels of government by date, from this room's data."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.organisation.rules.periods import LevelLife
from motcua.organisation.types import Level


@cache
def level_lives() -> Mapping[Level, LevelLife]:
    """From which day to which each level exists."""
    rows = yaml.safe_load(files("motcua.organisation").joinpath("data/levels.yaml").read_text(encoding="utf-8"))
    return {
        Level(row["level"]): LevelLife(
            Level(row["level"]), row.get("first_day"), row.get("last_day"), row.get("article", "")
        )
        for row in rows
    }


def levels_on(day: date) -> frozenset[Level]:
    """The levels of government of that day: no district from 1/7/2025 on."""
    return frozenset(level for level, life in level_lives().items() if life.exists_on(day))

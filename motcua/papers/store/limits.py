"""The house's limits for files, as dated data."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may be at most. All sizes in bytes.

    Photos that are bound into one PDF are made smaller: the longer edge of each is `photo_edge` dots at most, and it is
    packed as JPEG of the quality `photo_quality` (of 100).
    """

    since: date
    most_bytes: int
    most_pages: int
    most_pixels: int
    most_objects: int
    most_expanded_bytes: int
    most_parts: int
    most_photos: int
    photo_edge: int
    photo_quality: int


@cache
def _editions() -> tuple[Limits, ...]:
    rows = yaml.safe_load(files("motcua.papers").joinpath("data/files.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((Limits(**row) for row in rows), key=lambda limits: limits.since, reverse=True))


def limits_on(day: date) -> Limits:
    """The limits of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((limits for limits in editions if limits.since <= day), editions[-1])

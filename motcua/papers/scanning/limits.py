"""How pages are scanned, as dated data."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """What a page becomes, and what it may cost. `languages` is Tesseract's word for what it reads."""

    since: date
    dots_per_inch: int
    most_dots_per_inch: int
    jpeg_quality: int
    languages: str
    most_pages: int
    most_memory_bytes: int
    most_seconds: int
    kept_hours: int


@cache
def _editions() -> tuple[ScanLimits, ...]:
    rows = yaml.safe_load(files("motcua.papers.scanning").joinpath("data/limits.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((ScanLimits(**row) for row in rows), key=lambda limits: limits.since, reverse=True))


def scan_limits_on(day: date) -> ScanLimits:
    """The limits of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((limits for limits in editions if limits.since <= day), editions[-1])

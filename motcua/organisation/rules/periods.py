"""Days and levels: what may exist when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.kernel.types import Refusal
from motcua.organisation.types import Level


@dataclass(frozen=True, slots=True)
class LevelLife:
    """From which day to which a level of government exists, both included, and the article that says so."""

    level: Level
    first_day: date | None
    last_day: date | None
    article: str

    def exists_on(self, day: date) -> bool:
        """Whether there is such a level on that day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


def in_order(valid_from: date, valid_to: date | None) -> Refusal | None:
    """A thing does not end before it begins."""
    if valid_to is not None and valid_to < valid_from:
        return Refusal("days_out_of_order", {"valid_from": valid_from, "valid_to": valid_to})
    return None


def within(valid_from: date, valid_to: date | None, *, outer_from: date, outer_to: date | None) -> Refusal | None:
    """A thing lives within the life of what it belongs to."""
    begins_early = valid_from < outer_from
    ends_late = outer_to is not None and (valid_to is None or valid_to > outer_to)
    if begins_early or ends_late:
        return Refusal("days_outside_life", {"outer_from": outer_from, "outer_to": outer_to or "…"})
    return None


def level_allows(
    lives: Mapping[Level, LevelLife], level: Level, valid_from: date, valid_to: date | None
) -> Refusal | None:
    """An agency of a level lives while that level exists: none of a district after 30/6/2025 (NQ 203/2025/QH15 Đ2)."""
    life = lives[level]
    ends_late = life.last_day is not None and (valid_to is None or valid_to > life.last_day)
    if ends_late or not life.exists_on(valid_from):
        return Refusal(
            "level_not_on_these_days",
            {"level": level.value, "first_day": life.first_day or "…", "last_day": life.last_day or "…"},
            life.article,
        )
    return None

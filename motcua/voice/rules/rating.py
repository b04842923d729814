"""Who may rate, what a whole rating is, and of how many ratings anything is shown. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from motcua.kernel.types import Refusal
from motcua.voice.types import RatedLine, RatingRules

SCALE = range(1, 6)
"""From not at all (1) to fully (5)."""


def objection_to_rating(
    answers: Mapping[str, int], *, ended_at: datetime | None, at: datetime, rules: RatingRules
) -> Refusal | None:
    """Why this is no rating: no result yet, one long ago, or not every question answered on the scale."""
    if ended_at is None:
        return Refusal("rated_too_early")
    if at - ended_at > timedelta(days=rules.days):
        return Refusal("rated_too_late", {"days": rules.days})
    is_whole = answers.keys() == {one.key for one in rules.questions}
    return None if is_whole and all(value in SCALE for value in answers.values()) else Refusal("rating_not_whole")


def shown(lines: Iterable[RatedLine], *, fewest: int) -> tuple[RatedLine, ...]:
    """What may be shown: lines of enough ratings, and all others together where they are enough. Nothing is shown from
    which a small line could be worked out by taking away."""
    whole = list(lines)
    small = [one for one in whole if one.count < fewest]
    together = sum(one.count for one in small)
    large = [one for one in whole if one.count >= fewest]
    if together >= fewest:
        large.append(_together(small, together))
    return tuple(large)


def _together(lines: Iterable[RatedLine], count: int) -> RatedLine:
    lines = list(lines)
    keys = {key for one in lines for key in one.means}
    means = {key: sum(one.means.get(key, 0.0) * one.count for one in lines) / count for key in keys}
    return RatedLine("", count, sum(one.satisfied for one in lines), means)

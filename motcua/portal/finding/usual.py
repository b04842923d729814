"""How long a procedure usually takes here, in words: what half, and nine in ten, of the last year did not exceed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language, ngettext

from motcua.insight import queries as insight
from motcua.worktime.types import minutes_words

_ONE_DAY = timedelta(days=1)
_AN_HOUR = 60  # minutes
_DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class UsualRules:
    """Of how many months it is told, and from how many dossiers on, since a day. See `data/finding.yaml`."""

    since: date
    months: int
    fewest: int
    day_minutes: int
    decision: str


@dataclass(frozen=True, slots=True)
class UsualWords:
    """What half and nine in ten of the decided took at most, in words; both empty where there were too few."""

    half: str
    nine_in_ten: str
    decided: int
    months: int

    @property
    def is_told(self) -> bool:
        """Whether there were enough of them."""
        return bool(self.half)


def usual_words(procedure_code: str, *, agency_ids: Collection[int], on: date) -> UsualWords:
    """How long it took these agencies until yesterday. One statement."""
    rules = rules_on(on)
    since = on - timedelta(days=round(rules.months * _DAYS_A_MONTH))
    found = insight.usual_time(procedure_code, agency_ids=agency_ids, since=since, until=on - _ONE_DAY)
    if found is None or found.decided < rules.fewest:
        return UsualWords("", "", 0, rules.months)
    half, nine_in_ten = (_at_most(minutes, rules.day_minutes) for minutes in (found.median, found.ninetieth))
    return UsualWords(half, nine_in_ten, found.decided, rules.months)


def rules_on(day: date) -> UsualRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((one for one in editions if one.since <= day), editions[-1])


def _at_most(minutes: int, day_minutes: int) -> str:
    """A time that is told is never shorter than it was: days and hours are rounded up."""
    if minutes > day_minutes:
        days = -(-minutes // day_minutes)
        return ngettext("{count} working day", "{count} working days", days).format(count=days)
    if minutes > _AN_HOUR:
        hours = -(-minutes // _AN_HOUR)
        return ngettext("{count} working hour", "{count} working hours", hours).format(count=hours)
    return minutes_words(minutes, "en" if (get_language() or "vi").startswith("en") else "vi")


@cache
def _editions() -> tuple[UsualRules, ...]:
    text = files("motcua.portal").joinpath("data/finding.yaml").read_text(encoding="utf-8")
    rows = (UsualRules(**row) for row in yaml.safe_load(text))
    return tuple(sorted(rows, key=lambda one: one.since, reverse=True))

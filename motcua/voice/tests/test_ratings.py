"""Ratings: who may, what a whole one is, and that nothing is ever shown of few."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rating import rating_rules_on
from motcua.voice.rules.rating import SCALE, objection_to_rating, shown
from motcua.voice.types import OVERALL, RatedLine

AT = datetime(2026, 3, 20, 9, 0)
RULES = rating_rules_on(AT.date())
WHOLE = {one.key: 4 for one in RULES.questions}


def test_each_edition_asks_for_all_together_in_both_languages() -> None:
    for day in (date(2017, 1, 1), date(2030, 1, 1)):
        rules = rating_rules_on(day)
        assert OVERALL in {one.key for one in rules.questions}
        assert all(one.label.vi and one.label.en for one in rules.questions)
        assert rules.satisfied_from in SCALE
        assert rules.fewest > 1


@pytest.mark.parametrize(
    ("answers", "ended_at", "refused"),
    [
        (WHOLE, AT, None),
        (WHOLE, AT - timedelta(days=90), None),
        (WHOLE, AT - timedelta(days=90, minutes=1), "rated_too_late"),
        (WHOLE, None, "rated_too_early"),
        (WHOLE | {OVERALL: 0}, AT, "rating_not_whole"),
        (WHOLE | {OVERALL: 6}, AT, "rating_not_whole"),
        (WHOLE | {"other": 1}, AT, "rating_not_whole"),
        ({OVERALL: 5}, AT, "rating_not_whole"),
        ({}, AT, "rating_not_whole"),
    ],
)
def test_who_may_rate_and_what_is_a_whole_rating(
    answers: dict[str, int], ended_at: datetime | None, refused: str | None
) -> None:
    answer = objection_to_rating(answers, ended_at=ended_at, at=AT, rules=RULES)
    assert (answer.code if answer is not None else None) == refused


@given(st.lists(st.integers(1, 12), max_size=12))
def test_nothing_is_shown_of_few_and_nothing_is_counted_twice(counts: list[int]) -> None:
    lines = [RatedLine(str(n), count, count // 2, {OVERALL: 1.0 + n % 5}) for n, count in enumerate(counts)]
    seen = shown(lines, fewest=5)
    assert all(one.count >= 5 for one in seen)
    hidden = sum(counts) - sum(one.count for one in seen)
    assert 0 <= hidden < 5
    assert len([one for one in seen if not one.group]) <= 1
    assert all(1.0 <= one.means[OVERALL] <= 5.0 for one in seen)
    assert sum(one.satisfied for one in seen) <= sum(one.satisfied for one in lines)

"""How long papers are kept: by the most specific rule, to the last day of a year, never a day less."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.archive.rules.deciding import objection_to, objection_to_closing
from motcua.archive.types import Decision
from motcua.kernel.types import Refusal
from motcua.papers import queries as papers
from motcua.papers.rules.retention import flaws, rule_for
from motcua.papers.types import FOR_EVER, RetentionRule

DAYS = st.dates(date(2018, 1, 1), date(2099, 12, 31))
SELECTORS = st.sampled_from(["", "a", "b"])
RULES = st.lists(
    st.builds(
        RetentionRule,
        years=st.one_of(st.none(), st.integers(1, 70)),
        law=st.just("x"),
        procedure=SELECTORS,
        field=SELECTORS,
        kind=SELECTORS,
    ),
    max_size=12,
    unique_by=lambda rule: rule.key,
).map(lambda rules: [*(rule for rule in rules if rule.key != "any"), RetentionRule(years=10, law="x")])


def rule(years: int | None) -> RetentionRule:
    return RetentionRule(years=years, law="x")


@pytest.mark.parametrize(
    ("years", "finished_on", "last_day"),
    [
        (10, date(2026, 1, 1), date(2036, 12, 31)),
        (10, date(2026, 12, 31), date(2036, 12, 31)),
        (10, date(2027, 1, 1), date(2037, 12, 31)),
        (1, date(2028, 2, 29), date(2029, 12, 31)),
        (None, date(2026, 6, 1), FOR_EVER),
        (70, date(9990, 6, 1), FOR_EVER),
    ],
)
def test_a_period_begins_when_the_year_is_over(years: int | None, finished_on: date, last_day: date) -> None:
    assert rule(years).until(finished_on) == last_day


@given(years=st.integers(1, 20), finished_on=DAYS)
@settings(max_examples=30)
def test_a_period_is_counted_day_by_day_from_the_end_of_the_year(years: int, finished_on: date) -> None:
    """The oracle: walk to the first day of the next year, then through so many whole years, one day after another."""
    day = finished_on
    while day.year == finished_on.year:
        day += timedelta(days=1)
    passed = 0
    while passed < years:
        day += timedelta(days=1)
        passed += (day.month, day.day) == (1, 1)
    assert rule(years).until(finished_on) == day - timedelta(days=1)


@given(rules=RULES, procedure=SELECTORS, field=SELECTORS, kind=SELECTORS)
@settings(max_examples=200)
def test_the_most_specific_rule_holds(rules: list[RetentionRule], procedure: str, field: str, kind: str) -> None:
    """The oracle: ask for the exact rule first, then for ever less exact ones, in the order that law books have."""
    known = {(one.procedure, one.field, one.kind): one for one in rules}
    asked = [
        (named, among, of)
        for named in dict.fromkeys((procedure, ""))
        for among in dict.fromkeys((field, ""))
        for of in dict.fromkeys((kind, ""))
    ]
    wanted = next(known[one] for one in asked if one in known)
    assert rule_for(rules, procedure=procedure, field=field, kind=kind) == wanted


def test_what_no_rule_names_is_an_error_and_not_a_period_of_nothing() -> None:
    with pytest.raises(LookupError, match="No period is known"):
        rule_for([RetentionRule(years=5, law="x", field="a")], procedure="1", field="b")


def test_a_table_must_be_whole_and_say_nothing_twice() -> None:
    wrong = [RetentionRule(years=0, law="x", field="a"), RetentionRule(years=2, law="x", field="a")]
    assert flaws(wrong) == [
        "field:a: a period is of one year at least",
        "field:a: said twice",
        "nothing is said of what no rule names",
    ]


@pytest.mark.parametrize(
    ("field", "on", "years"),
    [
        ("chung_thuc", date(2026, 3, 2), 2),
        ("ho_tich", date(2026, 3, 2), None),
        ("ho_kinh_doanh", date(2026, 3, 2), 10),
        ("ho_tich", date(2019, 3, 2), None),
    ],
)
def test_the_periods_of_the_house_are_dated_data(field: str, on: date, years: int | None) -> None:
    assert papers.retention_on(on).rule_for(procedure="1.000001", field=field).years == years


def test_every_period_says_where_it_stands_and_whether_somebody_compared_it() -> None:
    for day in (date(2018, 1, 1), date(2026, 3, 2)):
        table = papers.retention_on(day)
        assert table.law
        assert table.minutes.title == "Biên bản tiêu hủy tài liệu hết thời hạn lưu trữ"
        assert all(one.law and not one.verified for one in table.rules)
    assert papers.retention_on(date(2025, 6, 30)).law != papers.retention_on(date(2025, 7, 1)).law


@pytest.mark.parametrize(
    ("decision", "objection"),
    [
        (Decision("12/QĐ-UBND", date(2037, 1, 6), "Chủ tịch"), None),
        (Decision("12/QĐ-UBND", date(2037, 1, 5), "Chủ tịch"), None),
        (Decision("12/QĐ-UBND", date(2037, 1, 4), "Chủ tịch"), "archive_decision_day"),
        (Decision("12/QĐ-UBND", date(2037, 1, 9), "Chủ tịch"), "archive_decision_day"),
        (Decision(" ", date(2037, 1, 6), "Chủ tịch"), "archive_decision_incomplete"),
        (Decision("12/QĐ-UBND", date(2037, 1, 6), " "), "archive_decision_incomplete"),
    ],
)
def test_a_decision_names_itself_and_is_not_older_than_the_list(decision: Decision, objection: str | None) -> None:
    found = objection_to(decision, proposed_on=date(2037, 1, 5), today=date(2037, 1, 8))
    assert (found.code if found else None) == objection


def test_a_year_is_listed_when_it_is_over() -> None:
    assert objection_to_closing(2026, today=date(2026, 12, 31)) == Refusal("archive_year_not_over", {"year": "2026"})
    assert objection_to_closing(2026, today=date(2027, 1, 1)) is None

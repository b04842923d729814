"""The dated rules of feedback, read without a database."""

from datetime import date

from motcua.organisation.types import Role
from motcua.voice.reading import rules_on
from motcua.voice.rules.handling import DISTRIBUTORS, TAKERS, TRUSTED, code_of


def test_the_terms_and_lists_are_dated() -> None:
    rules = rules_on(date(2026, 11, 2))
    assert (str(rules.handle), str(rules.decline)) == ("15 working_day", "2 working_day")
    assert rules_on(date(1999, 1, 1)).since == date(2018, 1, 1)
    assert [one.key for one in rules.kinds if one.for_leaders] == ["conduct"]
    assert {one.key for one in rules.reasons if one.returns} == {"other_competence", "complaint"}
    for label in [*(one.label for one in rules.kinds), *(one.label for one in rules.reasons)]:
        assert label.vi
        assert label.en
    assert rules.kind("nonsense") is None
    assert rules.reason("nonsense") is None


def test_a_code_says_its_day_and_widens_when_it_must() -> None:
    assert code_of(date(2026, 11, 2), 7) == "PAKN-261102-0007"
    assert code_of(date(2026, 11, 2), 12_345) == "PAKN-261102-12345"


def test_an_inspector_sees_everything_and_does_nothing() -> None:
    assert Role.INSPECTOR in TRUSTED
    assert Role.INSPECTOR not in {*DISTRIBUTORS, *TAKERS}

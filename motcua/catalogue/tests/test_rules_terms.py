"""Which term a dossier has: the most specific rule, never a guess."""

from dataclasses import replace
from typing import Any

import pytest

from motcua.catalogue.language.regimes import regimes
from motcua.catalogue.rules.terms import ambiguities, gaps
from motcua.catalogue.tests.factories import house_number, starter
from motcua.catalogue.types import (
    ApplicantKind,
    Area,
    Case,
    Channel,
    Label,
    ProcedureVersion,
    SupplementEffect,
    SupplementRule,
    TermRule,
    supplement_law,
    term_for,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import Term


def rule(term: str, **where: Any) -> TermRule:
    return TermRule(Term.parse(term), **where)


def with_terms(*rules: TermRule) -> ProcedureVersion:
    cases = (Case("first", Label("Cấp mới")), Case("again", Label("Cấp lại")))
    return replace(house_number(), cases=cases, terms=rules)


def term_of(version: ProcedureVersion, **facts: Any) -> str:
    plain: dict[str, Any] = {
        "case": None,
        "channel": Channel.COUNTER,
        "area": None,
        "applicant": ApplicantKind.CITIZEN,
    }
    found = term_for(version, **(plain | facts))
    assert isinstance(found, TermRule), found
    return str(found.term)


def test_the_one_term_is_everybodys() -> None:
    assert term_of(house_number()) == "3 working_day"


def test_a_mountainous_commune_has_ten_working_days_more() -> None:
    split = starter("1.012784")
    assert term_of(split) == "12 working_day"
    assert term_of(split, area=Area.MOUNTAINOUS) == "22 working_day"


def test_the_case_chooses_the_clock() -> None:
    change = starter("1.004859")
    assert term_of(change, case="add") == "same_day"
    assert term_of(change, case="change") == "3 working_day"


def test_the_channel_chooses_the_clock_where_it_really_does() -> None:
    service = starter("1.013136")
    assert term_of(service) == "1 working_day"
    assert term_of(service, channel=Channel.ONLINE) == "2 working_hour"


def test_a_person_who_files_himself_is_answered_sooner_than_an_employer() -> None:
    maternity = starter("2.000693")
    assert term_of(maternity, applicant=ApplicantKind.ENTERPRISE) == "6 working_day"
    assert term_of(maternity, applicant=ApplicantKind.CITIZEN) == "3 working_day"


def test_case_and_place_together_are_narrower_than_either() -> None:
    version = with_terms(
        rule("5 working_day"),
        rule("7 working_day", cases=frozenset({"again"})),
        rule("9 working_day", areas=frozenset({Area.ISLAND})),
        rule("11 working_day", cases=frozenset({"again"}), areas=frozenset({Area.ISLAND})),
    )
    assert term_of(version, case="first") == "5 working_day"
    assert term_of(version, case="again") == "7 working_day"
    assert term_of(version, case="first", area=Area.ISLAND) == "9 working_day"
    assert term_of(version, case="again", area=Area.ISLAND) == "11 working_day"
    assert ambiguities(version) == []


def test_two_rules_that_cross_are_ambiguous() -> None:
    crossing = with_terms(
        rule("5 working_day", cases=frozenset({"again"})),
        rule("7 working_day", channels=frozenset({Channel.ONLINE})),
        rule("9 working_day"),
    )
    (situation, rules), *_ = ambiguities(crossing)
    assert situation[:2] == ("again", Channel.ONLINE)
    assert {str(found.term) for found in rules} == {"5 working_day", "7 working_day"}


def test_crossing_rules_that_agree_are_no_quarrel() -> None:
    agreeing = with_terms(
        rule("5 working_day", cases=frozenset({"again"})),
        rule("5 working_day", channels=frozenset({Channel.ONLINE})),
        rule("9 working_day"),
    )
    assert ambiguities(agreeing) == []


def test_a_case_without_a_term_is_a_gap_and_a_refusal() -> None:
    version = with_terms(rule("5 working_day", cases=frozenset({"first"})))
    assert {situation[0] for situation in gaps(version)} == {"again"}
    answer = term_for(version, case="again", channel=Channel.COUNTER, area=None, applicant=ApplicantKind.CITIZEN)
    assert isinstance(answer, Refusal)
    assert answer.code == "term_undecided"


class TestSupplement:
    old, new = regimes()

    @pytest.mark.parametrize("regime", regimes(), ids=lambda regime: regime.key)
    def test_the_decrees_count_again_from_zero_after_three_days_at_the_latest(self, regime) -> None:  # type: ignore[no-untyped-def]  # parametrised by regime
        law = supplement_law(house_number(), regime)
        assert (law.effect, str(law.slip_deadline), law.allowed) == (SupplementEffect.RESTART, "3 working_day", 1)
        assert law.term is None

    def test_only_the_new_decree_closes_after_fifteen_days(self) -> None:
        before, after = supplement_law(house_number(), self.old), supplement_law(house_number(), self.new)
        assert (before.waiting_term, before.closing_allowed) == (None, False)
        assert (str(after.waiting_term), after.closing_allowed) == ("15 day", True)
        assert after.article == "NĐ 118/2025 Đ19.5"

    def test_the_environment_permit_goes_on_where_it_stopped_and_waits_a_year(self) -> None:
        law = supplement_law(starter("1.010727"), self.new)
        assert (law.effect, str(law.waiting_term)) == (SupplementEffect.CONTINUE, "12 month")

    def test_groundwater_begins_again_with_eighteen_days(self) -> None:
        law = supplement_law(starter("1.004223"), self.new)
        assert (law.effect, str(law.term)) == (SupplementEffect.RESTART_WITH, "18 working_day")

    def test_special_law_may_allow_none_at_all(self) -> None:
        strict = replace(house_number(), supplement=SupplementRule(allowed=0, article="QĐ 1"))
        assert supplement_law(strict, self.new).allowed == 0

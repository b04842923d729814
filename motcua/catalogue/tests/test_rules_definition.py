"""Whether a process definition can be run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.parts.findings import Finding, Severity
from motcua.catalogue.rules.definition import check_hours, check_shape, longest_path, share_of, working_hours
from motcua.catalogue.tests.factories import house_number, starter, starters
from motcua.catalogue.types import (
    Label,
    Outcome,
    Place,
    ProcessDefinition,
    Selector,
    Step,
    StepAction,
    StepKind,
    TermRule,
)
from motcua.organisation.types import Role
from motcua.worktime.types import Term

EIGHT = Decimal(8)


def definition() -> ProcessDefinition:
    found = house_number().process
    assert found is not None
    return found


def with_step(which: str, **changes: Any) -> ProcessDefinition:
    steps = tuple(replace(step, **changes) if step.key == which else step for step in definition().steps)
    return replace(definition(), steps=steps)


def with_action(step_key: str, action: StepAction) -> ProcessDefinition:
    step = definition().step(step_key)
    return with_step(step_key, actions=(*(each for each in step.actions if each.key != action.key), action))


def codes(found: Sequence[Finding]) -> set[str]:
    return {finding.code for finding in found}


def shape(broken: ProcessDefinition, *pauses: str) -> set[str]:
    return codes(check_shape(broken, pause_keys=pauses))


def action(key: str, leads_to: str | None, outcome: Outcome = Outcome.ADVANCE) -> StepAction:
    return StepAction(key, Label(key), leads_to, outcome)


def test_the_shared_models_are_sound() -> None:
    for version in starters():
        assert version.process is not None
        pauses = [reason.key for reason in version.pause_reasons]
        assert check_shape(version.process, pause_keys=pauses) == [], version.code


def test_a_key_is_given_once() -> None:
    assert "step_named_twice" in shape(with_step("seal", key="approve"))
    doubled = definition().step("receive").actions * 2
    assert "action_named_twice" in shape(with_step("receive", actions=doubled))


def test_the_first_step_receives() -> None:
    assert "first_step_receives" in shape(with_step("receive", kind=StepKind.APPRAISE))


def test_an_action_leads_to_a_step_that_exists() -> None:
    assert "leads_nowhere" in shape(with_action("seal", action("seal", "nowhere")))


def test_every_step_is_reached() -> None:
    lonely = Step(
        "lonely", StepKind.VERIFY, Label("x"), Role.OFFICER, Selector(Place.RESOLVING), EIGHT, (action("go", "seal"),)
    )
    assert "step_unreachable" in shape(replace(definition(), steps=(*definition().steps, lonely)))


def test_going_back_for_rework_is_no_circle_but_leading_back_is() -> None:
    assert definition().step("approve").action("send_back") is not None
    assert shape(definition()) == set()
    circle = with_action("approve", action("send_back", "appraise"))
    assert "path_never_ends" in shape(circle)


def test_a_step_without_a_way_out_never_ends() -> None:
    assert "step_without_action" in shape(with_step("seal", actions=()))


def test_a_path_ends_only_with_the_hand_over() -> None:
    assert "ends_without_hand_over" in shape(with_action("seal", action("seal", None)))
    assert "ends_without_hand_over" in shape(with_action("seal", action("drop", None, Outcome.HAND_OVER)))


def test_every_path_decides_exactly_once() -> None:
    never = with_action("appraise", action("submit", "seal"))
    assert "decided_not_once" in shape(never)
    twice = with_action("seal", action("seal", "hand_over", Outcome.APPROVE))
    assert "decided_not_once" in shape(twice)


def test_a_role_that_handles_nothing_is_found() -> None:
    assert "role_handles_nothing" in shape(with_step("seal", role=Role.INSPECTOR))


def test_a_pause_has_to_be_listed_by_the_procedure() -> None:
    paused = with_step("seal", pause="financial_obligation")
    assert "pause_not_listed" in shape(paused)
    assert shape(paused, "financial_obligation") == set()


def test_a_supplement_returns_to_a_step_that_may_ask_for_one() -> None:
    assert "supplement_returns_nowhere" in shape(replace(definition(), supplement_returns_to="seal"))
    assert "supplement_returns_nowhere" in shape(replace(definition(), supplement_returns_to="nowhere"))


def test_a_join_names_a_step() -> None:
    assert "joins_nowhere" in shape(with_step("appraise", join="nowhere"))
    assert "joins_without_way" in shape(with_step("appraise", join="hand_over")), "no way out leads there at once"
    opinions = starter("1.009645").process
    assert opinions is not None
    assert opinions.step("consult").join == "synthesise"


class TestHours:
    terms: Mapping[str | None, Sequence[TermRule]] = {None: [TermRule(Term.parse("3 working_day"))]}

    def test_the_longest_path_of_three_days_fits_twenty_four_hours(self) -> None:
        assert longest_path(definition(), None) <= 24
        assert check_hours(definition(), self.terms, hours_a_day=EIGHT) == []

    def test_a_quarter_of_an_hour_too_much_is_an_error(self) -> None:
        spare = 24 - longest_path(definition(), None)
        fits = with_step("seal", hours=definition().step("seal").hours + spare)
        assert check_hours(fits, self.terms, hours_a_day=EIGHT) == []
        too_long = with_step("seal", hours=definition().step("seal").hours + spare + Decimal("0.25"))
        (finding,) = check_hours(too_long, self.terms, hours_a_day=EIGHT)
        assert (finding.code, finding.severity) == ("path_too_long", Severity.ERROR)

    def test_calendar_days_only_warn_because_holidays_differ(self) -> None:
        calendar: Mapping[str | None, Sequence[TermRule]] = {None: [TermRule(Term.parse("2 day"))]}
        (finding,) = check_hours(definition(), calendar, hours_a_day=EIGHT)
        assert finding.severity is Severity.WARNING

    def test_time_that_is_not_counted_costs_no_hours(self) -> None:
        land = starter("1.013831").process
        assert land is not None
        assert {step.key for step in land.steps if step.pause} == {"determine", "pay"}
        longer = replace(
            land, steps=tuple(replace(step, hours=Decimal(400)) if step.pause else step for step in land.steps)
        )
        assert longest_path(longer, "transfer") == longest_path(land, "transfer")

    def test_the_case_with_the_longer_term_gives_its_steps_more_time(self) -> None:
        change = starter("1.004859").process
        assert change is not None
        appraise = change.step("appraise")
        assert appraise.hours_for("add") < appraise.hours_for("change")
        assert longest_path(change, "add") <= 8 < longest_path(change, "change") <= 24

    @pytest.mark.parametrize(
        ("term", "hours"),
        [
            ("same_day", "8"),
            ("5 working_day", "40"),
            ("6.25 working_day", "50"),
            ("8 working_hour", "8"),
            ("24 hour", "24"),
            ("14 working_day + 3 working_day", "136"),
            ("15 day", "85.5"),
            ("2 month", "320"),
        ],
    )
    def test_how_many_hours_a_term_holds(self, term: str, hours: str) -> None:
        assert working_hours(Term.parse(term), hours_a_day=EIGHT) == Decimal(hours)

    @given(
        hours=st.decimals("0.25", "400", places=2),
        shares=st.lists(st.integers(1, 30), min_size=1, max_size=8).filter(lambda shares: sum(shares) <= 100),
    )
    def test_shares_never_exceed_the_whole_and_are_whole_quarters(self, hours: Decimal, shares: list[int]) -> None:
        parts = [share_of(hours, Decimal(share)) for share in shares]
        assert sum(parts) <= hours
        assert all(part % Decimal("0.25") == 0 for part in parts)


def test_the_result_at_the_return_desk_completes_the_dossier() -> None:
    seal = definition().step("seal").action("seal")
    approve = definition().step("approve").action("approve")
    assert seal is not None
    assert approve is not None
    assert definition().completes(seal)
    assert not definition().completes(approve)


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("receiving", Selector(Place.RECEIVING)),
        ("agency:H49.16", Selector(Place.AGENCY, "H49.16")),
        ("partner:tax", Selector(Place.PARTNER, "tax")),
    ],
)
def test_a_place_is_read_as_it_is_written(text: str, selector: Selector) -> None:
    assert Selector.parse(text) == selector
    assert str(selector) == text


@pytest.mark.parametrize("text", ["somewhere", "agency", "receiving:H49", ""])
def test_a_place_that_says_too_little_or_too_much_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text alone is the message
        Selector.parse(text)

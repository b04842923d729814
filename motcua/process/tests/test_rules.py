"""What a way out means, who gets the work, who may act, and when a step is due."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossier.types import Action
from motcua.kernel.types import Refusal, granted
from motcua.organisation.types import EVERYTHING, NOTHING, Role, Scope
from motcua.process.rules import assignment, authority, course, timing
from motcua.process.rules.assignment import Candidates
from motcua.process.tests.courses import ON_SITE_5, WITH_TAX, subject
from motcua.process.types import Because
from motcua.worktime.types import packaged_calendar

CALENDAR = granted(packaged_calendar("vn-office"))
DESK, OFFICE = 1, 2


def test_the_receipt_itself_does_the_receive_step() -> None:
    first = course.first_work(ON_SITE_5)
    assert first is not None
    assert first.key == "appraise"


@pytest.mark.parametrize(
    ("step", "action", "acts", "leads_to"),
    [
        ("appraise", "submit", (), "approve"),
        ("approve", "approve", (Action.DECIDE,), "seal"),
        ("approve", "refuse", (Action.DECIDE, Action.COMPLETE), "hand_over"),
        ("approve", "send_back", (), "appraise"),
        ("seal", "seal", (Action.COMPLETE,), "hand_over"),
        ("hand_over", "hand_over", (Action.HAND_OVER,), None),
    ],
)
def test_what_each_way_out_means(step: str, action: str, acts: tuple[Action, ...], leads_to: str | None) -> None:
    way = course.way_out(ON_SITE_5, step, action)
    assert not isinstance(way, Refusal)
    assert way.acts == acts
    assert (way.next.key if way.next else None) == leads_to


def test_a_step_at_the_tax_office_opens_and_closes_a_pause() -> None:
    there, back = course.way_out(WITH_TAX, "appraise", "send_to_tax"), course.way_out(WITH_TAX, "tax", "paid")
    assert not isinstance(there, Refusal)
    assert not isinstance(back, Refusal)
    assert there.acts == (Action.PAUSE,)
    assert back.acts == (Action.RESUME,)


def test_a_way_that_is_not_there_is_refused() -> None:
    assert course.way_out(ON_SITE_5, "appraise", "approve") == Refusal(
        "no_such_way_out", {"step": "appraise", "action": "approve"}
    )


def test_a_step_is_done_where_its_place_says() -> None:
    by_key = {step.key: step for step in ON_SITE_5.steps}
    tax = WITH_TAX.step("tax")
    asked = subject(receiving=DESK, resolving=OFFICE)
    assert course.agency_of(by_key["hand_over"], asked, partners={}, named={}) == DESK
    assert course.agency_of(by_key["seal"], asked, partners={}, named={}) == OFFICE
    assert course.agency_of(tax, asked, partners={"tax": 9}, named={}) == 9
    assert course.agency_of(tax, asked, partners={}, named={}) == Refusal(
        "no_agency_for_step", {"step": "tax", "key": "tax"}
    )


def placed(officers: list[int], load: dict[int, int], had_it: int | None = None) -> tuple[int | None, Because]:
    placement = assignment.place(Candidates(officers, load, had_it), agency_id=1, unit_id=None, role=Role.OFFICER)
    return placement.officer_id, placement.because


def test_the_least_loaded_officer_gets_the_work() -> None:
    assert placed([1, 2, 3], {1: 4, 2: 1, 3: 7}) == (2, Because.LEAST_LOADED)
    assert placed([3, 2], {}) == (2, Because.LEAST_LOADED)
    assert placed([5], {5: 90}) == (5, Because.ONLY_ONE)
    assert placed([], {}) == (None, Because.NOBODY)


def test_whoever_had_it_before_gets_it_back_while_still_in_post() -> None:
    assert placed([1, 2], {1: 0, 2: 50}, had_it=2) == (2, Because.HAD_IT_BEFORE)
    assert placed([1, 3], {1: 3, 3: 0}, had_it=2) == (3, Because.LEAST_LOADED)


@given(st.lists(st.integers(1, 9), unique=True), st.dictionaries(st.integers(1, 9), st.integers(0, 5)))
def test_nobody_competent_has_less_to_do_than_the_chosen_one(officers: list[int], load: dict[int, int]) -> None:
    officer_id, _because = placed(officers, load)
    if officer_id is not None:
        assert officer_id in officers
        assert load.get(officer_id, 0) == min(load.get(officer, 0) for officer in officers)
    else:
        assert not officers


RECEPTIONIST = Scope(frozenset({DESK}), frozenset({DESK}), 1, frozenset({Role.RECEPTIONIST}))
OFFICER = Scope(frozenset({OFFICE}), frozenset({OFFICE}), 2, frozenset({Role.OFFICER}))
STRANGER = Scope(frozenset({7}), frozenset({7}), 3, frozenset({Role.RECEPTIONIST, Role.OFFICER, Role.LEADER}))
INSPECTOR = Scope(None, frozenset(), 4, frozenset({Role.INSPECTOR}))


@pytest.mark.parametrize("action", list(Action))
def test_strangers_and_readers_may_do_nothing(action: Action) -> None:
    for scope in (STRANGER, INSPECTOR, NOTHING):
        assert not authority.may_act(scope, action, subject())


def test_each_side_does_its_own_acts() -> None:
    assert authority.may_act(OFFICER, Action.ASK_SUPPLEMENT, subject())
    assert not authority.may_act(RECEPTIONIST, Action.ASK_SUPPLEMENT, subject())
    assert authority.may_act(RECEPTIONIST, Action.ANSWER_SUPPLEMENT, subject())
    assert not authority.may_act(OFFICER, Action.VOID, subject())
    assert authority.may_act(EVERYTHING, Action.CLOSE_UNANSWERED, subject())


@pytest.mark.parametrize("action", [Action.DECIDE, Action.COMPLETE, Action.HAND_OVER])
def test_deciding_is_a_way_out_of_a_step_never_an_act_beside_it(action: Action) -> None:
    assert not authority.may_act(EVERYTHING, action, subject())


def test_a_step_is_due_after_its_working_hours() -> None:
    friday_afternoon = datetime(2026, 3, 6, 15, 0)
    due = timing.step_due(CALENDAR, opened_at=friday_afternoon, hours=Decimal("4"))
    assert due == datetime(2026, 3, 9, 9, 30)


def test_what_was_left_runs_on_after_a_hold() -> None:
    due = timing.due_after_hold(
        CALENDAR,
        due_at=datetime(2026, 3, 9, 9, 30),
        held_since=datetime(2026, 3, 6, 16, 0),
        resumed_at=datetime(2026, 3, 12, 13, 0),
    )
    assert due == datetime(2026, 3, 12, 16, 0)


def test_late_work_stays_late_after_a_hold() -> None:
    overdue = datetime(2026, 3, 5, 9, 30)
    held = datetime(2026, 3, 6, 16, 0)
    assert timing.due_after_hold(CALENDAR, due_at=overdue, held_since=held, resumed_at=held) == overdue

"""What a way out means, who gets the work, who may act, and when a step is due."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.language import loading
from motcua.catalogue.types import StepKind
from motcua.dossier.types import Action
from motcua.kernel.types import Refusal, granted
from motcua.organisation.types import EVERYTHING, NOTHING, Role, Scope
from motcua.process.rules import assignment, authority, course, timing
from motcua.process.rules.assignment import Candidates
from motcua.process.rules.course import PauseChange
from motcua.process.tests.courses import ON_SITE_5, WITH_TAX, subject
from motcua.process.types import Because, Placement, WorkItem, WorkKind
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


@pytest.mark.parametrize(
    ("left", "entered", "open_pauses", "change"),
    [
        ("appraise", "tax", set(), PauseChange(begins="financial_obligation")),
        ("tax", "pay", {"financial_obligation"}, PauseChange()),
        ("pay", "approve", {"financial_obligation"}, PauseChange(ends="financial_obligation")),
        ("pay", "approve", set(), PauseChange()),
        ("appraise", "tax", {"financial_obligation"}, PauseChange()),
        ("pay", "approve", {"financial_obligation", "measuring"}, PauseChange(ends="financial_obligation")),
        ("approve", "hand_over", {"measuring"}, PauseChange()),
    ],
)
def test_two_steps_with_one_reason_are_one_pause(
    left: str, entered: str, open_pauses: set[str], change: PauseChange
) -> None:
    steps = WITH_TAX.step(left), WITH_TAX.step(entered)
    assert course.pauses_between(*steps, open_pauses=open_pauses) == change


def test_a_decision_falls_only_where_it_is_taken_again() -> None:
    assert course.is_decided_after(ON_SITE_5, ON_SITE_5.step("appraise"))
    assert course.is_decided_after(ON_SITE_5, ON_SITE_5.step("approve"))
    assert not course.is_decided_after(ON_SITE_5, ON_SITE_5.step("seal"))


def done(number: int, step_key: str, action_key: str, previous: int | None) -> WorkItem:
    placement = Placement(OFFICE, None, Role.OFFICER, 1, Because.ONLY_ONE)
    return WorkItem(
        number=number,
        dossier_id=1,
        step_key=step_key,
        kind="appraise",
        placement=placement,
        opened_at=datetime(2026, 3, 2, 9, 0),
        due_at=None,
        action_key=action_key,
        previous_number=previous,
    )


def test_the_step_before_is_the_one_it_came_from_in_the_ordinary_direction() -> None:
    history = [
        done(2, "appraise", "submit", None),
        done(5, "approve", "send_back", 2),
        done(8, "appraise", "submit", 5),
        done(11, "approve", "", 8),
    ]
    before = course.work_before(ON_SITE_5, history, history[3])
    assert before is not None
    assert before.number == 8
    assert course.work_before(ON_SITE_5, history, history[2]) is None, "what came back to the first step is there again"


def test_a_way_that_is_not_there_is_refused() -> None:
    assert isinstance(course.way_out(ON_SITE_5, "await_supplement", "approve"), Refusal)
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
    placement = assignment.place(
        Candidates({officer: load.get(officer, 0) for officer in officers}, had_it),
        agency_id=1,
        unit_id=None,
        role=Role.OFFICER,
    )
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


def test_a_step_is_never_due_after_its_dossier_while_that_date_lies_ahead() -> None:
    morning, four = datetime(2026, 3, 9, 15, 0), Decimal(4)
    closing = datetime(2026, 3, 9, 17, 0)
    assert timing.step_due(CALENDAR, opened_at=morning, hours=four, dossier_due_at=closing) == closing
    past = datetime(2026, 3, 6, 17, 0)
    own = timing.step_due(CALENDAR, opened_at=morning, hours=four, dossier_due_at=past)
    assert own == datetime(2026, 3, 10, 9, 30), "whoever gets an overdue dossier is not late at once"


def test_a_step_is_late_by_the_minute_and_not_for_what_it_was_held() -> None:
    due = datetime(2026, 3, 9, 17, 0)
    assert not timing.is_late(due, done_at=datetime(2026, 3, 9, 17, 0, 59))
    assert timing.is_late(due, done_at=datetime(2026, 3, 9, 17, 1))
    assert not timing.is_late(due, done_at=datetime(2026, 3, 12, 9, 0), held_since=datetime(2026, 3, 9, 10, 0))
    assert timing.is_late(due, done_at=datetime(2026, 3, 12, 9, 0), held_since=datetime(2026, 3, 10, 10, 0))
    assert not timing.is_late(None, done_at=due)


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


def test_the_ordinary_way_of_every_procedure_leads_home_and_nowhere_twice() -> None:
    definitions = [version.process for version in loading.starter_catalogue() if version.process is not None]
    assert definitions
    for definition in definitions:
        way = course.ordinary_way(definition, definition.first.key)
        assert way[-1].kind is StepKind.HAND_OVER
        assert len({step.key for step in way}) == len(way)
        assert course.ordinary_way(definition, way[-1].key) == ()
        assert course.ordinary_way(definition, way[0].key) == way[1:]
    assert course.ordinary_way(definitions[0], WorkKind.AWAIT_SUPPLEMENT) == ()

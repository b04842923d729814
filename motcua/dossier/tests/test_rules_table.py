"""The table of the legal life: every pair of state and action has an answer, and the answer is the one we mean."""

from dataclasses import replace
from pathlib import Path

import pytest

from motcua.catalogue.types import Channel
from motcua.dossier.rules import diagram
from motcua.dossier.rules.alarms import fire
from motcua.dossier.rules.decide import decide, file
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.rules.table import TABLE, possible, transition, why_not
from motcua.dossier.tests.examples import (
    HOLDER,
    INTAKE,
    REASON,
    SUBJECT,
    after,
    law,
    on,
    taken_in,
)
from motcua.dossier.types import (
    OPEN,
    Accept,
    Action,
    AddPaper,
    AdjustContent,
    AnswerConsultation,
    AnswerSupplement,
    Apologise,
    AskCompletion,
    AskConsultation,
    AskSupplement,
    AssessFee,
    CloseCorrection,
    CloseUnanswered,
    Command,
    Complete,
    CompleteFiling,
    Decide,
    Decline,
    DeclineReason,
    DigitalState,
    Facts,
    FileKind,
    HandOver,
    OpenCorrection,
    Outcome,
    OwedFee,
    Pause,
    Prolong,
    Reappoint,
    RecomputeClock,
    RemovePaper,
    Resume,
    ReturnMethod,
    SettleFee,
    StartClock,
    State,
    Stop,
    StopFiling,
    TakeFromStore,
    Void,
    WithdrawConsultation,
    WithdrawDecision,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import Term

ROOT = Path(__file__).resolve().parents[3]

MATRIX = {
    State.FILED: "accept ask_completion decline stop_filing adjust_content settle_fee recompute_clock "
    "add_paper remove_paper take_from_store",
    State.INTAKE_COMPLETION: "complete_filing decline stop_filing add_paper remove_paper take_from_store",
    State.DECLINED_AT_INTAKE: "",
    State.FILING_STOPPED: "",
    State.IN_PROGRESS: "start_clock ask_supplement pause ask_consultation answer_consultation withdraw_consultation "
    "prolong apologise reappoint assess_fee settle_fee decide stop adjust_content void recompute_clock "
    "add_paper remove_paper take_from_store",
    State.AWAITING_SUPPLEMENT: "answer_supplement close_unanswered answer_consultation withdraw_consultation "
    "apologise assess_fee settle_fee stop adjust_content void recompute_clock add_paper remove_paper take_from_store",
    State.PAUSED: "pause resume ask_consultation answer_consultation withdraw_consultation apologise assess_fee "
    "settle_fee stop adjust_content void recompute_clock add_paper remove_paper take_from_store",
    State.DECIDED: "withdraw_decision complete answer_consultation withdraw_consultation apologise reappoint "
    "assess_fee settle_fee recompute_clock add_paper remove_paper take_from_store",
    State.COMPLETED: "apologise assess_fee settle_fee hand_over open_correction close_correction "
    "add_paper remove_paper take_from_store",
    State.HANDED_OVER: "open_correction close_correction",
    State.STOPPED: "",
    State.CLOSED_UNANSWERED: "",
    State.VOIDED: "",
}
"""Which actions each state knows, typed by hand: a change of the table has to be meant."""

COMMANDS: dict[Action, Command] = {
    command.action: command
    for command in (
        Accept(),
        AskCompletion(missing=("application",)),
        CompleteFiling(),
        Decline(DeclineReason.INCOMPLETE),
        StopFiling(),
        StartClock(),
        AskSupplement(missing=("application",), late_reason=REASON),
        AnswerSupplement(),
        CloseUnanswered(),
        Pause("tax"),
        Resume("tax"),
        AskConsultation("police", 5, Term.parse("3 working_day")),
        AnswerConsultation("police"),
        WithdrawConsultation("police", REASON),
        Prolong("verification", REASON),
        Apologise(REASON),
        Reappoint(on("20/04 17:00")),
        AssessFee(OwedFee("land", 1_000)),
        SettleFee("land", "BL 1"),
        Decide(Outcome.GRANTED),
        WithdrawDecision(REASON),
        Complete(),
        HandOver(ReturnMethod.COUNTER),
        Stop(REASON),
        AdjustContent(REASON),
        Void(REASON),
        OpenCorrection(REASON),
        CloseCorrection(),
        RecomputeClock("QĐ 9"),
        AddPaper("application", 9, "a" * 64, FileKind.SCAN, DigitalState.DIGITISED),
        RemovePaper(9, REASON),
        TakeFromStore("application", REASON),
    )
}


def filed() -> Facts:
    intake = replace(INTAKE, subject=replace(SUBJECT, channel=Channel.ONLINE))
    event = file(intake, at=on("02/03 08:00"), law=law(), holder=HOLDER, calendar_key="vn-office")
    assert not isinstance(event, Refusal)
    return evolve(None, event, at=on("02/03 08:00"))


def reached(state: State) -> Facts:
    """A dossier in that state, by the shortest lawful way."""
    by, received = law(), taken_in("02/03 09:00", law())
    decided = after(received, by, ("03/03 09:00", Decide(Outcome.GRANTED)))
    ways: dict[State, Facts] = {
        State.FILED: filed(),
        State.INTAKE_COMPLETION: after(filed(), by, ("02/03 09:00", COMMANDS[Action.ASK_COMPLETION])),
        State.DECLINED_AT_INTAKE: after(filed(), by, ("02/03 09:00", COMMANDS[Action.DECLINE])),
        State.FILING_STOPPED: after(filed(), by, ("02/03 09:00", StopFiling())),
        State.IN_PROGRESS: received,
        State.AWAITING_SUPPLEMENT: after(received, by, ("03/03 09:00", COMMANDS[Action.ASK_SUPPLEMENT])),
        State.PAUSED: after(received, by, ("03/03 09:00", Pause("tax"))),
        State.DECIDED: decided,
        State.COMPLETED: after(decided, by, ("03/03 10:00", Complete())),
        State.HANDED_OVER: after(decided, by, ("03/03 10:00", Complete()), ("03/03 11:00", COMMANDS[Action.HAND_OVER])),
        State.STOPPED: after(received, by, ("03/03 09:00", Stop(REASON))),
        State.CLOSED_UNANSWERED: after(
            received, by, ("03/03 09:00", COMMANDS[Action.ASK_SUPPLEMENT]), ("23/03 07:30", CloseUnanswered())
        ),
        State.VOIDED: after(received, by, ("02/03 10:00", Void(REASON))),
    }
    return ways[state]


def test_every_action_has_a_command() -> None:
    assert set(COMMANDS) == set(Action)


@pytest.mark.parametrize("state", State)
def test_the_matrix_is_the_one_we_mean(state: State) -> None:
    known = [action for action in Action if transition(state, action) is not None]
    assert sorted(known) == sorted(MATRIX[state].split())
    assert sorted(possible(state)) == sorted(known)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_a_pair_the_table_does_not_know_is_refused_and_says_what_is_possible(state: State, action: Action) -> None:
    if (state, action) in TABLE:
        return
    answer = decide(reached(state), COMMANDS[action], at=on("24/03 09:00"), law=law())
    assert isinstance(answer, Refusal)
    assert answer.code == why_not(state, action)
    assert answer.values == {"state": state, "action": action, "possible": possible(state)}


@pytest.mark.parametrize(("state", "action"), list(TABLE), ids=str)
def test_a_pair_the_table_knows_leads_where_the_table_says_or_is_refused_for_a_reason_of_its_own(
    state: State, action: Action
) -> None:
    before = reached(state)
    at = on("24/03 09:00")
    answer = decide(before, COMMANDS[action], at=at, law=law())
    if isinstance(answer, Refusal):
        assert answer.code not in {"wrong_state", "dossier_ended"}
        return
    facts = before
    for event in answer:
        facts = evolve(facts, event, at=at)
    assert facts.state in TABLE[state, action].targets


@pytest.mark.parametrize(
    ("state", "action", "code"),
    [
        (State.AWAITING_SUPPLEMENT, Action.DECIDE, "waiting_for_supplement"),
        (State.AWAITING_SUPPLEMENT, Action.ASK_SUPPLEMENT, "waiting_for_supplement"),
        (State.PAUSED, Action.DECIDE, "time_not_counted"),
        (State.DECIDED, Action.DECIDE, "already_decided"),
        (State.DECIDED, Action.STOP, "already_decided"),
        (State.HANDED_OVER, Action.ADJUST_CONTENT, "already_decided"),
        (State.IN_PROGRESS, Action.HAND_OVER, "not_completed"),
        (State.IN_PROGRESS, Action.COMPLETE, "wrong_state"),
        (State.HANDED_OVER, Action.HAND_OVER, "wrong_state"),
        (State.STOPPED, Action.DECIDE, "dossier_ended"),
        (State.VOIDED, Action.VOID, "dossier_ended"),
    ],
)
def test_the_refusal_is_as_particular_as_a_person_needs(state: State, action: Action, code: str) -> None:
    assert why_not(state, action) == code


def test_an_open_state_always_knows_a_way_on() -> None:
    for state in OPEN:
        targets = {target for (source, _), move in TABLE.items() if source is state for target in move.targets}
        assert targets - {state}


def test_every_state_can_be_reached_and_only_the_running_ones_have_a_date() -> None:
    for state in State:
        facts = reached(state)
        assert facts.state is state
        if state in {State.AWAITING_SUPPLEMENT, State.PAUSED}:
            assert facts.clock is not None
            assert facts.clock.due_at is None
        assert (facts.ended_at is None) == (facts.timeliness is None)


def test_nothing_rings_after_the_end() -> None:
    for state in (State.STOPPED, State.CLOSED_UNANSWERED, State.VOIDED, State.DECLINED_AT_INTAKE, State.HANDED_OVER):
        assert fire(reached(state), at=on("31/12 09:00")) == []


def test_the_page_in_the_documentation_is_drawn_from_the_table() -> None:
    page = (ROOT / "docs" / "dossier-states.md").read_text(encoding="utf-8")
    assert page == diagram.document(), (
        "write docs/dossier-states.md anew with the text of motcua.dossier.rules.diagram.document()"
    )

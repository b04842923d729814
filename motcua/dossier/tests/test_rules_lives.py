"""Any life that the law allows: what holds in all of them, and pauses against an oracle that walks day by day."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.types import SupplementEffect, SupplementRule
from motcua.dossier.rows import row_of
from motcua.dossier.rules import alarms
from motcua.dossier.rules.decide import decide
from motcua.dossier.rules.evolve import evolve, fold
from motcua.dossier.rules.table import TABLE
from motcua.dossier.tests.examples import HOLDER, REASON, after, law, office, taken_in
from motcua.dossier.types import (
    OPEN,
    Action,
    AdjustContent,
    AnswerConsultation,
    AnswerSupplement,
    Apologise,
    AskConsultation,
    AskSupplement,
    AssessFee,
    ClockState,
    CloseCorrection,
    CloseUnanswered,
    Command,
    Complete,
    Decide,
    Event,
    Facts,
    HandOver,
    HeldComponent,
    Moved,
    OpenCorrection,
    Outcome,
    OwedFee,
    Pause,
    Prolong,
    Reappoint,
    RecomputeClock,
    Resume,
    ReturnMethod,
    SettleFee,
    State,
    Stop,
    Void,
    WithdrawConsultation,
    WithdrawDecision,
    read,
    read_event,
    write,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import Term

CALENDAR = office()
MOVES_THE_DATE = frozenset(
    {
        Action.START_CLOCK,
        Action.ASK_SUPPLEMENT,
        Action.ANSWER_SUPPLEMENT,
        Action.PAUSE,
        Action.RESUME,
        Action.PROLONG,
        Action.RECOMPUTE_CLOCK,
    }
)
ANY_COMMAND: st.SearchStrategy[Command] = st.one_of(
    st.builds(AskSupplement, missing=st.just(("application",)), late_reason=st.sampled_from([None, REASON])),
    st.just(AnswerSupplement((HeldComponent("application", originals=1),))),
    st.just(CloseUnanswered()),
    st.builds(Pause, st.sampled_from(["tax", "posting", "transport", "unknown"])),
    st.builds(Resume, st.sampled_from(["tax", "posting", "transport"])),
    st.builds(AskConsultation, st.sampled_from(["police", "land"]), st.just(5), st.just(Term.parse("3 working_day"))),
    st.builds(AnswerConsultation, st.sampled_from(["police", "land"])),
    st.builds(WithdrawConsultation, st.sampled_from(["police", "land"]), st.just(REASON)),
    st.just(Prolong("verification", REASON)),
    st.just(Apologise(REASON)),
    st.just(Reappoint(datetime(2026, 12, 1, 17, 0))),
    st.just(AssessFee(OwedFee("land", 5_000))),
    st.just(SettleFee("land", "BL 1")),
    st.builds(Decide, st.just(Outcome.GRANTED)),
    st.builds(Decide, st.just(Outcome.REFUSED), st.just(REASON)),
    st.just(WithdrawDecision(REASON)),
    st.just(Complete()),
    st.just(HandOver(ReturnMethod.COUNTER)),
    st.just(Stop(REASON)),
    st.just(AdjustContent(REASON)),
    st.just(Void(REASON)),
    st.just(OpenCorrection(REASON)),
    st.just(CloseCorrection()),
    st.just(RecomputeClock("QĐ 9")),
)
TERMS = st.sampled_from(
    ["1 working_day", "5 working_day", "6.25 working_day", "20 day", "1 month", "8 working_hour", "24 hour", "same_day"]
)
EFFECTS = st.sampled_from(
    [
        SupplementRule(),
        SupplementRule(effect=SupplementEffect.CONTINUE),
        SupplementRule(effect=SupplementEffect.RESTART_WITH, term=Term.parse("3 working_day")),
    ]
)
MINUTES = st.integers(min_value=0, max_value=3 * 24 * 60)


@settings(max_examples=150, deadline=None)
@given(
    TERMS, EFFECTS, st.integers(0, 200 * 24 * 60), st.lists(st.tuples(MINUTES, ANY_COMMAND), min_size=1, max_size=25)
)
def test_no_lawful_life_breaks_what_must_hold(
    term: str, effect: SupplementRule, start: int, moves: list[tuple[int, Command]]
) -> None:
    by = law(term, supplement=effect, calendar=CALENDAR)
    at = datetime(2026, 1, 5, 7, 0) + timedelta(minutes=start)
    facts = taken_in(at, by)
    told: list[tuple[datetime, Event]] = []
    for minutes, command in moves:
        at += timedelta(minutes=minutes)
        for event in alarms.fire(facts, at=at):
            facts = evolve(facts, event, at=at)
            told.append((at, event))
        answer = decide(facts, command, at=at, law=by)
        if isinstance(answer, Refusal):
            continue
        before = facts
        for event in answer:
            facts = evolve(facts, event, at=at)
            told.append((at, event))
        the_table_allows(before, command, facts)
        only_lawful_moves_the_date(before, command, facts)
        holds(facts, at)
    written = [(at_, json.loads(json.dumps(write(event))), event.kind) for at_, event in told]
    read_again = [(at_, read_event(kind, body)) for at_, body, kind in written]
    assert read_again == told
    born = taken_in(datetime(2026, 1, 5, 7, 0) + timedelta(minutes=start), by)
    folded = born
    for at_, event in read_again:
        folded = evolve(folded, event, at=at_)
    assert folded == facts
    assert read(Facts, json.loads(json.dumps(write(facts)))) == facts


def the_table_allows(before: Facts, command: Command, facts: Facts) -> None:
    assert facts.state in TABLE[before.state, command.action].targets


def only_lawful_moves_the_date(before: Facts, command: Command, facts: Facts) -> None:
    if command.action not in MOVES_THE_DATE:
        assert clock(facts) == clock(before)
    earlier, later = clock(before).due_at, clock(facts).due_at
    if command.action is Action.RECOMPUTE_CLOCK and earlier is not None:
        assert later is not None
        assert later >= earlier


def holds(facts: Facts, at: datetime) -> None:
    running = clock(facts)
    if facts.state in {State.AWAITING_SUPPLEMENT, State.PAUSED}:
        assert (running.due_at, running.due_date, running.lapses_at, running.due_766_at) == (None, None, None, None)
    if facts.state in {State.IN_PROGRESS, State.DECIDED}:
        assert running.due_at is not None
        assert running.lapses_at is not None
        assert running.due_at < running.lapses_at
        assert facts.appointment_at is not None
        assert facts.appointment_at >= running.due_at
    assert (facts.ended_at is None) == (facts.timeliness is None) == (facts.timeliness_766 is None)
    assert (facts.state in OPEN or facts.state is State.VOIDED) == (facts.ended_at is None)
    instants = [facts.received_at, facts.decided_at, facts.completed_at, facts.handed_over_at]
    known = [instant for instant in instants if instant is not None]
    assert known == sorted(known)
    assert all(instant <= at for instant in known)
    following = alarms.next_alarm(facts)
    assert following is None or following not in facts.fired
    assert facts.state in OPEN or facts.open_correction is not None or following is None
    assert row_of(facts)["state"] == facts.state.value


def clock(facts: Facts) -> ClockState:
    assert facts.clock is not None
    return facts.clock


# --- pauses against an oracle -----------------------------------------------------------------------------------------


def walked(received: date, days: int, pauses: Sequence[tuple[date, date]]) -> date:
    """The day on which the last of so many working days ends, by walking: a day counts when no pause (p, r] holds it,
    and no term ends on a day at whose end a pause stands open.
    """
    day, counted = received, 0
    while True:
        day += timedelta(days=1)
        if not CALENDAR.is_working(day):
            continue
        counted += not any(opens < day <= closes for opens, closes in pauses)
        if counted >= days and not any(opens <= day < closes for opens, closes in pauses):
            return day


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 300 * 24 * 60),
    st.integers(1, 15),
    st.lists(st.tuples(st.integers(1, 6 * 24 * 60), st.sampled_from(["tax", "posting", "transport"])), max_size=12),
)
def test_pauses_in_any_order_and_overlap_end_where_walking_ends(
    start: int, days: int, turns: list[tuple[int, str]]
) -> None:
    by = law(f"{days} working_day", calendar=CALENDAR)
    at = datetime(2026, 1, 5, 7, 0) + timedelta(minutes=start)
    received, facts = at, taken_in(at, by)
    begun: dict[str, datetime] = {}
    spans: list[tuple[date, date]] = []
    for minutes, reason in turns:
        at += timedelta(minutes=minutes)
        if reason in begun:
            facts = after(facts, by, (at, Resume(reason)))
            spans.append((begun.pop(reason).date(), at.date()))
        else:
            facts = after(facts, by, (at, Pause(reason)))
            begun[reason] = at
    at += timedelta(days=1)
    for reason, opened in begun.items():
        facts = after(facts, by, (at, Resume(reason)))
        spans.append((opened.date(), at.date()))
    assert clock(facts).due_date == walked(received.date(), days, spans)
    assert clock(facts).due_766_at == clock(facts).due_at


def test_a_pause_that_opens_on_the_day_to_which_the_end_was_rolled_still_moves_it() -> None:
    by = law("3 working_day", calendar=CALENDAR)
    facts = taken_in(datetime(2026, 3, 3, 9, 0), by)
    moves: list[tuple[str | datetime, Command]] = [
        (datetime(2026, 3, 6, 8, 0), Pause("tax")),
        (datetime(2026, 3, 7, 8, 0), Resume("tax")),
    ]
    used_up = after(facts, by, *moves)
    assert clock(used_up).due_date == date(2026, 3, 9)
    again = after(used_up, by, (datetime(2026, 3, 9, 8, 0), Pause("tax")), (datetime(2026, 3, 10, 8, 0), Resume("tax")))
    assert clock(again).due_date == date(2026, 3, 10)


def test_a_stream_has_one_beginning() -> None:
    by, at = law(), datetime(2026, 3, 2, 9, 0)
    facts = taken_in(at, by)
    moved = Moved(replace(HOLDER, step_key="approve"))
    assert evolve(facts, moved, at=at).holder.step_key == "approve"
    for wrong in ([], [(at, moved)]):
        try:
            fold(wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)

"""E39 to E60 of the rules of the clock: what moves the date, and the classes, typed in by hand."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.catalogue.types import (
    ProlongationEffect,
    StartEvent,
    StartRule,
    SupplementEffect,
    SupplementRule,
)
from motcua.dossier.rules import apology, timeliness
from motcua.dossier.rules.law import Law
from motcua.dossier.tests.examples import (
    REASON,
    VERIFICATION,
    after,
    law,
    office,
    on,
    refused,
    taken_in,
    without,
)
from motcua.dossier.types import (
    AnswerSupplement,
    Apologise,
    AskSupplement,
    ClockState,
    CloseUnanswered,
    Complete,
    Decide,
    Facts,
    Outcome,
    Pause,
    Prolong,
    Reappoint,
    RecomputeClock,
    Resume,
    StartClock,
    State,
    Timeliness,
)
from motcua.worktime.types import Term

EARLY, ON_TIME, LATE = Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE
SLIP = AskSupplement(missing=("application",), reason=REASON)
MONDAY = "02/03 09:00"


def clock(facts: Facts) -> ClockState:
    assert facts.clock is not None
    return facts.clock


def due(facts: Facts) -> datetime | None:
    return clock(facts).due_at


def supplemented(by: Law, *, slip: str = "04/03 10:00", full: str = "12/03 15:30") -> Facts:
    return after(taken_in(MONDAY, by), by, (slip, SLIP), (full, AnswerSupplement()))


def completed(facts: Facts, by: Law, at: str) -> Facts:
    return after(facts, by, (at, Decide(Outcome.GRANTED)), (at, Complete()))


def test_the_usual_dossier_is_due_on_16_march() -> None:
    assert due(taken_in(MONDAY, law())) == on("16/03 17:00")


def test_e39_restart_counts_the_whole_term_from_the_full_dossier() -> None:
    assert due(supplemented(law())) == on("26/03 17:00")


def test_e39_the_last_lawful_moment_of_the_slip_is_the_close_of_the_third_working_day() -> None:
    by = law()
    received = taken_in(MONDAY, by)
    assert not after(received, by, ("05/03 17:00", SLIP)).supplements[0].breach
    too_late = refused(received, by, "05/03 17:01", SLIP)
    assert too_late.code == "slip_too_late_needs_reason"
    assert too_late.values["until"] == on("05/03 17:00")
    late = after(received, by, ("05/03 17:01", replace(SLIP, late_reason=REASON)))
    assert late.supplements[0].breach


def test_e40_continue_leaves_the_two_days_used() -> None:
    by = law(supplement=SupplementRule(effect=SupplementEffect.CONTINUE))
    assert due(supplemented(by)) == on("24/03 17:00")


def test_e41_restart_with_another_term() -> None:
    by = law(
        "30 working_day",
        supplement=SupplementRule(effect=SupplementEffect.RESTART_WITH, term=Term.parse("18 working_day")),
    )
    assert due(taken_in(MONDAY, by)) == on("13/04 17:00")
    assert due(supplemented(by)) == on("07/04 17:00")


def test_e42_unanswered_it_is_closed_at_the_next_opening_on_time() -> None:
    by = law()
    waiting = after(taken_in(MONDAY, by), by, ("04/03 10:00", SLIP))
    assert waiting.supplements[0].waiting_until == date(2026, 3, 19)
    assert waiting.supplements[0].closing_at == on("20/03 07:30")
    assert refused(waiting, by, "19/03 17:00", CloseUnanswered()).code == "waiting_not_over"
    closed = after(waiting, by, ("20/03 07:30", CloseUnanswered()))
    assert closed.state is State.CLOSED_UNANSWERED
    assert closed.timeliness is ON_TIME


def test_e42_a_waiting_term_that_ends_on_a_saturday_ends_on_monday() -> None:
    by = law(supplement=SupplementRule(slip_deadline=Term.parse("10 working_day")))
    waiting = after(taken_in(MONDAY, by), by, ("06/03 10:00", SLIP))
    assert waiting.supplements[0].waiting_until == date(2026, 3, 23)
    assert waiting.supplements[0].closing_at == on("24/03 07:30")


def test_e43_early_by_law_and_late_by_766() -> None:
    by = law()
    restarted = supplemented(by)
    assert clock(restarted).due_766_at == on("24/03 17:00")
    ended = completed(restarted, by, "25/03 10:00")
    assert (ended.timeliness, ended.timeliness_766) == (EARLY, LATE)


def test_e44_a_second_slip_is_refused() -> None:
    by = law()
    second = refused(supplemented(by), by, "13/03 10:00", SLIP)
    assert (second.code, second.article) == ("supplement_used", "NĐ 118/2025 Đ11.2c")


def test_e44_a_second_slip_of_history_makes_the_766_class_late_and_no_other() -> None:
    by = law(supplement=SupplementRule(allowed=2, slip_deadline=Term.parse("9 working_day")))
    twice = after(supplemented(by), by, ("13/03 10:00", SLIP), ("13/03 11:00", AnswerSupplement()))
    ended = completed(twice, by, "16/03 10:00")
    assert (ended.timeliness, ended.timeliness_766) == (EARLY, LATE)


def paused(by: Law, opens: str, closes: str, received: str = MONDAY) -> Facts:
    return after(taken_in(received, by), by, (opens, Pause("tax")), (closes, Resume("tax")))


def test_e45_eight_working_days_at_the_tax_office_are_not_counted() -> None:
    facts = paused(law(), "05/03 16:00", "17/03 10:00")
    assert due(facts) == on("26/03 17:00")
    assert [day.day for day in clock(facts).basis[-1].days] == [6, 9, 10, 11, 12, 13, 16, 17]


def test_e46_a_pause_within_one_day_changes_nothing() -> None:
    assert due(paused(law(), "05/03 08:00", "05/03 16:00")) == on("16/03 17:00")


def test_e47_calendar_days_move_by_the_days_of_the_pause() -> None:
    by = law("30 day")
    assert due(taken_in(MONDAY, by)) == on("01/04 17:00")
    assert due(paused(by, "05/03 16:00", "17/03 10:00")) == on("13/04 17:00")


def test_e48_working_hours_run_on_from_the_end_of_the_pause() -> None:
    by = law("8 working_hour")
    assert due(taken_in("02/03 08:00", by)) == on("03/03 08:00")
    assert due(paused(by, "02/03 10:00", "03/03 09:00", received="02/03 08:00")) == on("03/03 16:30")


def test_e49_overlapping_pauses_count_once() -> None:
    by = law()
    facts = after(
        taken_in(MONDAY, by),
        by,
        ("05/03 16:00", Pause("tax")),
        ("11/03 09:00", Pause("posting")),
        ("13/03 16:00", Resume("tax")),
    )
    assert (facts.state, due(facts)) == (State.PAUSED, None)
    assert due(after(facts, by, ("17/03 10:00", Resume("posting")))) == on("26/03 17:00")


def test_e50_a_pause_that_ends_on_a_saturday_evening() -> None:
    assert due(paused(law(), "05/03 16:00", "14/03 21:00")) == on("24/03 17:00")


def test_e51_a_prolongation_counts_from_the_original_day_zero() -> None:
    by = law("3 working_day")
    received = taken_in(MONDAY, by)
    assert due(received) == on("05/03 17:00")
    assert due(after(received, by, ("04/03 10:00", Prolong("verification", REASON)))) == on("10/03 17:00")


def test_e51_a_prolongation_that_replaces_the_term() -> None:
    marriage = replace(VERIFICATION, effect=ProlongationEffect.BECOMES, term=Term.parse("5 working_day"))
    by = law("same_day", prolongations=(marriage,))
    assert due(after(taken_in(MONDAY, by), by, ("02/03 10:00", Prolong("verification", REASON)))) == on("09/03 17:00")


def test_e52_a_longer_term_in_a_mountainous_commune() -> None:
    assert due(taken_in(MONDAY, law("15 working_day"))) == on("23/03 17:00")
    assert due(taken_in(MONDAY, law("25 working_day"))) == on("06/04 17:00")


def test_e53_re_appointed_and_kept_is_still_late() -> None:
    by = law("5 working_day")
    received = taken_in("02/03 09:10", by)
    assert due(received) == on("09/03 17:00")
    assert clock(received).apologise_by == on("06/03 17:00")
    assert apology.last_lawful_day(clock(received).run, date(2026, 3, 9), by) == date(2026, 3, 8)
    told = after(
        received,
        by,
        ("06/03 16:00", Apologise(REASON, proposed_at=on("13/03 17:00"))),
        ("06/03 16:30", Reappoint(on("13/03 17:00"))),
    )
    assert (told.appointment_at, due(told)) == (on("13/03 17:00"), on("09/03 17:00"))
    ended = completed(told, by, "12/03 11:00")
    assert (ended.timeliness, ended.reappointment_kept) == (LATE, True)


def test_e54_a_later_calendar_moves_the_date() -> None:
    new_year = office()
    undecided = without(new_year, date(2026, 1, 2), date(2026, 1, 10))
    before = law(calendar=undecided)
    received = taken_in(on("22/12/2025 09:00"), before)
    assert due(received) == on("06/01 17:00")
    by = law(calendar=new_year)
    moved = after(received, by, (on("25/12/2025 15:00"), RecomputeClock("12729/VPCP-KGVX")))
    assert due(moved) == on("07/01 17:00")
    assert moved.appointment_at == on("07/01 17:00")


def test_e55_a_calendar_that_would_give_an_earlier_date_does_not_move_it() -> None:
    swapped = office()
    before = law("3 working_day", calendar=without(swapped, date(2026, 8, 22)))
    received = taken_in("21/08 09:00", before)
    assert due(received) == on("26/08 17:00")
    by = law("3 working_day", calendar=swapped)
    kept = after(received, by, ("21/08 15:00", RecomputeClock("QĐ hoán đổi")))
    assert due(kept) == on("26/08 17:00")
    assert [line.kind for line in clock(kept).basis] == ["received", "calendar_kept"]


def test_e56_transport_of_the_papers_is_not_counted() -> None:
    by = law("3 working_day")
    received = taken_in("05/03 15:30", by)
    assert due(received) == on("10/03 17:00")
    arrived = after(received, by, ("05/03 15:30", Pause("transport")), ("09/03 09:00", Resume("transport")))
    assert due(arrived) == on("12/03 17:00")


def test_e57_the_term_runs_from_the_arrival_at_the_land_office() -> None:
    by = law("same_day", start=StartRule(StartEvent.ARRIVED_AT_RESOLVING_AGENCY, "NĐ 99/2022 Đ16.2"))
    received = taken_in("09/03 15:30", by)
    assert (due(received), clock(received).started, clock(received).expected) == (on("10/03 17:00"), False, True)
    arrived = after(received, by, ("10/03 08:00", StartClock()))
    assert (due(arrived), clock(arrived).started, clock(arrived).expected) == (on("10/03 17:00"), True, False)


@pytest.mark.parametrize(
    ("at", "legal", "by_766"),
    [
        ("06/03 16:00", EARLY, EARLY),
        ("08/03 10:00", EARLY, EARLY),
        ("09/03 08:00", ON_TIME, ON_TIME),
        ("09/03 17:40", ON_TIME, LATE),
        ("10/03 07:35", LATE, LATE),
    ],
)
def test_e58_day_terms_compare_dates(at: str, legal: Timeliness, by_766: Timeliness) -> None:
    by = law("5 working_day")
    ended = completed(taken_in("02/03 09:10", by), by, at)
    assert (ended.timeliness, ended.timeliness_766) == (legal, by_766)


@pytest.mark.parametrize(
    ("at", "legal"),
    [("02/03 16:50", EARLY), ("03/03 13:59", ON_TIME), ("03/03 14:00", ON_TIME), ("03/03 14:01", LATE)],
)
def test_e59_hour_terms_compare_minutes(at: str, legal: Timeliness) -> None:
    by = law("8 working_hour")
    received = taken_in("02/03 14:00", by)
    assert due(received) == on("03/03 14:00")
    ended = completed(received, by, at)
    assert (ended.timeliness, ended.timeliness_766) == (legal, legal)


def test_e60_due_on_the_last_day_of_the_year_and_open_at_midnight_is_overdue() -> None:
    received = taken_in("30/11 09:00", law())
    assert due(received) == on("14/12 17:00")
    assert not timeliness.is_overdue(clock(received), on("14/12 23:59"))
    assert timeliness.is_overdue(clock(received), on("15/12 00:00"))
    assert clock(received).lapses_at == on("15/12 00:00")

"""The next instant at which anything can change, and what ringing it writes."""

from dataclasses import replace
from datetime import datetime

from motcua.catalogue.types import SupplementEffect, SupplementRule
from motcua.dossier.rules import alarms
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.tests.examples import REASON, after, law, on, taken_in
from motcua.dossier.types import (
    Alarm,
    AnswerSupplement,
    Apologise,
    AskConsultation,
    AskSupplement,
    ClosingProposed,
    Complete,
    Decide,
    Facts,
    OpenCorrection,
    Outcome,
    Pause,
    Resume,
)
from motcua.worktime.types import Term

SLIP = AskSupplement(missing=("application",))


def rung(facts: Facts, at: datetime) -> Facts:
    for event in alarms.fire(facts, at=at):
        facts = evolve(facts, event, at=at)
    return facts


def ahead(facts: Facts) -> list[tuple[Alarm, datetime]]:
    """Everything that will ring if nobody does anything."""
    found = []
    while (following := alarms.next_alarm(facts)) is not None:
        found.append((following.alarm, following.instant))
        facts = rung(facts, following.instant)
    return found


def test_a_running_dossier_warns_asks_for_an_apology_and_expires() -> None:
    assert ahead(taken_in("02/03 09:00", law())) == [
        (Alarm.DUE_TOMORROW, on("13/03 07:30")),
        (Alarm.APOLOGY_DUE, on("13/03 17:00")),
        (Alarm.EXPIRY, on("17/03 00:00")),
    ]


def test_the_apology_is_not_asked_for_twice_and_short_terms_owe_it_at_expiry() -> None:
    by = law()
    sorry = after(taken_in("02/03 09:00", by), by, ("12/03 09:00", Apologise(REASON)))
    assert Alarm.APOLOGY_DUE not in [alarm for alarm, _ in ahead(sorry)]
    assert ahead(taken_in("02/03 09:00", law("same_day"))) == [
        (Alarm.APOLOGY_DUE, on("02/03 17:00")),
        (Alarm.EXPIRY, on("03/03 00:00")),
    ]
    assert ahead(taken_in("07/03 09:00", law("24 hour"))) == [
        (Alarm.APOLOGY_DUE, on("08/03 09:00")),
        (Alarm.EXPIRY, on("08/03 09:01")),
    ]


def test_a_term_of_two_days_over_a_weekend_is_not_warned_of_before_it_began() -> None:
    assert ahead(taken_in("06/03 16:00", law("2 day")))[0] == (Alarm.APOLOGY_DUE, on("06/03 17:00"))


def test_while_waiting_only_the_waiting_term_rings_and_then_proposes_to_close() -> None:
    by = law()
    waiting = after(taken_in("02/03 09:00", by), by, ("04/03 10:00", SLIP))
    assert ahead(waiting) == [(Alarm.WAITING_OVER, on("20/03 07:30"))]
    assert alarms.fire(waiting, at=on("20/03 07:29")) == []
    events = alarms.fire(waiting, at=on("20/03 07:30"))
    assert events[1:] == [ClosingProposed()]
    assert rung(waiting, on("20/03 07:30")).closing_proposed_at == on("20/03 07:30")


def test_a_supplement_without_waiting_term_rings_nothing() -> None:
    special = SupplementRule(effect=SupplementEffect.CONTINUE, waiting_term=None)
    by = law(supplement=special, regime=replace(law().regime, supplement_waiting_term=None))
    assert ahead(after(taken_in("02/03 09:00", by), by, ("04/03 10:00", SLIP))) == []


def test_an_alarm_rings_again_when_its_instant_moves() -> None:
    by = law()
    warned = rung(taken_in("02/03 09:00", by), on("13/03 07:30"))
    late_slip = replace(SLIP, late_reason=REASON)
    restarted = after(warned, by, ("13/03 09:00", late_slip), ("16/03 09:00", AnswerSupplement()))
    assert ahead(restarted)[0] == (Alarm.DUE_TOMORROW, on("27/03 07:30"))


def test_a_date_that_is_passed_while_paused_rings_as_soon_as_it_runs() -> None:
    by = law("1 working_day")
    facts = after(taken_in("02/03 09:00", by), by, ("03/03 09:00", Pause("tax")))
    assert ahead(facts) == []
    resumed = after(facts, by, ("06/03 09:00", Resume("tax")))
    assert ahead(resumed) == [(Alarm.APOLOGY_DUE, on("06/03 17:00")), (Alarm.EXPIRY, on("07/03 00:00"))]


def test_opinions_and_corrections_ring_when_they_are_late() -> None:
    by = law("30 working_day")
    asked = after(
        taken_in("02/03 09:00", by), by, ("03/03 09:00", AskConsultation("police", 5, Term.parse("3 working_day")))
    )
    assert ahead(asked)[0] == (Alarm.CONSULTATION_DUE, on("07/03 00:00"))
    wrong = after(
        taken_in("02/03 09:00", by),
        by,
        ("03/03 09:00", Decide(Outcome.GRANTED)),
        ("03/03 10:00", Complete()),
        ("05/03 09:00", OpenCorrection(REASON)),
    )
    assert ahead(wrong) == [(Alarm.CORRECTION_DUE, on("11/03 00:00"))]


def test_after_a_long_night_every_alarm_that_came_rings_once_in_order() -> None:
    facts = taken_in("02/03 09:00", law())
    heard = []
    while events := alarms.fire(facts, at=on("20/03 08:00")):
        heard += [event.alarm for event in events if hasattr(event, "alarm")]
        for event in events:
            facts = evolve(facts, event, at=on("20/03 08:00"))
    assert heard == [Alarm.DUE_TOMORROW, Alarm.APOLOGY_DUE, Alarm.EXPIRY]
    assert alarms.next_alarm(facts) is None

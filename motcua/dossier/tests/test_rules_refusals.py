"""Every refusal of the decider, met on purpose: what was asked, and what the person is told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import translation

from motcua.catalogue.types import (
    ApplicantKind,
    Channel,
    Component,
    ComponentKind,
    Label,
    StartEvent,
    StartRule,
    SupplementRule,
    TermRule,
)
from motcua.dossier.rules import late_entry
from motcua.dossier.rules.decide import file, receive
from motcua.dossier.rules.law import Law
from motcua.dossier.tests.examples import (
    DECREE_61,
    HOLDER,
    INTAKE,
    PROCEDURE,
    REASON,
    SUBJECT,
    after,
    law,
    office,
    on,
    refused,
    taken_in,
)
from motcua.dossier.types import (
    AdjustContent,
    AnswerConsultation,
    AnswerSupplement,
    Apologise,
    AskConsultation,
    AskSupplement,
    AssessFee,
    CloseCorrection,
    CloseUnanswered,
    Command,
    Complete,
    Decide,
    Facts,
    HandOver,
    HeldComponent,
    OpenCorrection,
    Outcome,
    OwedFee,
    Pause,
    Prolong,
    Reappoint,
    Resume,
    ReturnMethod,
    SettleFee,
    StartClock,
    State,
    Void,
    WithdrawConsultation,
)
from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.worktime.types import Term

SLIP = AskSupplement(missing=("application",), reason=REASON)
GRANTED = Decide(Outcome.GRANTED)
CONSULT = AskConsultation("police", 5, Term.parse("3 working_day"))


def said(refusal: Refusal, language: str = "vi") -> str:
    with translation.override(language):
        return messages.sentence_of(refusal)


def received(by: Law | None = None, **intake: Any) -> Facts:
    return taken_in("02/03 09:00", by or law(), **intake)


def intake_refused(by: Law, at: str = "02/03 09:00", **intake: Any) -> Refusal:
    subject = replace(SUBJECT, **intake.pop("subject", {}))
    answer = receive(
        replace(INTAKE, subject=subject, **intake), at=on(at), law=by, holder=HOLDER, calendar_key="vn-office"
    )
    assert isinstance(answer, Refusal), answer
    return answer


class TestIntake:
    def test_a_missing_paper_is_named_in_the_readers_language(self) -> None:
        refusal = intake_refused(law(), components=())
        assert refusal.code == "missing_component"
        assert said(refusal).startswith("Thiếu thành phần hồ sơ: Tờ khai.")
        assert said(refusal, "en").startswith("Papers are missing: Application form.")

    def test_a_paper_with_no_copy_at_all_is_missing_and_one_shown_is_there(self) -> None:
        assert intake_refused(law(), components=(HeldComponent("application"),)).code == "missing_component"
        assert received(components=(HeldComponent("application", presented=True),)).code

    def test_of_a_group_one_paper_is_enough(self) -> None:
        pair = tuple(
            Component(key, Label(name), ComponentKind.SUBMIT, originals=1, one_of="identity")
            for key, name in (("card", "Căn cước"), ("passport", "Hộ chiếu"))
        )
        by = law(components=pair)
        assert received(by, components=(HeldComponent("passport", copies=1),)).code
        assert "Căn cước / Hộ chiếu" in said(intake_refused(by, components=()))

    @pytest.mark.parametrize(
        ("special", "changes", "code"),
        [
            ({"effective_from": date(2026, 4, 1)}, {}, "version_not_yet_in_force"),
            ({"effective_to": date(2026, 3, 1)}, {}, "version_expired"),
            ({"channels": frozenset({Channel.ONLINE})}, {}, "channel_not_open"),
            ({}, {"quantity": 12}, "quantity_not_possible"),
            ({"quantity": True}, {"quantity": 0}, "quantity_not_possible"),
        ],
    )
    def test_what_cannot_be_received(self, special: dict[str, Any], changes: dict[str, Any], code: str) -> None:
        refusal = intake_refused(law(**special), subject=changes)
        assert refusal.code == code
        assert said(refusal) != said(refusal, "en")

    def test_a_procedure_without_a_decided_term_cannot_take_dossiers_nor_filings(self) -> None:
        only_enterprises = replace(
            PROCEDURE,
            terms=(TermRule(Term.parse("3 working_day"), applicants=frozenset({ApplicantKind.ENTERPRISE})),),
        )
        by = Law(only_enterprises, law().regime, office())
        assert intake_refused(by).code == "term_undecided"
        online = replace(INTAKE, subject=replace(SUBJECT, channel=Channel.ONLINE))
        filed = file(online, at=on("02/03 09:00"), law=by, holder=HOLDER, calendar_key="vn-office")
        assert isinstance(filed, Refusal)
        assert filed.code == "term_undecided"


class TestSupplement:
    def test_a_second_one_is_refused_with_the_article(self) -> None:
        by = law()
        facts = after(received(), by, ("04/03 10:00", SLIP), ("12/03 15:30", AnswerSupplement()))
        refusal = refused(facts, by, "13/03 10:00", SLIP)
        assert said(refusal) == (
            "Hồ sơ đã được yêu cầu bổ sung lúc 10:00 04/03/2026; luật chỉ cho phép 1 lần. Hãy quyết định trên hồ sơ "
            "hiện có: phê duyệt, hoặc từ chối và nêu lý do. (NĐ 118/2025 Đ11.2c)"
        )

    def test_none_where_special_law_allows_none(self) -> None:
        by = law(supplement=SupplementRule(allowed=0))
        assert refused(received(by), by, "04/03 10:00", SLIP).code == "supplement_never"

    def test_never_after_the_due_date_without_a_reason(self) -> None:
        by = law("1 working_day")
        assert refused(received(by), by, "03/03 17:01", SLIP).code == "slip_too_late_needs_reason"

    def test_a_decision_while_waiting(self) -> None:
        by = law()
        waiting = after(received(), by, ("04/03 10:00", SLIP))
        assert refused(waiting, by, "05/03 10:00", GRANTED).code == "waiting_for_supplement"

    def test_closing_before_the_waiting_term_is_over_and_where_no_law_closes(self) -> None:
        by = law()
        waiting = after(received(), by, ("04/03 10:00", SLIP))
        assert refused(waiting, by, "19/03 23:59", CloseUnanswered()).code == "waiting_not_over"
        old = law(regime=DECREE_61)
        waiting = after(taken_in(on("03/03/2025 09:00"), old), old, (on("05/03/2025 09:00"), SLIP))
        assert waiting.supplements[0].waiting_until is None
        assert refused(waiting, old, on("03/06/2025 09:00"), CloseUnanswered()).code == "closing_not_allowed"


class TestOnTheWay:
    def test_only_listed_reasons_pause(self) -> None:
        by = law()
        refusal = refused(received(), by, "03/03 09:00", Pause("weather"))
        assert refusal.code == "pause_not_listed"
        assert "niêm yết công khai" in said(refusal)
        none = law(pause_reasons=())
        assert refused(received(none), none, "03/03 09:00", Pause("tax")).code == "pause_never"

    def test_a_reason_pauses_once_and_only_what_is_paused_resumes(self) -> None:
        by = law()
        paused = after(received(), by, ("03/03 09:00", Pause("tax")))
        assert refused(paused, by, "04/03 09:00", Pause("tax")).code == "paused_already"
        assert refused(paused, by, "04/03 09:00", Resume("posting")).code == "not_paused_for"

    def test_a_term_that_has_not_begun_is_neither_paused_nor_completed(self) -> None:
        by = law("24 hour", start=StartRule(StartEvent.INSPECTION_BEGUN))
        facts = received(by)
        assert facts.clock is not None
        assert facts.clock.due_at is None
        assert refused(facts, by, "03/03 09:00", Pause("tax")).code == "clock_not_started"
        assert refused(facts, by, "03/03 09:00", Prolong("verification", REASON)).code == "clock_not_started"
        decided = after(facts, by, ("03/03 09:00", GRANTED))
        assert refused(decided, by, "03/03 10:00", Complete()).code == "clock_not_started"
        started = after(facts, by, ("03/03 09:00", StartClock()))
        assert started.clock is not None
        assert started.clock.due_at == on("04/03 09:00")
        assert refused(started, by, "03/03 10:00", StartClock()).code == "clock_started_already"

    def test_a_prolongation_is_listed_once_and_before_the_due_date(self) -> None:
        by = law("3 working_day")
        facts = received(by)
        prolong = Prolong("verification", REASON)
        assert refused(facts, by, "04/03 09:00", Prolong("other", REASON)).code == "prolongation_not_listed"
        assert refused(facts, by, "05/03 17:01", prolong).code == "prolongation_too_late"
        longer = after(facts, by, ("05/03 17:00", prolong))
        assert refused(longer, by, "06/03 09:00", prolong).code == "prolonged_already"

    def test_consultations_have_names_and_an_end(self) -> None:
        by = law()
        facts = after(received(), by, ("03/03 09:00", CONSULT))
        assert refused(facts, by, "03/03 10:00", CONSULT).code == "consultation_asked_already"
        assert refused(facts, by, "03/03 10:00", AnswerConsultation("land")).code == "no_such_consultation"
        assert facts.clock == received().clock
        late = after(facts, by, ("07/03 00:00", AnswerConsultation("police")))
        assert late.consultations[0].late
        assert refused(late, by, "07/03 09:00", AnswerConsultation("police")).code == "no_such_consultation"
        taken_back = after(facts, by, ("07/03 00:00", WithdrawConsultation("police", REASON)))
        assert (taken_back.open_consultations, taken_back.consultations[0].late) == ((), False)
        assert taken_back.clock == facts.clock
        for again in (AnswerConsultation("police"), WithdrawConsultation("police", REASON)):
            assert refused(taken_back, by, "07/03 09:00", again).code == "no_such_consultation"

    def test_one_apology_one_new_date_later_than_the_old(self) -> None:
        by = law("5 working_day")
        facts = taken_in("02/03 09:10", by)
        assert refused(facts, by, "06/03 09:00", Reappoint(on("13/03 17:00"))).code == "reappoint_needs_apology"
        early = Apologise(REASON, on("09/03 10:00"))
        assert refused(facts, by, "06/03 09:00", early).code == "appointment_not_later"
        past = Apologise(REASON, on("05/03 10:00"))
        assert refused(facts, by, "06/03 09:00", past).code == "appointment_in_the_past"
        sorry = after(facts, by, ("06/03 16:00", Apologise(REASON)))
        assert refused(sorry, by, "06/03 16:10", Apologise(REASON)).code == "apologised_already"
        anew = after(sorry, by, ("06/03 16:30", Reappoint(on("13/03 17:00"))))
        assert refused(anew, by, "12/03 09:00", Reappoint(on("20/03 17:00"))).code == "reappointed_already"

    def test_an_apology_too_late_is_recorded_as_such_and_not_refused(self) -> None:
        by = law("5 working_day")
        facts = taken_in("02/03 09:10", by)
        for at, in_time in (("08/03 23:59", True), ("09/03 08:00", False), ("10/03 08:00", False)):
            told = after(facts, by, (at, Apologise(REASON)))
            assert told.apology is not None
            assert told.apology.in_time is in_time, at
        short = law("1 working_day")
        told = after(taken_in("02/03 09:10", short), short, ("03/03 16:00", Apologise(REASON)))
        assert told.apology is not None
        assert told.apology.in_time

    def test_where_the_switch_says_so_a_new_date_moves_the_due_date(self) -> None:
        by = law("5 working_day", regime=replace(law().regime, reappointment_moves_due=True))
        facts = after(
            taken_in("02/03 09:10", by),
            by,
            ("06/03 16:00", Apologise(REASON)),
            ("06/03 16:30", Reappoint(on("13/03 17:00"))),
        )
        assert facts.clock is not None
        assert (facts.clock.due_at, facts.clock.lapses_at) == (on("13/03 17:00"), on("14/03 00:00"))

    def test_only_an_online_filer_adjusts(self) -> None:
        by = law()
        assert refused(received(), by, "03/03 09:00", AdjustContent(REASON)).code == "adjust_only_online"
        online = received(subject={"channel": Channel.ONLINE})
        assert after(online, by, ("03/03 09:00", AdjustContent(REASON))).clock == online.clock


class TestMoneyAndTheEnd:
    FEE = OwedFee("copy", 1_250_000)

    def completed(self, by: Law) -> Facts:
        return after(received(by, fees=(self.FEE,)), by, ("03/03 09:00", GRANTED), ("03/03 10:00", Complete()))

    def test_no_hand_over_before_the_fee(self) -> None:
        by = law()
        refusal = refused(self.completed(by), by, "03/03 11:00", HandOver(ReturnMethod.COUNTER))
        assert said(refusal).startswith("Còn phải nộp 1.250.000 đồng. Hãy thu tiền")
        paid = after(self.completed(by), by, ("03/03 11:00", SettleFee("copy", "BL 7")))
        assert refused(paid, by, "03/03 11:01", SettleFee("copy", "BL 8")).code == "fee_settled_already"
        handed = after(paid, by, ("03/03 11:05", HandOver(ReturnMethod.COUNTER)))
        assert handed.state is State.HANDED_OVER

    def test_a_fee_of_nothing_is_in_nobodys_way(self) -> None:
        by = law()
        free = after(
            received(by, fees=(replace(self.FEE, amount=0),)), by, ("03/03 09:00", GRANTED), ("03/03 10:00", Complete())
        )
        assert after(free, by, ("03/03 11:00", HandOver(ReturnMethod.POST))).handed_over_by is ReturnMethod.POST

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (SettleFee("land", "BL 1"), "no_such_fee"),
            (AssessFee(OwedFee("copy", 1)), "fee_owed_already"),
            (AssessFee(OwedFee("land", -1)), "fee_negative"),
            (CloseCorrection(), "no_correction_open"),
        ],
    )
    def test_other_slips_of_the_desk(self, command: Command, code: str) -> None:
        by = law()
        assert refused(self.completed(by), by, "03/03 11:00", command).code == code

    def test_a_refusal_after_appraisal_says_why(self) -> None:
        by = law()
        assert refused(received(), by, "03/03 09:00", Decide(Outcome.REFUSED)).code == "refusal_needs_reason"

    def test_nobody_decides_that_a_dossier_was_stopped(self) -> None:
        with pytest.raises(ValueError, match="stopped"):
            after(received(), law(), ("03/03 09:00", Decide(Outcome.STOPPED)))

    def test_an_error_of_the_agency_has_its_own_small_clock(self) -> None:
        by = law()
        done = after(
            received(by),
            by,
            ("03/03 09:00", GRANTED),
            ("03/03 10:00", Complete()),
            ("03/03 11:00", HandOver(ReturnMethod.COUNTER)),
            ("05/03 09:00", OpenCorrection(REASON)),
        )
        assert done.corrections[0].due_at == on("10/03 17:00")
        assert done.timeliness is not None
        assert refused(done, by, "05/03 10:00", OpenCorrection(REASON)).code == "correction_open"
        assert not after(done, by, ("10/03 19:00", CloseCorrection())).corrections[0].late
        assert after(done, by, ("11/03 00:00", CloseCorrection())).corrections[0].late

    def test_no_hand_over_while_an_error_is_being_repaired(self) -> None:
        by = law()
        ready = after(received(by), by, ("03/03 09:00", GRANTED), ("03/03 10:00", Complete()))
        repairing = after(ready, by, ("03/03 11:00", OpenCorrection(REASON)))
        assert refused(repairing, by, "03/03 12:00", HandOver(ReturnMethod.COUNTER)).code == "correction_open"

    def test_a_dossier_does_not_replace_itself(self) -> None:
        facts = received()
        assert refused(facts, law(), "03/03 09:00", Void(REASON, facts.code)).code == "replaced_by_itself"

    def test_a_wrong_state_is_named_with_what_is_possible(self) -> None:
        refusal = refused(received(), law(), "03/03 09:00", Complete())
        sentence = said(refusal)
        assert sentence.startswith("Hồ sơ đang ở trạng thái “đang giải quyết” thì không thể thực hiện “hoàn thành")
        assert "yêu cầu bổ sung" in sentence


class TestLateEntry:
    NOW = "13/03 08:00"

    def objection(self, at: str, *, reason: bool = True, right: bool = True, last: str | None = None) -> str:
        refusal = late_entry.objection(
            on(at),
            now=on(self.NOW),
            last_at=on(last) if last else None,
            has_reason=reason,
            has_right=right,
            law=law(),
        )
        return refusal.code if refusal is not None else ""

    def test_three_working_days_back_and_no_further(self) -> None:
        assert self.objection("10/03 00:00") == ""
        assert self.objection("09/03 23:59") == "past_too_far"

    def test_the_weekend_does_not_count(self) -> None:
        refusal = late_entry.objection(
            on("06/03 09:00"), now=on("11/03 17:00"), last_at=None, has_reason=True, has_right=True, law=law()
        )
        assert refusal is None

    def test_the_right_and_the_reason(self) -> None:
        assert self.objection("12/03 09:00", right=False) == "past_needs_right"
        assert self.objection("12/03 09:00", reason=False) == "past_needs_reason"
        assert self.objection("13/03 08:00", right=False, reason=False) == ""

    def test_never_before_the_last_move_nor_in_the_future(self) -> None:
        assert self.objection("12/03 09:00", last="12/03 09:01") == "past_before_last_move"
        assert self.objection("12/03 09:01", last="12/03 09:01") == ""
        assert self.objection("13/03 08:01") == "in_the_future"


@pytest.mark.parametrize("days_before_the_end", [30, 0, -1])
def test_the_calendars_end_is_a_refusal_and_no_crash(days_before_the_end: int) -> None:
    last_day = office().definition.last_day
    at = datetime.combine(last_day - timedelta(days=days_before_the_end), time(9))
    answer = receive(INTAKE, at=at, law=law("60 working_day"), holder=HOLDER, calendar_key="vn-office")
    assert isinstance(answer, Refusal)
    assert answer.code == "beyond_calendar"


def test_a_pause_that_ends_beyond_the_calendar_is_refused_too() -> None:
    by = law()
    paused = after(received(by), by, ("03/03 09:00", Pause("tax")))
    at = datetime.combine(office().definition.last_day, time(9))
    assert refused(paused, by, at, Resume("tax")).code == "beyond_calendar"

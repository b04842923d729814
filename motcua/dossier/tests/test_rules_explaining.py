"""The explanation of a due date, as a citizen reads it."""

from dataclasses import replace

import pytest

from motcua.catalogue.types import StartEvent, StartRule, SupplementEffect, SupplementRule
from motcua.dossier.rules.explaining import explain, standing_words
from motcua.dossier.rules.forwarding import papers_arrive_at
from motcua.dossier.rules.law import Law
from motcua.dossier.tests.examples import DECREE_118, REASON, TAX, after, law, office, on, taken_in, without
from motcua.dossier.types import (
    AnswerSupplement,
    Apologise,
    AskSupplement,
    Complete,
    Decide,
    Facts,
    Outcome,
    Pause,
    Prolong,
    Reappoint,
    RecomputeClock,
    Resume,
    Stop,
    Void,
)

ARTICLES = replace(
    DECREE_118, articles={**DECREE_118.articles, "day_zero": "BLDS Đ147", "apology": "NĐ 118/2025 Đ19.6"}
)


def vietnamese(facts: Facts, by: Law, at: str) -> str:
    return "\n".join(explain(facts, by, at=on(at), language="vi"))


def english(facts: Facts, by: Law, at: str) -> str:
    return "\n".join(explain(facts, by, at=on(at), language="en"))


def at_the_tax_office() -> tuple[Facts, Law]:
    by = law(
        regime=ARTICLES,
        decision="QĐ công bố …",
        pause_reasons=(replace(TAX, article="QĐ …"),),
    )
    return after(taken_in("02/03 09:00", by), by, ("05/03 16:00", Pause("tax")), ("17/03 10:00", Resume("tax"))), by


def test_e45_reads_as_the_rules_of_the_clock_print_it() -> None:
    facts, by = at_the_tax_office()
    assert vietnamese(facts, by, "18/03 09:00") == (
        "Hạn trả: 17:00 thứ Năm 26/03/2026 (còn trong hạn)\n"
        "1. 09:00 thứ Hai 02/03/2026  Tiếp nhận đủ hồ sơ. Thời hạn 10 ngày làm việc (QĐ công bố …). "
        "Ngày tiếp nhận không tính (BLDS Đ147). Hạn: 17:00 16/03/2026.\n"
        "2. 05/03 16:00 – 17/03 10:00  Không tính thời gian: cơ quan thuế xác định và người dân nộp nghĩa vụ tài chính "
        "(QĐ …). 8 ngày làm việc: 06, 09–13, 16, 17/03. Hạn: 17:00 26/03/2026.\n"
        "Lịch: vn-office 2026.1. Ngày nghỉ trong khoảng: 07–08, 14–15, 21–22/03."
    )


def test_e45_in_english() -> None:
    facts, by = at_the_tax_office()
    assert english(facts, by, "18/03 09:00") == (
        "Due: 17:00 on Thursday 26 March 2026 (in term)\n"
        "1. 09:00 on Monday 2 March 2026  Received complete. Term: 10 working days (QĐ công bố …). "
        "The day of receipt is not counted (BLDS Đ147). Due: 17:00 on 16 March 2026.\n"
        "2. 5 March 16:00 – 17 March 10:00  Time not counted: the tax office assesses and the person pays the "
        "financial obligation (QĐ …). 8 working days: 6, 9–13, 16, 17 March. Due: 17:00 on 26 March 2026.\n"
        "Calendar: vn-office 2026.1. Days off in between: 7–8, 14–15, 21–22 March."
    )


def test_while_no_date_runs_the_headline_says_why() -> None:
    by = law(regime=ARTICLES)
    received = taken_in("02/03 09:00", by)
    waiting = after(received, by, ("04/03 10:00", AskSupplement(missing=("application",))))
    assert vietnamese(waiting, by, "09/03 09:00").startswith(
        "Hạn trả: chưa tính, đang chờ bổ sung hồ sơ đến hết ngày 19/03/2026 (còn trong hạn)\n"
    )
    paused = after(received, by, ("05/03 16:00", Pause("tax")), ("06/03 08:00", Pause("posting")))
    assert vietnamese(paused, by, "09/03 09:00").startswith(
        "Hạn trả: chưa tính, đang trong thời gian không tính: cơ quan thuế xác định và người dân nộp nghĩa vụ tài "
        "chính; niêm yết công khai (còn trong hạn)\n"
    )


def test_a_restart_names_the_term_and_the_day_that_is_not_counted() -> None:
    by = law(regime=ARTICLES)
    facts = after(
        taken_in("02/03 09:00", by),
        by,
        ("04/03 10:00", AskSupplement(missing=("application",))),
        ("12/03 15:30", AnswerSupplement()),
    )
    assert (
        "2. 04/03 10:00 – 12/03 15:30  Yêu cầu bổ sung, đến khi có đủ hồ sơ. Thời hạn 10 ngày làm việc tính lại từ đầu "
        "(NĐ 118/2025 Đ19.5). Ngày đủ hồ sơ không tính. Hạn: 17:00 26/03/2026." in vietnamese(facts, by, "13/03 08:00")
    )


def test_a_supplement_that_goes_on_names_its_days() -> None:
    by = law(regime=ARTICLES, supplement=SupplementRule(effect=SupplementEffect.CONTINUE, article="Luật riêng Đ1"))
    facts = after(
        taken_in("02/03 09:00", by),
        by,
        ("04/03 10:00", AskSupplement(missing=("application",))),
        ("12/03 15:30", AnswerSupplement()),
    )
    assert (
        "Không tính thời gian: chờ bổ sung hồ sơ (Luật riêng Đ1). 6 ngày làm việc: 05, 06, 09–12/03. "
        "Hạn: 17:00 24/03/2026." in vietnamese(facts, by, "13/03 08:00")
    )


def test_calendar_days_and_hours_are_named_in_their_own_unit() -> None:
    by = law("30 day", regime=ARTICLES)
    days = after(taken_in("02/03 09:00", by), by, ("05/03 16:00", Pause("tax")), ("17/03 10:00", Resume("tax")))
    assert "12 ngày: 06–17/03. Hạn: 17:00 13/04/2026." in vietnamese(days, by, "18/03 08:00")
    by = law("8 working_hour", regime=ARTICLES)
    hours = after(taken_in("02/03 08:00", by), by, ("02/03 10:00", Pause("tax")), ("03/03 09:00", Resume("tax")))
    said = vietnamese(hours, by, "03/03 10:00")
    assert "7 giờ trong giờ làm việc. Hạn: 16:30 03/03/2026." in said
    assert "Ngày tiếp nhận không tính" not in said


def test_a_pause_of_one_day_says_that_nothing_moves() -> None:
    by = law(regime=ARTICLES)
    facts = after(taken_in("02/03 09:00", by), by, ("05/03 08:00", Pause("tax")), ("05/03 16:00", Resume("tax")))
    assert "Không rơi vào ngày nào được tính: hạn không đổi. Hạn: 17:00 16/03/2026." in vietnamese(
        facts, by, "06/03 08:00"
    )


def test_a_prolongation_names_its_rule() -> None:
    by = law("3 working_day", regime=ARTICLES)
    facts = after(taken_in("02/03 09:00", by), by, ("04/03 10:00", Prolong("verification", REASON)))
    assert (
        "2. 10:00 thứ Tư 04/03/2026  Kéo dài theo luật: xác minh (Luật Hộ tịch Đ28.2). Thời hạn 6 ngày làm việc tính "
        "từ đầu. Hạn: 17:00 10/03/2026." in vietnamese(facts, by, "05/03 08:00")
    )


def test_an_apology_is_a_line_that_moves_nothing() -> None:
    by = law("5 working_day", regime=ARTICLES)
    told = after(
        taken_in("02/03 09:10", by),
        by,
        ("06/03 16:00", Apologise(REASON, proposed_at=on("13/03 17:00"))),
    )
    assert "Xin lỗi (NĐ 118/2025 Đ19.6); chưa hẹn lại được. Hạn trả không đổi." in vietnamese(told, by, "06/03 16:10")
    anew = after(told, by, ("06/03 16:30", Reappoint(on("13/03 17:00"))))
    assert (
        "2. 16:00 thứ Sáu 06/03/2026  Xin lỗi (NĐ 118/2025 Đ19.6); hẹn lại 17:00 13/03/2026. Hạn trả không đổi."
        in vietnamese(anew, by, "09/03 08:00")
    )


def test_a_changed_calendar_is_a_line_whether_or_not_it_moves_the_date() -> None:
    swapped = office()
    before = law("3 working_day", regime=ARTICLES, calendar=without(swapped, on("22/08 00:00").date()))
    by = law("3 working_day", regime=ARTICLES, calendar=swapped)
    kept = after(taken_in("21/08 09:00", before), by, ("21/08 15:00", RecomputeClock("QĐ 9")))
    assert (
        "Lịch nghỉ thay đổi (QĐ 9): tính lại sẽ sớm hơn, ngày đã hẹn được giữ nguyên. Hạn: 17:00 26/08/2026."
        in vietnamese(kept, by, "21/08 16:00")
    )


def test_what_was_overdue_stays_so_and_says_so() -> None:
    by = law("5 working_day", regime=ARTICLES, supplement=SupplementRule(slip_deadline=None))
    facts = after(
        taken_in("02/03 09:10", by),
        by,
        ("11/03 08:00", AskSupplement(missing=("application",), late_reason=REASON)),
    )
    assert "(đã quá hạn từ trước)" in vietnamese(facts, by, "12/03 08:00").splitlines()[0]
    answered = after(facts, by, ("13/03 08:00", AnswerSupplement()))
    assert "Chờ bổ sung hồ sơ. Hồ sơ đã quá hạn từ trước: hạn không đổi." in vietnamese(answered, by, "13/03 09:00")


def test_papers_received_after_the_cut_off_wait_for_the_next_opening_and_the_date_stays() -> None:
    by = law("3 working_day", regime=replace(ARTICLES, articles={"forwarding": "NĐ 118/2025 Đ18"}))
    late = taken_in("05/03 15:20", by)
    assert (
        "2. 07:30 thứ Sáu 06/03/2026  Giấy tờ đến cơ quan giải quyết vào giờ mở cửa kế tiếp (NĐ 118/2025 Đ18). "
        "Hạn trả không đổi." in vietnamese(late, by, "05/03 16:00")
    )
    assert "2. 07:30 on Friday 6 March 2026  The papers reach the resolving agency at the next opening" in english(
        late, by, "05/03 16:00"
    )
    assert late.clock is not None
    assert late.clock.due_at == on("10/03 17:00")


@pytest.mark.parametrize(
    ("received", "term", "arrive"),
    [
        pytest.param("05/03 15:00", "3 working_day", None, id="15:00 sharp still goes the same day"),
        pytest.param("05/03 15:01", "3 working_day", "06/03 07:30", id="later waits for the next opening"),
        pytest.param("06/03 16:00", "3 working_day", "09/03 07:30", id="on Friday, for Monday"),
        pytest.param("13/02 16:00", "3 working_day", "23/02 07:30", id="before Tết, for the first day after it"),
        pytest.param("05/03 12:10", "3 working_day", None, id="in the lunch break: the same day"),
        pytest.param("07/03 09:00", "3 working_day", "09/03 07:30", id="taken on a Saturday morning"),
        pytest.param("05/03 16:00", "4 hour", None, id="due before the next opening: carried over at once"),
    ],
)
def test_when_the_papers_reach_the_agency(received: str, term: str, arrive: str | None) -> None:
    by = law(term, regime=ARTICLES)
    assert papers_arrive_at(taken_in(received, by), by) == (on(arrive) if arrive is not None else None)


def test_how_it_stands_in_a_few_words() -> None:
    by = law("5 working_day", regime=ARTICLES)
    facts = taken_in("02/03 09:10", by)
    assert standing_words(facts, at=on("06/03 09:00"), language="vi") == "còn trong hạn"
    assert standing_words(facts, at=on("09/03 19:00"), language="vi") == "đến hạn hôm nay"
    assert standing_words(facts, at=on("10/03 00:00"), language="vi") == "quá hạn"
    done = after(facts, by, ("09/03 17:40", Decide(Outcome.GRANTED)), ("09/03 17:40", Complete()))
    assert standing_words(done, at=on("20/03 00:00"), language="en") == "ended on time"
    stopped = after(facts, by, ("10/03 08:00", Stop(REASON)))
    assert standing_words(stopped, at=on("20/03 00:00"), language="en") == "ended late"


def test_a_term_that_waits_for_its_start_event_and_a_voided_dossier() -> None:
    by = law("24 hour", regime=ARTICLES, start=StartRule(StartEvent.INSPECTION_BEGUN, "Luật 41/2013"))
    facts = taken_in("02/03 09:00", by)
    assert vietnamese(facts, by, "02/03 10:00").startswith(
        "Hạn trả: chưa tính, sự kiện làm mốc bắt đầu thời hạn chưa xảy ra\n"
        "1. 09:00 thứ Hai 02/03/2026  Tiếp nhận đủ hồ sơ."
    )
    voided = after(facts, by, ("02/03 11:00", Void(REASON)))
    assert vietnamese(voided, by, "02/03 12:00").startswith("Hồ sơ đã huỷ do nhập nhầm: không tính thời hạn")

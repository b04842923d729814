"""The dated law of the one-stop shop."""

from datetime import date, time
from typing import Any

import pytest

from motcua.catalogue import queries
from motcua.catalogue.types import AuthorityLevel, FormKey, OnlineArrival
from motcua.kernel.types import Refused


def test_the_last_day_of_the_old_decree_and_the_first_of_the_new() -> None:
    assert queries.regime_on(date(2025, 6, 30)).key == "nd61_2018"
    assert queries.regime_on(date(2025, 7, 1)).key == "nd118_2025"


def test_before_the_first_decree_there_is_no_law_to_count_by() -> None:
    with pytest.raises(Refused) as unknown:
        queries.regime_on(date(2018, 6, 20))
    assert unknown.value.refusal.code == "regime_unknown"


def test_the_district_ended_with_the_old_decree() -> None:
    assert AuthorityLevel.DISTRICT in queries.regime("nd61_2018").levels
    assert AuthorityLevel.DISTRICT not in queries.regime("nd118_2025").levels


def test_the_terms_of_the_new_decree() -> None:
    law = queries.regime("nd118_2025")
    assert str(law.online_answer_term) == "8 working_hour"
    assert str(law.online_alert_term) == "2 hour"
    assert str(law.late_entry_limit) == "3 working_day"
    assert str(law.correction_term) == "3 working_day"
    assert law.forwarding_cut_off == time(15)
    assert law.online_arrives_at is OnlineArrival.NATIONAL_PORTAL
    assert (law.reappointments_allowed, law.reappointment_moves_due) == (1, False)
    assert law.article("stop") == "NĐ 118/2025 Đ21"
    assert law.article("something else") == ""


@pytest.mark.parametrize(
    ("own", "on", "is_here", "national", "decision"),
    [
        ("", date(2025, 6, 30), True, False, ""),
        ("", date(2025, 7, 1), False, True, ""),
        ("2025-07-01 QĐ 41", date(2025, 7, 1), True, True, "QĐ 41"),
        ("2025-07-01..2026-02-28 QĐ 41", date(2026, 2, 28), True, True, "QĐ 41"),
        ("2025-07-01..2026-02-28 QĐ 41", date(2026, 3, 1), False, True, ""),
        ("2025-08-01 QĐ 41", date(2025, 7, 31), False, True, ""),
        ("2024-01-01 QĐ 41", date(2025, 6, 30), True, False, ""),
    ],
)
def test_where_people_file_online_is_law_of_the_day_and_a_decision_of_the_house(
    settings: Any, own: str, on: date, is_here: bool, national: bool, decision: str
) -> None:
    settings.OWN_PORTAL = own
    place = queries.filing_place("1.001193", on)
    assert (place.is_here, place.decision) == (is_here, decision)
    assert place.national.endswith("ma_thu_tuc=1.001193") is national
    assert place.article == ("NĐ 118/2025 Đ3.5" if national else "")


def test_the_forms_change_with_their_circular() -> None:
    law = queries.regime("nd118_2025")
    assert law.form(FormKey.STOP_NOTICE, on=date(2025, 8, 1)) is None
    stop = law.form(FormKey.STOP_NOTICE, on=date(2025, 9, 15))
    control = law.form(FormKey.CONTROL_SLIP, on=date(2025, 9, 15))
    assert stop is not None
    assert control is not None
    assert (stop.number, control.number) == ("05", "06")
    earlier = queries.regime("nd61_2018").form(FormKey.CONTROL_SLIP, on=date(2020, 1, 1))
    assert earlier is not None
    assert earlier.number == "05"


@pytest.mark.parametrize(
    ("key", "of_2018", "of_2025"),
    [
        (FormKey.RECEIPT, "01", "01"),
        (FormKey.SUPPLEMENT_REQUEST, "02", "02"),
        (FormKey.REFUSAL, "03", "03"),
        (FormKey.APOLOGY, "04", "04"),
        (FormKey.STOP_NOTICE, None, "05"),
        (FormKey.CONTROL_SLIP, "05", "06"),
        (FormKey.REGISTER_BOOK, "06", "07"),
        (FormKey.TRANSFER_SLIP, "NB-04", "NB-04"),
        (FormKey.RESULT_LIST, "NB-05", "NB-05"),
    ],
)
def test_each_form_has_its_number_in_both_generations(key: FormKey, of_2018: str | None, of_2025: str) -> None:
    old, new = queries.regime("nd61_2018"), queries.regime("nd118_2025")
    days = [(old, date(2025, 6, 30)), (new, date(2025, 9, 14)), (new, date(2025, 9, 15))]
    found = [law.form(key, on=day) for law, day in days]
    assert [form and form.number for form in found] == [of_2018, of_2018, of_2025]


def test_every_form_of_the_circular_is_there() -> None:
    law = queries.regime("nd118_2025")
    numbers = [law.form(key, on=date(2026, 1, 1)) for key in FormKey]
    assert sorted(form.number for form in numbers if form and not form.decided_by) == [f"0{one}" for one in range(1, 8)]


def test_reports_change_their_layout_on_1_august_2026() -> None:
    law = queries.regime("nd118_2025")
    assert law.report_layout(on=date(2026, 7, 31)).key == "ii_06a"
    assert law.report_layout(on=date(2026, 8, 1)).key == "07a"

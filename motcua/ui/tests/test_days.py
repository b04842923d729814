"""Days and minutes are typed as they are written here, and come back day first."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.days import read_day, read_instant
from motcua.ui.days import DayField, InstantField

FEBRUARY_FIRST = date(2026, 2, 1)


class Asked(forms.Form):
    day = DayField(label="Ngày")
    at = InstantField(label="Lúc", required=False)


@pytest.mark.parametrize(
    "typed", ["1/2/2026", "01/02/2026", " 01-02-2026 ", "1.2.2026", "01 02 2026", "01022026", "2026-02-01"]
)
def test_a_day_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_day(typed) == FEBRUARY_FIRST


@pytest.mark.parametrize("typed", ["", "30/02/2026", "2/13/2026", "1/2/26", "122026", "mai", "2026-2-1", "0102202"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_day(typed)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_shown_is_what_was_typed(day: date) -> None:
    assert read_day(f"{day:%d/%m/%Y}") == read_day(f"{day:%d%m%Y}") == read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "typed", ["9:05 1/2/2026", "1/2/2026 09:05", "01022026 9h05", "2026-02-01T09:05", "9g05 01/02/2026"]
)
def test_a_minute_is_understood_hour_or_day_first(typed: str) -> None:
    assert read_instant(typed) == datetime(2026, 2, 1, 9, 5)


@pytest.mark.parametrize("typed", ["1/2/2026", "09:05", "25:00 1/2/2026", "9:05 10:05 1/2/2026"])
def test_half_a_minute_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_instant(typed)


def drawn(form: forms.Form, name: str) -> Any:
    return form[name].as_widget()


def test_a_form_shows_the_day_first_and_keeps_what_it_cannot_read() -> None:
    begun = Asked(initial={"day": FEBRUARY_FIRST, "at": datetime(2026, 2, 1, 9, 5)})
    assert 'value="01/02/2026"' in drawn(begun, "day")
    assert 'value="09:05 01/02/2026"' in drawn(begun, "at")
    sent = Asked({"day": "2026-02-01", "at": "2026-02-01T09:05"})
    assert sent.is_valid()
    assert sent.cleaned_data == {"day": FEBRUARY_FIRST, "at": datetime(2026, 2, 1, 9, 5)}
    assert 'value="01/02/2026"' in drawn(sent, "day")
    wrong = Asked({"day": "31/02/2026", "at": "mai"})
    with translation.override("vi"):
        assert not wrong.is_valid()
        assert wrong.errors["day"] == ["Nhập ngày theo dạng 31/12/2026."]
        assert wrong.errors["at"] == ["Nhập giờ và ngày theo dạng 09:00 31/12/2026."]
    assert 'value="31/02/2026"' in drawn(wrong, "day")
    assert 'value="mai"' in drawn(wrong, "at")

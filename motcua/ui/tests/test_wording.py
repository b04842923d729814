"""Dates, money and figures as people in a Vietnamese office write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from motcua.ui import wording

MONDAY = datetime(2026, 3, 2, 9, 0)


def test_an_instant_is_hour_then_day() -> None:
    assert wording.local_datetime(MONDAY) == "09:00 02/03/2026"
    assert wording.local_date(MONDAY) == "02/03/2026"
    assert wording.local_time(MONDAY) == "09:00"


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("vi", date(2026, 3, 2), "thứ Hai 02/03/2026"),
        ("vi", date(2026, 3, 8), "Chủ nhật 08/03/2026"),
        ("en", date(2026, 3, 26), "Thursday 26/03/2026"),
    ],
)
def test_a_day_is_named(language: str, day: date, text: str) -> None:
    with translation.override(language):
        assert wording.weekday_date(day) == text


@pytest.mark.parametrize(
    ("language", "amount", "text"),
    [
        ("vi", 1_000_000, "1.000.000\u00a0₫"),
        ("vi", 5_000, "5.000\u00a0₫"),
        ("vi", 0, "không thu phí"),
        ("vi", None, "–"),
        ("en", 1_000_000, "1,000,000\u00a0₫"),
        ("en", 0, "free of charge"),
    ],
)
def test_money(language: str, amount: int | None, text: str) -> None:
    with translation.override(language):
        assert wording.money(amount) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (59_997, 60_396, "99,34\u00a0%"),
        (60_395, 60_396, "99,99\u00a0%"),
        (60_396, 60_396, "100,00\u00a0%"),
        (1, 1_000_000, "0,01\u00a0%"),
        (0, 7, "0,00\u00a0%"),
        (1, 8, "12,50\u00a0%"),
    ],
)
def test_a_rate_never_pretends_to_be_whole_or_nothing(part: int, whole: int, text: str) -> None:
    with translation.override("vi"):
        assert wording.rate(Decimal(part) * 100 / whole) == text


def test_halves_go_up() -> None:
    with translation.override("vi"):
        assert wording.rate(Decimal("50.125")) == "50,13\u00a0%"


def test_without_a_denominator_there_is_a_dash() -> None:
    assert wording.rate(None) == wording.figure(None) == wording.points(None) == "–"


def test_points_carry_their_sign() -> None:
    with translation.override("vi"):
        assert wording.points(Decimal("0.38")) == "+0,38 điểm %"
        assert wording.points(Decimal("-1.5")) == "−1,50 điểm %"
        assert wording.points(Decimal(0)) == "0,00 điểm %"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", "–"),
        ("Hồng Gai", "Hồng Gai"),
        (True, "có"),
        (60_396, "60.396"),
        (MONDAY, "09:00 02/03/2026"),
        (MONDAY.date(), "02/03/2026"),
    ],
)
def test_each_kind_of_value_is_written_its_way(value: object, text: str) -> None:
    with translation.override("vi"):
        assert wording.anything(value) == text


@pytest.mark.parametrize(
    ("measured", "vietnamese", "english"),
    [
        ("1.50", "1,5", "1.5"),
        ("8.00", "8", "8"),
        ("0.25", "0,25", "0.25"),
        ("1200", "1.200", "1,200"),
        ("10", "10", "10"),
    ],
)
def test_a_measure_has_no_zeros_at_its_end(measured: str, vietnamese: str, english: str) -> None:
    for language, words in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert wording.measure(Decimal(measured)) == words

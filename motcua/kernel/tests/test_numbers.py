"""Numbers without a silent gap."""

from datetime import datetime

import pytest
from django.db import transaction

from motcua.kernel import numbers
from motcua.kernel.models import SetAsideNumber
from motcua.kernel.types import system

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
BOOK = "receipts/2026"
NINE = datetime(2026, 2, 13, 9, 0)


def test_a_series_begins_at_one_and_goes_on() -> None:
    assert list(numbers.draw(BOOK)) == [1]
    assert list(numbers.draw(BOOK, 3)) == [2, 3, 4]
    assert list(numbers.draw(BOOK)) == [5]
    assert list(numbers.draw("receipts/2027")) == [1]


def test_a_series_taken_over_from_paper_begins_where_the_paper_ended() -> None:
    assert list(numbers.draw(BOOK, 2, start=118)) == [118, 119]
    assert list(numbers.draw(BOOK, start=118)) == [120]
    assert numbers.unaccounted(BOOK, [118, 120], start=118) == [119]


@pytest.mark.parametrize(("count", "start"), [(0, 1), (-1, 1), (1, 0)])
def test_what_is_no_number_is_not_drawn(count: int, start: int) -> None:
    with pytest.raises(ValueError, match=r"At least one|begins at 1"):
        numbers.draw(BOOK, count, start=start)


def test_a_draw_is_one_statement(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django gives its fixture no type
        numbers.draw(BOOK, 50)


def test_an_undone_draw_gives_the_number_back() -> None:
    with transaction.atomic():
        numbers.draw(BOOK, 7)
        transaction.set_rollback(True)
    assert list(numbers.draw(BOOK)) == [1]


def test_every_drawn_number_is_used_reserved_or_void_with_its_reason() -> None:
    numbers.draw(BOOK, 3)
    reserved = numbers.reserve(BOOK, 2, reason="paper_book_at_the_island_post", by=system("desk"), at=NINE)
    assert list(reserved) == [4, 5]
    assert numbers.unaccounted(BOOK, [1, 2]) == [3]
    numbers.void(BOOK, 3, reason="printed_twice", by=system("desk"), at=NINE)
    assert numbers.unaccounted(BOOK, [1, 2]) == []
    on_paper = numbers.set_aside(BOOK, ["paper_book_at_the_island_post"])
    assert on_paper == {(BOOK, 4): "reserved", (BOOK, 5): "reserved"}
    numbers.take_reserved(BOOK, 4)
    assert numbers.unaccounted(BOOK, [1, 2]) == [4]
    numbers.void(BOOK, 5, reason="book_lost_at_sea", by=system("desk"), at=NINE)
    assert numbers.unaccounted(BOOK, [1, 2, 4]) == []
    assert dict(SetAsideNumber.objects.values_list("number", "reason")) == {3: "printed_twice", 5: "book_lost_at_sea"}


def test_a_number_is_set_aside_once_and_only_with_a_reason() -> None:
    numbers.draw(BOOK, 2)
    numbers.void(BOOK, 1, reason="printed_twice", by=system("desk"), at=NINE)
    with pytest.raises(ValueError, match="void already"):
        numbers.void(BOOK, 1, reason="printed_twice", by=system("desk"), at=NINE)
    with pytest.raises(LookupError, match="never drawn"):
        numbers.void(BOOK, 3, reason="printed_twice", by=system("desk"), at=NINE)
    with pytest.raises(LookupError, match="never drawn"):
        numbers.void("no such book", 1, reason="printed_twice", by=system("desk"), at=NINE)
    with pytest.raises(LookupError, match="not reserved"):
        numbers.take_reserved(BOOK, 1)
    with pytest.raises(ValueError, match="reason"):
        numbers.reserve(BOOK, reason="", by=system("desk"), at=NINE)


def test_a_series_nobody_drew_from_has_no_gap() -> None:
    assert numbers.unaccounted(BOOK, []) == []


def test_a_width_that_overflows_widens() -> None:
    assert [numbers.formatted(number, width=4) for number in (7, 9999, 10000)] == ["0007", "9999", "10000"]

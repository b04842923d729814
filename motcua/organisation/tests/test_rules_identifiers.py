"""Identifiers in both orders: H40.16 and 000.00.16.H40."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.types import Refusal
from motcua.organisation.types import LENGTH_LIMIT, Identifier, identifier

_LEVEL_ONE = st.from_regex(r"[A-Y][0-9]{2}", fullmatch=True)
_GROUP = st.from_regex(r"[0-9A-Z]{1,3}", fullmatch=True).filter(lambda group: group.strip("0"))
_IDENTIFIERS = st.builds(lambda head, rest: Identifier((head, *rest)), _LEVEL_ONE, st.lists(_GROUP, max_size=3))


def _read(text: str) -> Identifier:
    found = identifier(text)
    assert isinstance(found, Identifier)
    return found


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("H40", "000.00.00.H40"),
        ("H40.16", "000.00.16.H40"),
        ("H29.01", "000.00.01.H29"),
        ("H18.110.02", "000.02.110.H18"),
        ("H32.12.90", "000.90.12.H32"),
        ("H21.24.01.12", "12.01.24.H21"),
        ("H04.051", "000.00.051.H04"),
        ("G12.98.D1", "000.D1.98.G12"),
    ],
)
def test_both_orders_name_the_same_agency(new: str, old: str) -> None:
    assert str(_read(old)) == new
    assert str(_read(new)) == new
    assert _read(new).old_order() == old


@given(_IDENTIFIERS)
def test_going_there_and_back_loses_nothing(agency: Identifier) -> None:
    old = agency.old_order()
    if isinstance(old, Refusal):
        assert identifier(agency.groups[-1]) == Identifier((agency.groups[-1],))  # reads like a level 1 of its own
    else:
        assert identifier(old) == agency
    assert identifier(str(agency)) == agency


@given(_IDENTIFIERS)
def test_an_agency_lies_under_its_parent_and_not_the_other_way_round(agency: Identifier) -> None:
    parent = agency.parent
    if parent is None:
        assert len(agency.groups) == 1
    else:
        assert agency.under(parent)
        assert not parent.under(agency)
        assert parent.level_one == agency.level_one


@given(st.text(max_size=50))
def test_whatever_is_typed_is_read_or_refused_and_what_is_read_is_canonical(text: str) -> None:
    found = identifier(text)
    if isinstance(found, Identifier):
        assert identifier(str(found)) == found
        assert len(str(found)) <= LENGTH_LIMIT


def test_small_letters_and_blanks_are_forgiven() -> None:
    assert str(_read(" h49.16\n")) == "H49.16"


def test_a_zero_level_between_two_others_is_kept() -> None:
    assert str(_read("012.00.24.H21")) == "H21.24.00.012"
    assert _read("H21.24.00.012").old_order() == "012.00.24.H21"


@pytest.mark.parametrize("length", [LENGTH_LIMIT, LENGTH_LIMIT + 1])
def test_thirty_five_characters_and_no_more(length: int) -> None:
    text = "H49." + "1" * (length - 4)
    found = identifier(text)
    if length == LENGTH_LIMIT:
        assert str(found) == text
    else:
        assert found == Refusal("identifier_too_long", {"identifier": text, "limit": 35}, "QĐ 20/2020/QĐ-TTg")


@pytest.mark.parametrize(
    "text",
    ["", "H", "49", "H4", "H490", "16.H40", "000.00.16", "H40..16", "H56.24(C)", "UBNDX", "000.00.CS.008", "H40.00"],
)
def test_what_stands_in_the_portal_but_is_no_identifier_is_refused(text: str) -> None:
    found = identifier(text)
    assert isinstance(found, Refusal)
    assert found.code == "identifier_malformed"


def test_an_organisation_that_is_no_agency_is_told_apart() -> None:
    found = identifier("Z01ABC123")
    assert isinstance(found, Refusal)
    assert found.code == "identifier_of_no_agency"


def test_the_old_order_cannot_say_a_fifth_level() -> None:
    refusal = _read("H21.24.01.12.07").old_order()
    assert isinstance(refusal, Refusal)
    assert refusal.code == "identifier_too_deep_for_old_order"

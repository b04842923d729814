"""Provinces and communes of today, what they came from, and how people look for them."""

import unicodedata
from datetime import date

import pytest

from motcua.kernel.types import Refused
from motcua.organisation import queries
from motcua.organisation.types import PlaceType


def test_there_are_34_provinces_and_3321_communes() -> None:
    provinces = queries.provinces()
    communes = [commune for province in provinces for commune in queries.communes(province.code)]
    kinds = {kind: sum(1 for commune in communes if commune.type is kind) for kind in PlaceType}
    assert (len(provinces), len(communes)) == (34, 3321)
    assert {kind: count for kind, count in kinds.items() if count} == {
        PlaceType.COMMUNE: 2621,
        PlaceType.WARD: 687,
        PlaceType.SPECIAL_ZONE: 13,
    }
    assert sum(len(province.former) for province in provinces) == 63


def test_every_commune_of_today_came_from_somewhere_and_every_old_one_became_something() -> None:
    communes = [commune for province in queries.provinces() for commune in queries.communes(province.code)]
    assert all(commune.former for commune in communes)
    old = {former.code: former for commune in communes for former in commune.former}
    assert len([code for code in old if len(code) == 5]) == 10035
    assert sorted(code for code in old if len(code) == 3) == ["318", "471", "498", "536", "755"]
    for code, former in old.items():
        became = queries.resolve_commune(code, written_on=date(2025, 6, 30))
        assert became.communes
        assert became.whole is former.whole
        assert former.whole is (len(became.communes) == 1)


def test_all_names_are_composed_unicode() -> None:
    for province in queries.provinces():
        for commune in queries.communes(province.code):
            assert unicodedata.is_normalized("NFC", commune.name)


def test_the_same_digits_mean_two_communes_before_and_after_1_july_2025() -> None:
    before = queries.resolve_commune("06706", written_on=date(2025, 6, 30))
    after = queries.resolve_commune("06706", written_on=date(2025, 7, 1))
    assert after.communes[0].name == "Tuần Châu"
    assert before.code == after.code


@pytest.mark.parametrize("typed", ["Hồng Gai", "hong gai", "PHUONG HONG GAI", "hồng gai, quảng ninh"])
def test_marks_capitals_and_surroundings_are_forgiven(typed: str) -> None:
    assert queries.search_communes(typed)[0].commune.code == "06685"


def test_an_old_name_leads_to_the_commune_of_today_and_says_so() -> None:
    found = queries.search_communes("phuong bach dang ha long")[0]
    assert found.commune.full_name == "phường Hồng Gai"
    assert found.through == "phường Bạch Đằng, thành phố Hạ Long"


def test_a_new_name_comes_before_the_same_name_of_old() -> None:
    found = queries.search_communes("móng cái", province_code="22", limit=3)
    assert [one.commune.name for one in found] == ["Móng Cái 1", "Móng Cái 2", "Móng Cái 3"]


def test_a_search_stays_in_the_province_asked_for() -> None:
    assert {one.commune.province_code for one in queries.search_communes("tân", province_code="22")} == {"22"}


def test_nonsense_finds_nothing() -> None:
    assert queries.search_communes("") == []
    assert queries.search_communes("zzzz") == []
    assert queries.search_communes("?!") == []


def test_a_divided_commune_names_its_main_successor_first() -> None:
    divided = next(former for commune in queries.communes("22") for former in commune.former if not former.whole)
    became = queries.resolve_commune(divided.code, written_on=date(2025, 6, 30))
    assert not became.whole
    assert len(became.communes) > 1


def test_an_island_district_without_communes_became_a_special_zone() -> None:
    became = queries.resolve_commune("755", written_on=date(2025, 6, 30))
    assert [commune.full_name for commune in became.communes] == ["đặc khu Côn Đảo"]


def test_a_merged_province_is_found_by_its_old_code_and_identifier() -> None:
    assert queries.province("54").name == "Đắk Lắk"
    assert queries.province_by_identifier("H45").name == "Đắk Lắk"
    assert queries.province_by_identifier("H49").full_name == "tỉnh Quảng Ninh"


def test_what_is_not_on_the_list_is_refused() -> None:
    for ask in (
        lambda: queries.province("99"),
        lambda: queries.province_by_identifier("G01"),
        lambda: queries.commune("00001"),
        lambda: queries.resolve_commune("99999"),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.refusal.code == "place_absent"

"""A procedure as a person at the desk reads it."""

import pytest
from django.utils import translation

from motcua.catalogue import queries
from motcua.catalogue.rules.listing import listing_of
from motcua.catalogue.tests.factories import starter, starters
from motcua.catalogue.types import AuthorityLevel, Found, ProcedureVersion


def sheet(code: str, language: str = "vi") -> str:
    with translation.override(language):
        return "\n".join(queries.version_lines(starter(code)))


def test_the_sheet_of_a_certification() -> None:
    text = sheet("2.000815")
    assert "trong ngày, NĐ 23/2015/NĐ-CP Đ7" in text
    assert "2.000 đồng/trang, từ thứ 3 trở đi 1.000, tối đa 200.000 mỗi bản" in text
    assert "Ký duyệt kết quả: 1,5 giờ làm việc" in text


def test_the_sheet_says_what_is_not_counted_and_where_the_term_is_longer() -> None:
    text = sheet("1.012786")
    assert "Niêm yết công khai" in text
    assert "20 ngày làm việc (xã có điều kiện khó khăn; xã hải đảo; xã miền núi; xã vùng sâu, vùng xa)" in text
    assert "do địa phương quy định" in text


def test_papers_say_how_many_and_when() -> None:
    text = sheet("1.001193")
    assert "Giấy chứng sinh; 1 bản chính hoặc Văn bản của người làm chứng" in text
    assert "chỉ khi: Trẻ em bị bỏ rơi" in text


@pytest.mark.parametrize("version", starters(), ids=lambda version: version.code)
def test_every_sheet_reads_in_both_languages(version: ProcedureVersion) -> None:
    vietnamese, english = sheet(version.code), sheet(version.code, "en")
    assert vietnamese.splitlines()[0] == english.splitlines()[0]
    assert "Thời hạn giải quyết:" in vietnamese
    assert "Term:" in english
    assert "{" not in vietnamese + english


def test_an_answer_of_the_search_says_when_it_is_only_listed() -> None:
    listing = listing_of(starter("1.001193"))
    with translation.override("vi"):
        assert queries.found_line(Found(listing, 1.0, has_version=True)).endswith("(Hộ tịch; cấp xã)")
        assert queries.found_line(Found(listing, 1.0)).endswith("[mới có trong danh mục]")
        assert queries.level_words(AuthorityLevel.PROVINCE) == "cấp tỉnh"

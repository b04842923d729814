"""The catalogue's administrator writes the next version of a procedure, compares it and publishes it."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from motcua.catalogue import queries as catalogue
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, Desk, hidden, said

THE_LIST = "/control/catalogue/"
ONE = f"{THE_LIST}{A_BIRTH}/"
DRAFT, TEXT, PUBLISH, DROP = (f"{ONE}draft/{part}" for part in ("", "text/", "publish/", "drop/"))
TOMORROW = "03/11/2026"


@pytest.fixture
def keeper(desk: Desk) -> Client:
    return desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01")


def fields(page: object) -> dict[str, str]:
    """Every line that the form asks for, as it stands there."""
    found = re.findall(r'<input type="text" name="([^"]+)"([^>]*)>', page.content.decode())  # type: ignore[attr-defined]  # a response
    return {name: html.unescape((re.findall(r'value="([^"]*)"', rest) or [""])[0]) for name, rest in found}


def kept(keeper: Client, **changes: str) -> str:
    page = keeper.get(DRAFT)
    done = keeper.post(DRAFT, {**hidden(page), **fields(page), **changes}, follow=True)
    assert done.status_code == 200, said(done)
    return said(done)


@pytest.mark.parametrize(("language", "words"), [("vi", "phiên bản 1"), ("en", "A published version never changes")])
def test_procedures_are_found_by_everyday_words(desk: Desk, language: str, words: str) -> None:
    keeper = desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01", language=language)
    page = said(keeper.get(f"{THE_LIST}?q=khai sinh"))
    assert A_BIRTH in page
    assert words in page
    assert keeper.get(f"{THE_LIST}?q=xxxxxx").status_code == 200
    assert keeper.get(f"{THE_LIST}?drafts=1").status_code == 200


def test_a_procedure_shows_its_versions_and_all_that_one_says(desk: Desk, keeper: Client) -> None:
    desk.receive()
    page = said(keeper.get(ONE))
    assert "phiên bản 1" in page
    assert "Hồ sơ đang giải quyết" in page
    assert "Căn cứ pháp lý" in page
    assert keeper.get(f"{ONE}?version=9").status_code == 200


def test_the_next_version_is_written_compared_and_published(desk: Desk, keeper: Client) -> None:
    desk.receive()
    before = catalogue.version_of(A_BIRTH, desk.at.date())
    assert before is not None
    shown = fields(keeper.get(DRAFT))
    assert shown["terms-0-term"] == "trong ngày"
    words = kept(
        keeper,
        **{"decision": "QĐ 8/QĐ-UBND: sửa đổi", "effective_from": TOMORROW, "terms-0-term": "8 giờ làm việc"},
    )
    assert "Đã lưu" in words
    assert A_BIRTH in said(keeper.get(f"{THE_LIST}?drafts=1"))
    page = keeper.get(PUBLISH)
    compared = said(page)
    assert "QĐ 8/QĐ-UBND: sửa đổi" in compared
    assert "8 giờ làm việc" in compared
    assert "effective_from: 2026-11-03\n" in catalogue.version_draft(A_BIRTH).text
    assert "8 working_hour" in catalogue.version_draft(A_BIRTH).text
    assert fields(keeper.get(DRAFT)) == shown | {
        "decision": "QĐ 8/QĐ-UBND: sửa đổi",
        "effective_from": TOMORROW,
        "terms-0-term": "8 giờ làm việc",
    }
    assert "1 hồ sơ đang giải quyết giữ phiên bản lúc tiếp nhận" in compared
    sent = hidden(page)
    done = keeper.post(PUBLISH, sent, follow=True)
    assert "Đã công bố" in said(done)
    assert keeper.post(PUBLISH, sent).status_code == 302, "pressed twice"
    after = catalogue.version_of(A_BIRTH, date(2026, 11, 3))
    assert after is not None
    assert str(after.terms[0].term) == "8 working_hour"
    assert catalogue.version_of(A_BIRTH, desk.at.date()) == before
    assert len(catalogue.version_lives(A_BIRTH)) == 2


def test_a_term_is_written_in_the_words_of_the_reader(desk: Desk) -> None:
    keeper = desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01", language="en")
    assert fields(keeper.get(DRAFT))["terms-0-term"] == "the same day"
    kept(keeper, **{"terms-0-term": "3 working days, then 2 days"})
    assert "3 working_day + 2 day" in catalogue.version_draft(A_BIRTH).text
    words = kept(keeper, **{"terms-0-term": "very soon"})
    assert "1 fault has to be mended" in words, "what nobody can read is kept as it was typed, and named with its line"
    assert "Terms 1 › term: “very soon”" in words, "where it stands is said in words"
    assert "such as 5 working days" in words, "how it would be right, too"
    assert fields(keeper.get(DRAFT))["terms-0-term"] == "very soon"


def test_faults_are_named_with_their_line_and_nothing_typed_is_lost(keeper: Client) -> None:
    page = keeper.get(TEXT)
    text = catalogue.version_draft(A_BIRTH).text.replace("levels:", "levles:")
    line = next(place for place, words in enumerate(text.splitlines(), start=1) if "levles" in words)
    again = keeper.post(TEXT, {**hidden(page), "text": text.replace("\n", "\r\n")}, follow=True)
    assert f"Dòng {line}" in said(again)
    assert "levles" in again.content.decode()
    assert catalogue.version_draft(A_BIRTH).text == text
    assert keeper.get(PUBLISH)["Location"] == TEXT
    assert "Đối chiếu và công bố" not in said(again)
    unreadable = keeper.post(TEXT, {**hidden(again), "text": "terms: ["}, follow=True)
    assert unreadable.status_code == 200
    assert "Không đọc được văn bản" in said(keeper.get(DRAFT))


def test_the_second_of_two_keeps_what_he_typed(desk: Desk, keeper: Client) -> None:
    first, second = keeper.get(DRAFT), keeper.get(DRAFT)
    keeper.post(DRAFT, {**hidden(first), **fields(first), "decision": "QĐ 1"})
    late = keeper.post(DRAFT, {**hidden(second), **fields(second), "decision": "QĐ 2"})
    assert late.status_code == 409
    assert "người khác đã sửa" in said(late)
    assert 'value="QĐ 2"' in late.content.decode()


def test_a_first_day_that_is_too_early_is_refused_at_publication(keeper: Client) -> None:
    kept(keeper, effective_from="2020-01-01", decision="QĐ 3")
    page = keeper.get(PUBLISH)
    assert "không ở tương lai" in said(page)
    assert keeper.post(PUBLISH, hidden(page)).status_code == 422


def test_what_says_nothing_new_is_not_offered_for_publication(keeper: Client) -> None:
    page = keeper.get(DRAFT)
    assert "Đối chiếu và công bố" not in said(page)
    kept(keeper)
    page = keeper.get(PUBLISH)
    assert "giống hệt" in said(page)
    assert hidden(page) == {}


def test_what_is_written_can_be_dropped(keeper: Client) -> None:
    kept(keeper, decision="QĐ 4")
    assert "Đã bỏ" in said(keeper.post(DROP, hidden(keeper.get(DRAFT)), follow=True))
    assert "QĐ 4" not in keeper.get(DRAFT).content.decode()


def test_the_process_is_drawn_for_who_administers_it_and_for_who_works_by_it(desk: Desk, keeper: Client) -> None:
    dossier_id = desk.receive()
    for page in (keeper.get(ONE), desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/")):
        drawn = page.content.decode()
        assert '<svg xmlns="http://www.w3.org/2000/svg"' in drawn
        assert "giờ làm việc" in drawn
        assert "dưới dạng danh sách" in drawn


def test_a_process_may_follow_no_model(desk: Desk, keeper: Client) -> None:
    """Its steps are written out, one is renamed, and it is drawn before anything is published."""
    page = keeper.get(TEXT)
    assert "Viết rõ từng bước" in said(page)
    drawn = keeper.post(f"{ONE}draft/steps/", hidden(page), follow=True)
    assert drawn.redirect_chain[-1][0] == TEXT
    text = html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", drawn.content.decode(), re.DOTALL)[1])  # type: ignore[index]  # it is there
    assert "\n  own:" in text
    assert "Viết rõ từng bước" not in said(drawn)
    assert "Quy trình theo nội dung đang soạn" in said(drawn)
    renamed = re.sub(r"(key: appraise.*?vi: )[^,\n]+", r"\1Thẩm tra thực địa", text, count=1, flags=re.DOTALL)
    done = keeper.post(TEXT, {**hidden(drawn), "text": renamed}, follow=True)
    assert "Thẩm tra thực địa" in said(done)
    broken = keeper.post(TEXT, {**hidden(done), "text": renamed.replace("next: approve", "next: nowhere")}, follow=True)
    assert "nowhere" in said(broken)
    assert "Quy trình theo nội dung đang soạn" not in said(broken), "what cannot be read is not drawn"


@pytest.mark.parametrize("address", [THE_LIST, ONE, DRAFT, TEXT, PUBLISH])
def test_only_the_administrator_of_the_catalogue_has_these_pages(desk: Desk, address: str) -> None:
    for role, place in ((Role.SYSTEM_ADMINISTRATOR, "H49"), (Role.LEADER, "H49.201"), (Role.OFFICER, "H49.201")):
        stranger = desk.somebody(role, place)
        assert stranger.get(address).status_code == 403
        assert stranger.post(address, {}).status_code in {403, 405}
    assert Client().get(address).status_code == 302


def test_an_unknown_procedure_is_said_to_be_unknown(keeper: Client) -> None:
    for part in ("", "draft/", "draft/text/", "draft/publish/"):
        assert keeper.get(f"{THE_LIST}9.999999/{part}").status_code == 404
    assert keeper.post(f"{THE_LIST}9.999999/draft/drop/", {}).status_code == 404

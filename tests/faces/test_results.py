"""The electronic result on the office's pages: drafted by the officer, approved by signing it, sealed, handed over."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers import queries as papers
from motcua.process import queries as course
from motcua.process.types import ElectronicResult
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, hidden, said
from tests.sample import ESTABLISHED_AT

PIN = "123456"
MARITAL_STATUS = "1.004873"
FILLED = {
    "full_name": "Nguyễn Văn An",
    "born": "01/01/1990",
    "sex": "Nam",
    "nationality": "Việt Nam",
    "identity": "Số định danh cá nhân 022090001234",
    "residence": "Phường Hồng Gai",
    "status": "Chưa đăng ký kết hôn với ai",
    "purpose": "Để đăng ký kết hôn",
    "valid_until": "2027-05-01",
}


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def draft(desk: Desk, dossier_id: int, role: Role = Role.OFFICER, **typed: str) -> Any:
    browser, address = desk.somebody(role), f"/office/dossiers/{dossier_id}/result/draft/"
    page = browser.get(address)
    desk.wait(minutes=1)
    return browser.post(address, {**hidden(page), **FILLED, **typed})


def submitted(desk: Desk) -> int:
    """Drafted and passed to the leader."""
    dossier_id = desk.receive(MARITAL_STATUS)
    assert draft(desk, dossier_id).status_code == 302
    assert desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt").status_code == 302
    return dossier_id


def sealed(desk: Desk) -> int:
    dossier_id = submitted(desk)
    assert desk.press(Role.LEADER, dossier_id, "Phê duyệt", capacity="own", pin=PIN).status_code == 302
    assert desk.press(Role.CLERK, dossier_id, "Đóng dấu, chuyển trả kết quả", pin=PIN).status_code == 302
    return dossier_id


def result(desk: Desk, dossier_id: int) -> ElectronicResult:
    found = course.electronic_result(EVERYTHING, dossier_id, at=desk.at)
    assert found is not None
    return found


def numbers() -> list[str]:
    agency_id = organisation.agency_by_code(HONG_GAI, on=ESTABLISHED_AT.date()).id
    page = papers.register_page(agency_id=agency_id, series="marital_status_register", year=ESTABLISHED_AT.year)
    return [one.number.written for one in page if one.number is not None]


def test_from_the_draft_to_the_page_where_anybody_verifies_the_file(desk: Desk) -> None:
    dossier_id = sealed(desk)
    page = desk.receptionist.get(f"/office/dossiers/{dossier_id}/")
    there = result(desk, dossier_id)
    assert there.is_whole
    assert "Kết quả điện tử" in said(page)
    assert "Mọi chữ ký số trên văn bản này đều hợp lệ" in said(page), there.verdict
    assert there.number in said(page)
    assert "{" not in said(page), "what the result says is read on the paper"
    hand_over = desk.receptionist.get(desk.ways(Role.RECEPTIONIST, dossier_id)["Trả kết quả"])
    assert "Có bản điện tử đã ký đủ" in said(hand_over)
    saved: Any = desk.receptionist.get(f"/office/dossiers/{dossier_id}/files/{there.attachment}/?download=1")
    pdf = b"".join(saved.streaming_content)
    for sent, is_the_file in ((pdf, True), (pdf + b"%", False)):
        file = SimpleUploadedFile("ket-qua.pdf", sent)
        answer = desk.receptionist.post(f"/kiem-tra/{there.token}", {"file": file})
        assert answer.context["is_the_file"] is is_the_file
        assert "còn hiệu lực" in said(answer)
    assert desk.press(Role.RECEPTIONIST, dossier_id, "Trả kết quả", method="counter").status_code == 302


def test_the_draft_begins_with_what_the_dossier_knows_and_names_what_is_missing(desk: Desk) -> None:
    dossier_id = desk.receive(MARITAL_STATUS)
    page = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/result/draft/").content.decode()
    assert 'value="Nguyễn Văn An"' in page
    answer = draft(desk, dossier_id, purpose="", status="")
    assert answer.status_code == 422
    assert "Mục đích sử dụng" in said(answer)
    assert 'value="Phường Hồng Gai"' in answer.content.decode(), "what was typed is still there"
    assert course.electronic_result(EVERYTHING, dossier_id, at=desk.at) is None


def test_the_draft_is_shown_as_it_will_be_printed_before_it_is_kept(desk: Desk) -> None:
    dossier_id = desk.receive(MARITAL_STATUS)
    answer = draft(desk, dossier_id, preview="1")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert course.electronic_result(EVERYTHING, dossier_id, at=desk.at) is None


def test_the_leader_sees_the_paper_and_a_wrong_pin_loses_nothing(desk: Desk) -> None:
    dossier_id = submitted(desk)
    address = desk.ways(Role.LEADER, dossier_id)["Phê duyệt"]
    page = desk.somebody(Role.LEADER).get(address)
    picture = re.search(r'<img class="mc-sheet" src="([^"]+)"', page.content.decode())
    assert picture is not None
    shown: Any = desk.somebody(Role.LEADER).get(picture[1])
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8"), "a picture of the page"
    assert "chứng thư mẫu" in said(page)
    answer = desk.press(Role.LEADER, dossier_id, "Phê duyệt", capacity="KT.", office="Chủ tịch", pin="000000")
    assert answer.status_code == 422
    assert "PIN" in said(answer)
    assert 'value="Chủ tịch"' in answer.content.decode()
    assert "000000" not in answer.content.decode()
    assert numbers() == [], "the key did not open, so no number was drawn"
    assert desk.press(Role.LEADER, dossier_id, "Phê duyệt", capacity="own", pin=PIN).status_code == 302
    assert [one.key for one in result(desk, dossier_id).signed] == ["leader"]


def shown_menu(desk: Desk, key: str) -> str:
    """The menu of the result's page, each link with its place among the attributes."""
    page = desk.somebody(Role.CLERK).get(f"/office/registers/results/{key}/").content.decode()
    links = re.findall(r"<a [^>]*>", page)
    current = [one for one in links if 'aria-current="page"' in one]
    return " ".join(f'aria-current="page" {part}' for one in current for part in re.findall(r'href="[^"]+"', one))


def test_the_pages_say_in_which_capacity_it_was_signed(desk: Desk) -> None:
    dossier_id = submitted(desk)
    assert (
        desk.press(Role.LEADER, dossier_id, "Phê duyệt", capacity="KT.", office="Chủ tịch", pin=PIN).status_code == 302
    )
    (signature,) = result(desk, dossier_id).signed
    post = f"KT. Chủ tịch, {signature.title}"
    assert signature.title
    page = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert f"Chữ ký số của người có thẩm quyền {signature.by} ({post})" in page
    assert f"người ký sau cùng: {signature.by} ({post})" in page, "beside the file"
    assert "Chữ ký số của người có thẩm quyền – KT. Chủ tịch" in page, "in what happened"
    assert desk.press(Role.CLERK, dossier_id, "Đóng dấu, chuyển trả kết quả", pin=PIN).status_code == 302
    (issued,) = course.results_of_dossier(EVERYTHING, dossier_id)
    register = said(desk.somebody(Role.CLERK).get(f"/office/registers/results/{issued.key}/"))
    assert f"{signature.by} {post}" in register
    assert 'aria-current="page" href="/office/registers/"' in shown_menu(desk, issued.key), (
        "where it stands in the menu"
    )
    book = said(desk.somebody(Role.CLERK).get("/office/registers/"))
    assert f"Người ký: {post}" in book
    stranger = desk.somebody(Role.CLERK, ELSEWHERE).get(f"/office/registers/results/{issued.key}/")
    assert stranger.status_code == 404


def test_where_nothing_is_drafted_the_page_says_so_and_leads_on(desk: Desk) -> None:
    dossier_id = desk.receive(MARITAL_STATUS)
    assert desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt").status_code == 302
    page = desk.somebody(Role.LEADER).get(desk.ways(Role.LEADER, dossier_id)["Phê duyệt"])
    assert "Kết quả chưa được dự thảo" in said(page)
    assert f"/office/dossiers/{dossier_id}/result/draft/" in page.content.decode()


def test_a_result_can_still_be_made_on_paper_for_a_reason(desk: Desk) -> None:
    dossier_id = submitted(desk)
    work = course.open_work(dossier_id)[0]
    address = f"/office/dossiers/{dossier_id}/items/{work.number}/approve/"
    leader = desk.somebody(Role.LEADER)
    page = leader.get(address)
    assert "bằng bản giấy" in said(page)
    assert leader.post(address, hidden(page)).status_code == 422
    assert leader.post(address, {**hidden(page), "paper_reason": "Máy ký số hỏng"}).status_code == 302
    assert desk.press(Role.CLERK, dossier_id, "Đóng dấu, chuyển trả kết quả").status_code == 302
    hand_over = desk.receptionist.get(desk.ways(Role.RECEPTIONIST, dossier_id)["Trả kết quả"])
    assert "chỉ có bản giấy" in said(hand_over)


def test_a_stranger_neither_sees_nor_drafts_nor_signs_it(desk: Desk) -> None:
    dossier_id = submitted(desk)
    work = course.open_work(dossier_id)[0]
    stranger = desk.somebody(Role.LEADER, ELSEWHERE)
    sign = f"/office/dossiers/{dossier_id}/items/{work.number}/approve/sign/"
    for address in (sign, f"/office/dossiers/{dossier_id}/result/draft/"):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {**FILLED, "pin": PIN}).status_code == 404
    colleague = desk.somebody(Role.OFFICER).post(sign, {"pin": PIN})
    assert colleague.status_code in {403, 409}
    assert result(desk, dossier_id).signed == ()

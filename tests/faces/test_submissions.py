"""The submission (tờ trình) on the office pages: drafted by whoever has the work, signed, opened by whoever decides."""

from pathlib import Path
from typing import Any

import pytest

from motcua.organisation.types import EVERYTHING, Role
from motcua.process import queries as course
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said

PIN = "123456"
SAID = {
    "appraised": "Hồ sơ đầy đủ, hợp lệ.\nThông tin trùng khớp với giấy chứng sinh.",
    "proposed": "Đăng ký khai sinh theo tờ khai.",
}


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def address_of(dossier_id: int) -> str:
    return f"/office/dossiers/{dossier_id}/submission/"


def with_an_officer(desk: Desk) -> int:
    """A dossier that lies on the desk of the officer who appraises it."""
    dossier_id = desk.receive(A_SIGNED_RESULT)
    assert course.open_work(dossier_id)[0].placement.role is Role.OFFICER
    return dossier_id


def write(desk: Desk, dossier_id: int, **typed: str) -> Any:
    """The officer opens the form, says what he has to say, and sends what the page proposed with it."""
    browser = desk.somebody(Role.OFFICER)
    page = browser.get(address_of(dossier_id))
    proposed = {key: value for key, value in page.context["form"].initial.items() if isinstance(value, str)}
    desk.wait(minutes=1)
    return browser.post(address_of(dossier_id), {**hidden(page), **proposed, **SAID, **typed})


def test_the_officer_drafts_and_signs_and_the_leader_opens_it(desk: Desk) -> None:
    dossier_id = with_an_officer(desk)
    officer, page_of_it = desk.somebody(Role.OFFICER), f"/office/dossiers/{dossier_id}/"
    assert address_of(dossier_id) in officer.get(page_of_it).content.decode()
    answer = write(desk, dossier_id)
    assert answer.status_code == 302, said(answer)
    assert "chưa ký" in said(officer.get(page_of_it))
    to_sign = officer.get(f"{page_of_it}sign/")
    assert 'value="submission" checked' in to_sign.content.decode()
    desk.wait(minutes=1)
    signed = desk.somebody(Role.OFFICER).post(f"{page_of_it}sign/", {"paper": ["submission"], "pin": PIN})
    assert signed.status_code == 302, said(signed)
    assert desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt").status_code == 302
    leader = desk.somebody(Role.LEADER)
    shown = leader.get(page_of_it)
    (paper,) = course.submissions_of(EVERYTHING, dossier_id)
    assert "Tờ trình đã ký số" in said(shown)
    assert paper.maker.name in said(shown)
    assert "Đã ký số tờ trình" in said(shown)
    assert "{" not in said(shown), "what it says is read on the paper"
    assert "Soạn tờ trình" not in said(shown), "whoever decides submits nothing to himself"
    link = f"/office/dossiers/{dossier_id}/files/{paper.attachment}/"
    assert link in shown.content.decode()
    file: Any = leader.get(link)
    assert b"".join(file.streaming_content).startswith(b"%PDF")


def test_the_form_begins_with_what_the_dossier_knows_and_names_what_is_missing(desk: Desk) -> None:
    dossier_id = with_an_officer(desk)
    page = desk.somebody(Role.OFFICER).get(address_of(dossier_id))
    for words in ("Nguyễn Văn An", "Chủ tịch"):
        assert words in page.content.decode()
    answer = write(desk, dossier_id, proposed="")
    assert answer.status_code == 422
    assert "Đề xuất" in said(answer)
    assert "Thông tin trùng khớp" in answer.content.decode(), "what was typed is still there"
    assert course.submissions_of(EVERYTHING, dossier_id) == ()


def test_it_is_shown_as_it_will_be_printed_before_it_is_kept(desk: Desk) -> None:
    dossier_id = with_an_officer(desk)
    answer = write(desk, dossier_id, preview="1")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert course.submissions_of(EVERYTHING, dossier_id) == ()


def test_it_can_be_drafted_in_english(desk: Desk) -> None:
    dossier_id = with_an_officer(desk)
    page = desk.somebody(Role.OFFICER, language="en").get(address_of(dossier_id))
    assert "Draft a submission" in said(page)
    assert "What is proposed" in said(page)


def test_nobody_but_who_has_the_work_opens_the_form(desk: Desk) -> None:
    dossier_id = with_an_officer(desk)
    for who, status in (
        (desk.somebody(Role.OFFICER, ELSEWHERE), 404),
        (desk.somebody(Role.LEADER, ELSEWHERE), 404),
        (desk.somebody(Role.LEADER), 403),
        (desk.receptionist, 403),
    ):
        assert who.get(address_of(dossier_id)).status_code == status
        assert who.post(address_of(dossier_id), SAID).status_code == status
    assert "Tờ trình" not in said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    assert course.submissions_of(EVERYTHING, dossier_id) == ()


def test_once_it_was_passed_on_the_officer_drafts_none_any_more(desk: Desk) -> None:
    dossier_id = with_an_officer(desk)
    assert desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt").status_code == 302
    assert desk.somebody(Role.OFFICER).get(address_of(dossier_id)).status_code == 403
    leader = desk.somebody(Role.LEADER).get(address_of(dossier_id))
    assert leader.status_code == 409
    assert "không lập tờ trình ở đây" in leader.content.decode()

"""An officer asks another ward to verify something; it finds the request in its list, and answers for itself."""

import re
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, HONG_GAI, LAND, Desk, hidden, said
from tests.faces.test_papers import content_of, scan

REMINDS = re.compile(r'href="([^"]+/remind/)"')


def asking(desk: Desk) -> int:
    """A dossier about which another ward was asked."""
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    asked = str(organisation.agency_by_code(ELSEWHERE, on=desk.at.date()).id)
    typed = {"agency": asked, "ground": "marital_status", "about": "Bà Lê Thị Hoa", "question": "Đã kết hôn chưa?"}
    assert desk.press(Role.OFFICER, dossier_id, "Yêu cầu xác minh", **typed).status_code == 302
    return dossier_id


def page_of(desk: Desk, dossier_id: int, role: Role, agency: str = HONG_GAI) -> str:
    return str(desk.somebody(role, agency).get(f"/office/dossiers/{dossier_id}/").content.decode())


def test_it_is_printed_reminded_of_and_answered_with_a_paper(desk: Desk, settings: Any, tmp_path: Path) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    dossier_id = asking(desk)
    address = f"/office/dossiers/{dossier_id}/asked/"
    (slip,) = re.findall(rf'href="({address}[^"]+pdf)"', page_of(desk, dossier_id, Role.OFFICER))
    for agency, status in ((HONG_GAI, 200), (ELSEWHERE, 200), ("H49.203", 404)):
        assert desk.somebody(Role.OFFICER, agency).get(slip).status_code == status
    answers, overseer = "/control/answers/?late=1", Role.SUPERVISOR
    code = f"/office/dossiers/{dossier_id}/#opinions"
    assert code not in desk.somebody(overseer).get(answers).content.decode()
    desk.wait(days=7)
    assert code in desk.somebody(overseer).get(answers).content.decode(), "late, and to be seen by who oversees it"
    assert code in desk.somebody(overseer, ELSEWHERE).get(answers).content.decode(), "on both sides"
    (remind,) = [one for one in REMINDS.findall(page_of(desk, dossier_id, Role.LEADER)) if "/asked/" in one]
    leader = desk.somebody(Role.LEADER)
    assert leader.post(remind, {**hidden(leader.get(remind)), "words": ""}).status_code == 422
    sent = {**hidden(leader.get(remind)), "words": "Đã quá hạn trả lời."}
    assert [leader.post(remind, sent).status_code for _press in range(2)] == [302, 302]
    there = desk.somebody(Role.OFFICER, ELSEWHERE)
    shown = said(there.get(f"/office/dossiers/{dossier_id}/"))
    assert shown.count("Đã quá hạn trả lời.") == 1, "a second press is the same one"
    act = f"/office/dossiers/{dossier_id}/act/answer_consultation/"
    form = there.get(act)
    (asked,) = re.findall(r'<option value="([^"]+)"', form.content.decode())
    typed = {**hidden(form), "consultation": asked, "reason": "Chưa kết hôn."}
    refused = there.post(act, {**typed, "files": [scan(name="ảnh.exe"), _no_paper()]})
    assert refused.status_code == 415
    assert "Chưa kết hôn." in refused.content.decode(), "nothing that was typed is lost"
    assert there.post(act, {**typed, "files": [scan()]}).status_code == 302
    page = page_of(desk, dossier_id, Role.OFFICER)
    (paper,) = re.findall(rf'href="(/office/dossiers/{dossier_id}/files/\d+/)"[^>]*>Giấy tờ trả lời 1', page)
    assert content_of(desk.somebody(Role.OFFICER).get(paper)).startswith(b"%PDF")
    assert desk.somebody(Role.OFFICER, "H49.203").get(paper).status_code == 404
    assert code not in desk.somebody(overseer).get("/control/answers/").content.decode()


def test_whoever_asked_takes_it_back_with_the_reason(desk: Desk) -> None:
    dossier_id = asking(desk)
    words = "Rút lại nội dung đã hỏi"
    there = desk.somebody(Role.OFFICER, ELSEWHERE)
    theirs = said(there.get(f"/office/dossiers/{dossier_id}/"))
    assert words not in theirs, "it is not the asked one's to take back"
    page = desk.somebody(Role.OFFICER).get(desk.ways(Role.OFFICER, dossier_id)[words])
    (asked,) = re.findall(r'<option value="([^"]+)"', page.content.decode())
    assert "bắt buộc" not in said(page), "nothing is wrong before anything was typed"
    assert desk.press(Role.OFFICER, dossier_id, words, consultation=asked, reason="").status_code == 422
    done = desk.press(Role.OFFICER, dossier_id, words, consultation=asked, reason="Người dân đã nộp giấy.")
    assert done.status_code == 302, said(done)
    shown = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert "đã rút lại" in shown
    assert "Người dân đã nộp giấy." in shown
    assert f"/office/dossiers/{dossier_id}/" not in there.get("/office/?box=pool").content.decode()


def _no_paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("la.exe", b"MZ" + bytes(200), "application/pdf")


def test_a_ward_is_asked_and_both_pages_say_what_and_on_which_ground(desk: Desk) -> None:
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    asked = organisation.agency_by_code(ELSEWHERE, on=desk.at.date()).id
    officer, address = desk.somebody(Role.OFFICER), f"/office/dossiers/{dossier_id}/verify/"
    assert desk.ways(Role.OFFICER, dossier_id)["Yêu cầu xác minh"] == address
    page = officer.get(address)
    typed = {
        **hidden(page), "agency": str(asked), "ground": "marital_status", "about": "Bà Lê Thị Hoa",
        "question": "Đã kết hôn chưa?", "pause": "",
    }  # fmt: skip
    wrong = officer.post(address, {**typed, "about": ""})
    assert wrong.status_code == 422
    assert "Đã kết hôn chưa?" in wrong.content.decode(), "nothing that was typed is lost"
    assert officer.post(address, typed).status_code == 302
    there = desk.somebody(Role.OFFICER, ELSEWHERE)
    assert f"/office/dossiers/{dossier_id}/" in there.get("/office/?box=pool").content.decode()
    for browser in (officer, there):
        shown = said(browser.get(f"/office/dossiers/{dossier_id}/"))
        assert "Bà Lê Thị Hoa" in shown
        assert "Nghị định 123/2015/NĐ-CP Điều 22 khoản 4" in shown
        assert "thời hạn hồ sơ vẫn tính" in shown
    assert there.get(address).status_code == 200
    assert there.post(address, {**hidden(there.get(address)), **typed}).status_code in {403, 409}
    assert desk.somebody(Role.CLERK).get(address).status_code == 403

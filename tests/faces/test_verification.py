"""An officer asks another ward to verify something; it finds the request in its list, and answers for itself."""

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, LAND, Desk, hidden, said


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

"""Whoever decides a dossier sees in brief who asks for what, until when, what is proposed, and where each way leads."""

from motcua.dossier import queries as dossiers
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, Desk, said
from tests.faces.test_office import AN_AGREEMENT


def test_the_leader_knows_all_he_decides_by_before_he_presses(desk: Desk) -> None:
    earlier = desk.receive()
    dossier_id = desk.receive(AN_AGREEMENT)
    address = f"/office/dossiers/{dossier_id}/"
    assert "Tóm tắt" not in said(desk.somebody(Role.OFFICER).get(address)), "he appraises, and reads all of it"
    desk.press(Role.OFFICER, dossier_id, "Trình từ chối giải quyết", reason="Bên bán chưa đủ tuổi.")
    leader, way = desk.somebody(Role.LEADER), desk.ways(Role.LEADER, dossier_id)["Từ chối giải quyết"]
    beside = f"{address}beside/"
    for page in (address, beside, way):
        shown = said(leader.get(page)).partition("Tóm tắt")[2]
        for words in (
            "Nguyễn Văn An", "17:00", "Trình từ chối giải quyết", "Bên bán chưa đủ tuổi.", "đủ thành phần",
            "50.000 ₫", "còn phải nộp 50.000 ₫", "không có vướng mắc", dossiers.facts(earlier).code,
        ):  # fmt: skip
            assert words in shown, f"{words} on {page}"
    assert "bước tiếp:" in said(leader.get(address)), "and where each way leads"
    assert desk.somebody(Role.LEADER, ELSEWHERE).get(beside).status_code == 404

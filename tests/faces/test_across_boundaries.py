"""Filed where somebody happens to be, resolved where it belongs, handed over where it was filed (NĐ 118/2025)."""

from motcua.dossier import queries as dossier
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, ELSEWHERE, Desk, said
from tests.faces.test_desk import text_of
from tests.faces.test_hand_over import RESULTS, give
from tests.faces.test_office import finish

ONE_WHO_RESOLVES = "Ủy ban nhân dân phường Hồng Gai"


def received_elsewhere(desk: Desk) -> int:
    """The desk of another commune receives it for Hồng Gai."""
    answer = desk.somebody(Role.RECEPTIONIST, ELSEWHERE).post(f"/desk/receive/{A_BIRTH}/", desk.sheet())
    assert answer.status_code == 302, said(answer)
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


def test_the_receipt_names_both_places(desk: Desk) -> None:
    there = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    one = received_elsewhere(desk)
    receipt = text_of(there.get(f"/office/dossiers/{one}/papers/receipt.pdf").content)
    assert "Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công phường Bãi Cháy" in receipt
    assert f"Cơ quan chủ trì giải quyết: {ONE_WHO_RESOLVES}" in receipt
    assert f"Cơ quan giải quyết {ONE_WHO_RESOLVES}" in said(there.get(f"/office/dossiers/{one}/"))
    at_home = desk.receive()
    receipt = text_of(desk.receptionist.get(f"/office/dossiers/{at_home}/papers/receipt.pdf").content)
    assert "Cơ quan chủ trì giải quyết" not in receipt, "its own desk is no other place"


def test_it_is_resolved_there_and_handed_over_here(desk: Desk) -> None:
    one = received_elsewhere(desk)
    code = dossier.facts(one).code
    assert code in said(desk.somebody(Role.OFFICER).get("/office/"))
    assert code not in said(desk.somebody(Role.OFFICER, ELSEWHERE).get("/office/"))
    finish(desk, one)
    there = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert code in said(there.get(RESULTS)), "the result waits where it was filed"
    assert code not in said(desk.receptionist.get(RESULTS))
    assert "Đã trả kết quả" in said(give(desk, one, at=ELSEWHERE))


def test_a_third_commune_sees_nothing_of_it(desk: Desk) -> None:
    one = received_elsewhere(desk)
    stranger = desk.somebody(Role.RECEPTIONIST, "H49.203")
    assert stranger.get(f"/office/dossiers/{one}/").status_code == 404
    assert stranger.get(f"{RESULTS}{one}/").status_code == 404

"""The live board: every number opens the dossiers that it counts, of the agencies that somebody looks after."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.journal import queries as journal
from motcua.organisation.types import Role
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, HONG_GAI, LAND, Desk, hidden, said

BOARD = "/control/"


def numbers(page: Any) -> dict[str, int]:
    """What the board says, by the number's own name in its address; the large figures on top."""
    found = re.findall(
        r'href="/control/board/(\w+)/\?side=\w+"[^>]*>.*?mc-stat-value">([\d.,]+)<', page.content.decode(), re.DOTALL
    )
    return {name: int(figure) for name, figure in found}


@pytest.mark.parametrize(("language", "words"), [("vi", "Bảng theo dõi"), ("en", "Live board")])
def test_what_was_received_today_and_is_due_today(desk: Desk, language: str, words: str) -> None:
    desk.receive()
    desk.receive(LAND)
    page = desk.somebody(Role.SUPERVISOR, language=language).get(BOARD)
    assert words in said(page)
    assert numbers(page) == {
        "received": 2, "due_today": 1, "late": 0, "soon": 0, "waiting": 0, "filings": 0, "filings_alerted": 0,
        "filings_late": 0,
    }  # fmt: skip
    listed = said(desk.somebody(Role.SUPERVISOR).get("/control/board/due_today/"))
    assert "H49.201-261102-0001" in listed
    assert "H49.201-261102-0002" not in listed


def test_what_is_late_was_about_to_be_late_before(desk: Desk) -> None:
    desk.receive(A_SIGNED_RESULT)
    found = numbers(desk.somebody(Role.SUPERVISOR).get(BOARD))
    assert (found["soon"], found["late"], found["received"]) == (0, 0, 1)
    desk.wait(days=2)
    page = desk.somebody(Role.SUPERVISOR).get(BOARD)
    found = numbers(page)
    assert (found["due_today"] + found["soon"], found["late"], found["received"]) == (1, 0, 0)
    desk.wait(days=5)
    assert numbers(desk.somebody(Role.SUPERVISOR).get(BOARD))["late"] == 1
    by_agency = re.search(r'href="(/control/board/late/\?[^"]*agency=\d+)"', said_raw(desk))
    assert by_agency is not None
    address = by_agency[1].replace("&amp;", "&")
    assert "H49.201-261102-0001" in said(desk.somebody(Role.SUPERVISOR).get(address))
    assert "Danh sách này chưa có hồ sơ" in said(desk.somebody(Role.SUPERVISOR).get(address + "9999"))


def said_raw(desk: Desk) -> str:
    return desk.somebody(Role.SUPERVISOR).get(BOARD).content.decode()


def test_the_side_where_they_were_received(desk: Desk) -> None:
    desk.receive()
    page = desk.somebody(Role.SUPERVISOR).get(f"{BOARD}?side=receives")
    assert numbers_on(page, "receives")["received"] == 1


def numbers_on(page: Any, side: str) -> dict[str, int]:
    assert f"side={side}" in page.content.decode()
    return numbers(page)


def test_a_stranger_counts_nothing_of_ours(desk: Desk) -> None:
    desk.receive()
    assert set(numbers(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(BOARD)).values()) == {0}
    assert "H49.201" not in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get("/control/board/received/"))
    assert desk.somebody(Role.CLERK).get(BOARD).status_code == 403
    assert desk.somebody(Role.CLERK).get("/control/board/late/").status_code == 403
    assert Client().get(BOARD).status_code == 302
    assert desk.somebody(Role.SUPERVISOR).get("/control/board/nothing/").status_code == 404


def test_a_board_that_is_left_alone_keeps_nobody_logged_in(desk: Desk) -> None:
    board = desk.somebody(Role.SUPERVISOR)
    for _spell in range(7):
        desk.wait(minutes=12)
        answer = board.get(BOARD, headers={"HX-Request": "true", "Motcua-Unattended": "1"})
    assert answer.status_code in {204, 302}


def test_whoever_oversees_a_dossier_reminds_of_it(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    supervisor, address = desk.somebody(Role.SUPERVISOR), f"/office/dossiers/{dossier_id}/remind/"
    assert "Nhắc người đang giữ hồ sơ" in said(supervisor.get(f"/office/dossiers/{dossier_id}/"))
    page = supervisor.get(address)
    empty = supervisor.post(address, {**hidden(page), "words": ""})
    assert empty.status_code == 422
    typed = {**hidden(page), "words": "Người dân đã gọi hai lần, đề nghị xử lý trước."}
    for _press in range(2):
        assert supervisor.post(address, typed).status_code == 302
    reminded = [one for one in journal.entries(f"dossier/{dossier_id}") if one.kind == "process.reminded"]
    assert len(reminded) == 1
    assert "gọi hai lần" not in str(reminded[0].body)
    officer = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert "gọi hai lần" in officer
    assert "Nhắc người đang giữ hồ sơ" not in officer


def test_who_may_not_remind(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    address = f"/office/dossiers/{dossier_id}/remind/"
    for role in (Role.OFFICER, Role.INSPECTOR):
        agency = "H49" if role is Role.INSPECTOR else HONG_GAI
        assert desk.somebody(role, agency).post(address, {"words": "x"}).status_code == 403
    assert desk.somebody(Role.SUPERVISOR, ELSEWHERE).post(address, {"words": "x"}).status_code == 404
    inspector = said(desk.somebody(Role.INSPECTOR, "H49").get(f"/office/dossiers/{dossier_id}/"))
    assert "Nhắc người đang giữ hồ sơ" not in inspector

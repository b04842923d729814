"""The inbox: what comes due and what is late, one dossier open beside the list, and views kept under a name."""

import re
from typing import Any

import pytest

from motcua.accounts.models import KeptView
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, ELSEWHERE, LAND, Desk, hidden, said

KEEP = "/office/views/"


def counts(page: Any) -> dict[str, str]:
    """The words of the tabs and of what is narrowed, each with its number."""
    found = re.findall(r'<a [^>]*>([^<]+) <span class="mc-count[^"]*">([^<]+)</span>', page.content.decode())
    return {words.strip(): number for words, number in found}


def test_what_comes_due_and_what_is_late_is_counted_and_shown(desk: Desk) -> None:
    code_today, code_later = desk.receive(A_BIRTH), desk.receive(LAND)
    officer = desk.somebody(Role.OFFICER)
    page = officer.get("/office/")
    assert (counts(page)["Sắp đến hạn"], counts(page)["Quá hạn"]) == ("1", "0")
    soon = officer.get("/office/?box=mine&due=soon").content.decode()
    assert f"/office/dossiers/{code_today}/" in soon
    assert f"/office/dossiers/{code_later}/" not in soon
    desk.wait(days=1)
    page = desk.somebody(Role.OFFICER).get("/office/?box=mine&due=late")
    assert counts(page)["Quá hạn"] == "1"
    assert f"/office/dossiers/{code_today}/" in page.content.decode()
    assert "Đang quá hạn" in said(page), "in words, not by colour alone"


def test_work_whose_papers_come_at_the_next_opening_says_when(desk: Desk) -> None:
    desk.wait(hours=6, minutes=30)
    dossier_id = desk.receive(A_SIGNED_RESULT)
    waiting = desk.somebody(Role.OFFICER).get("/office/?box=mine")
    assert "giấy tờ đến lúc 07:30 03/11/2026" in said(waiting)
    assert "Giấy tờ đến cơ quan giải quyết vào giờ mở cửa kế tiếp" in said(
        desk.receptionist.get(f"/desk/received/{dossier_id}/")
    )
    desk.wait(hours=17)
    assert "giấy tờ đến lúc" not in said(desk.somebody(Role.OFFICER).get("/office/?box=mine"))


def test_a_box_is_narrowed_to_one_procedure(desk: Desk) -> None:
    birth = desk.receive(A_BIRTH)
    page = desk.somebody(Role.OFFICER).get("/office/", {"box": "mine", "procedure": A_BIRTH})
    assert f"/office/dossiers/{birth}/" in page.content.decode()
    empty = desk.somebody(Role.OFFICER).get("/office/", {"box": "mine", "procedure": LAND})
    assert "Không có việc nào phù hợp" in said(empty)


def test_a_view_is_kept_by_name_and_forgotten_and_is_nobody_elses(desk: Desk) -> None:
    desk.receive()
    officer = desk.somebody(Role.OFFICER)
    assert officer.post(KEEP, {"place": "box=pool&due=late", "name": "  Chờ   nhận, trễ "}).status_code == 302
    page = officer.get("/office/").content.decode()
    assert "Chờ nhận, trễ" in page
    assert "/office/?box=pool&amp;due=late" in page
    kept = KeptView.objects.get()
    assert "Chờ nhận, trễ" not in desk.somebody(Role.LEADER).get("/office/").content.decode()
    desk.somebody(Role.LEADER).post(KEEP, {"place": "", "drop": str(kept.pk)})
    assert KeptView.objects.exists(), "somebody else's view stays"
    officer.post(KEEP, {"place": "box=mine", "drop": str(kept.pk)})
    assert not KeptView.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("vi", "Hãy đặt tên"), ("en", "Give the view a name")])
def test_a_view_without_a_name_is_not_kept(desk: Desk, language: str, words: str) -> None:
    officer = desk.somebody(Role.OFFICER, language=language)
    answer = officer.post(KEEP, {"place": "due=late", "name": " "}, follow=True)
    assert words in said(answer)
    assert not KeptView.objects.exists()


def test_a_dossier_opens_beside_the_list_and_an_act_leads_back_to_the_place(desk: Desk) -> None:
    dossier_id = desk.receive()
    officer = desk.somebody(Role.OFFICER)
    part = officer.get(f"/office/dossiers/{dossier_id}/beside/?box=mine&due=soon")
    assert part.status_code == 200
    assert "<main" not in part.content.decode()
    way = re.findall(r'href="(/office/dossiers/\d+/items/[^"]+submit/\?from=[^"]+)"', part.content.decode())[0]
    page = officer.get(way)
    assert 'href="/office/?box=mine&amp;due=soon"' in page.content.decode(), "back leads to the place too"
    answer = officer.post(way, hidden(page))
    assert answer["Location"] == "/office/?box=mine&due=soon"
    whole = officer.get(f"/office/?box=team&open={dossier_id}")
    assert 'aria-current="true"' in whole.content.decode()


@pytest.mark.parametrize("asked", ["box=nowhere&due=never&open=x", "open=999999999", "after=1&due_at=never"])
def test_a_broken_address_shows_the_inbox(desk: Desk, asked: str) -> None:
    desk.receive()
    assert desk.somebody(Role.OFFICER).get(f"/office/?{asked}").status_code == 200


def test_where_an_act_leads_back_to_is_always_the_inbox(desk: Desk) -> None:
    dossier_id = desk.receive()
    way = next(iter(desk.ways(Role.OFFICER, dossier_id).values()))
    officer = desk.somebody(Role.OFFICER)
    address = f"{way}?from=https://elsewhere.example/"
    answer = officer.post(address, hidden(officer.get(address)))
    assert answer["Location"] == "/office/?box=mine"


def test_a_stranger_opens_nothing_beside_his_list(desk: Desk) -> None:
    dossier_id = desk.receive()
    stranger = desk.somebody(Role.OFFICER, ELSEWHERE)
    assert stranger.get(f"/office/dossiers/{dossier_id}/beside/").status_code == 404
    assert "H49.201" not in said(stranger.get(f"/office/?open={dossier_id}"))

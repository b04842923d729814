"""At the counter: one person with several procedures, one payment, all receipts at once, and a mistake undone."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, ELSEWHERE, FATHER, Desk, hidden, said
from tests.faces.test_desk import text_of

UNDO = {"reason_key": "wrong_procedure"}


def visit_of(page: Any) -> str:
    found = re.findall(r"/desk/\?visit=(\d+)", page.content.decode())
    assert found, said(page)
    return str(found[0])


def received(desk: Desk, dossier_id: int, *, role: Role = Role.RECEPTIONIST) -> Any:
    return desk.somebody(role).get(f"/desk/received/{dossier_id}/")


def two(desk: Desk) -> tuple[int, str, Any]:
    """A first dossier, its visit, and the page after a second one was handed in during it."""
    first = desk.receive()
    visit = visit_of(received(desk, first))
    typed = desk.sheet(A_SIGNED_RESULT)
    page = desk.receptionist.post(f"/desk/receive/{A_SIGNED_RESULT}/?visit={visit}", typed, follow=True)
    return first, visit, page


def test_the_next_sheet_of_a_visit_knows_the_person(desk: Desk) -> None:
    visit = visit_of(received(desk, desk.receive(**{"applicant-address": "Tổ 5, khu 2"})))
    home = desk.receptionist.get("/desk/", {"visit": visit, "q": "hon nhan"})
    assert FATHER["applicant-name"] in said(home)
    assert f"/desk/receive/{A_SIGNED_RESULT}/?visit={visit}" in home.content.decode()
    sheet = desk.receptionist.get(f"/desk/receive/{A_SIGNED_RESULT}/?visit={visit}").content.decode()
    for value in (FATHER["applicant-name"], FATHER["applicant-number"], FATHER["applicant-phone"], "Tổ 5, khu 2"):
        assert f'value="{value}"' in sheet


def test_all_of_a_visit_stands_on_one_page_with_one_payment_and_all_receipts(desk: Desk) -> None:
    _first, visit, page = two(desk)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == f"/desk/visits/{visit}/"
    codes = re.findall(r"H49\.201-261102-000\d", said(page))
    assert len(set(codes)) == 2
    receipts = desk.receptionist.get(f"/desk/visits/{visit}/receipts.pdf")
    assert (receipts.status_code, receipts["Content-Type"]) == (200, "application/pdf")
    printed = text_of(receipts.content)
    assert all(code in printed for code in codes)


def test_a_second_press_makes_no_second_dossier_of_the_visit(desk: Desk) -> None:
    visit = visit_of(received(desk, desk.receive()))
    typed = desk.sheet(A_SIGNED_RESULT, request_key="pressed-twice")
    address = f"/desk/receive/{A_SIGNED_RESULT}/?visit={visit}"
    first, second = (desk.receptionist.post(address, typed) for _press in range(2))
    assert first["Location"] == second["Location"] == f"/desk/visits/{visit}/"
    assert len(set(re.findall(r"H49\.201-261102-\d{4}", said(desk.receptionist.get(first["Location"]))))) == 2


def test_a_mistaken_receipt_is_made_void_within_a_minute_and_its_code_stays(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = received(desk, dossier_id)
    assert "09:01:00" in said(page)
    address = f"/desk/received/{dossier_id}/void/"
    for typed in ({"reason": "Nhầm"}, {"reason_key": "other", "reason": ""}, {"reason_key": "withdrawn"}):
        unexplained = desk.receptionist.post(address, {**hidden(page), **typed})
        assert unexplained.status_code == 422
    desk.wait(seconds=30)
    assert "Tiếp nhận trùng hồ sơ" in said(page)
    press = {**hidden(page), "reason_key": "received_twice", "reason": ""}
    for _press in range(2):
        done = desk.receptionist.post(address, press)
        assert (done.status_code, done["Location"]) == (302, f"/desk/received/{dossier_id}/")
    after = said(received(desk, dossier_id))
    assert "H49.201-261102-0001" in after
    assert "09:01:00" not in after
    assert dossiers.facts(dossier_id).state is State.VOIDED
    assert desk.receptionist.get(f"/desk/visits/{visit_of(received(desk, desk.receive()))}/").status_code == 200


def test_after_that_the_desk_is_led_to_the_dossiers_own_page(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = received(desk, dossier_id)
    desk.wait(minutes=2)
    assert "void/" not in received(desk, dossier_id).content.decode()
    late = desk.receptionist.post(f"/desk/received/{dossier_id}/void/", {**hidden(page), **UNDO})
    assert late.status_code in {409, 422}
    assert "1 phút" in said(late)
    assert dossiers.facts(dossier_id).state is State.IN_PROGRESS


def test_originals_that_were_shown_are_ticked_off(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    page = received(desk, dossier_id)
    assert f"/desk/received/{dossier_id}/originals/" in page.content.decode()
    for _press in range(2):
        answer = desk.receptionist.post(f"/desk/received/{dossier_id}/originals/", hidden(page))
        assert answer.status_code == 302
    after = received(desk, dossier_id)
    assert f"/desk/received/{dossier_id}/originals/" not in after.content.decode()
    assert "09:00 02/11/2026" in said(after)


def test_what_came_by_post_is_no_visit(desk: Desk) -> None:
    page = received(desk, desk.receive(channel="post"))
    assert "?visit=" not in page.content.decode()


def test_tomorrow_the_visit_is_over(desk: Desk) -> None:
    first = desk.receive()
    visit = visit_of(received(desk, first))
    desk.at += timedelta(days=1)
    assert "?visit=" not in received(desk, first).content.decode()
    address = f"/desk/receive/{A_SIGNED_RESULT}/?visit={visit}"
    answer = desk.receptionist.post(address, desk.sheet(A_SIGNED_RESULT))
    assert answer.status_code in {409, 422}
    assert FATHER["applicant-name"] in answer.content.decode()


def test_a_stranger_finds_no_visit_and_undoes_nothing(desk: Desk) -> None:
    first, visit, _page = two(desk)
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    there, nowhere = (elsewhere.get(f"/desk/visits/{number}/") for number in (visit, "999999"))
    assert there.status_code == nowhere.status_code == 404
    assert said(there) == said(nowhere)
    assert elsewhere.get(f"/desk/visits/{visit}/receipts.pdf").status_code == 404
    assert elsewhere.get("/desk/", {"visit": visit}).status_code == 404
    assert elsewhere.get(f"/desk/receive/{A_BIRTH}/?visit={visit}").status_code == 404
    for act in ("void", "originals"):
        assert elsewhere.post(f"/desk/received/{first}/{act}/", UNDO).status_code == 404
        assert desk.somebody(Role.OFFICER).post(f"/desk/received/{first}/{act}/", UNDO).status_code == 403
        assert Client().post(f"/desk/received/{first}/{act}/").status_code == 302
    assert desk.somebody(Role.OFFICER).get(f"/desk/visits/{visit}/").status_code == 403
    assert dossiers.facts(first).state is State.IN_PROGRESS

"""The certification desk: a name, the pages, the copies, Enter; and the next person."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, Desk, hidden, said

DESK = "/desk/certification/"
COPIES, SIGNATURES = "2.000815", "2.000884"
CARD = "022090001234|012345678|Nguyễn Văn An|03051990|Nam|Số 1, Hồng Gai|01012021"
AN = {"name": "Nguyễn Văn An", "paper": "Bằng tốt nghiệp đại học", "pages": "3", "copies": "4"}


def shown(desk: Desk, kind: str = COPIES) -> Any:
    page = desk.receptionist.get(f"{DESK}?kind={kind}")
    assert page.status_code == 200, said(page)
    return page


def carried(page: Any) -> dict[str, str]:
    """What the form has in it when it is shown: key, kind, who signs, the book."""
    body = page.content.decode()
    signer = re.findall(r'<select name="signer".*?<option value="(\d+)"', body, re.DOTALL)[0]
    others = dict(re.findall(r'<input type="hidden" name="(kind|book|pages)" value="([^"]*)"', body))
    return {**hidden(page), "signer": signer, "pages": "1", **others}


def certify(desk: Desk, kind: str = COPIES, **typed: str) -> Any:
    form = {**carried(shown(desk, kind)), **AN, "certify": "1", **typed}
    return desk.receptionist.post(f"{DESK}?kind={kind}", form, follow=True)


def test_one_press_does_all_of_it(desk: Desk, head: Client) -> None:
    page = certify(desk, given="50.000")
    told = said(page)
    assert "01/2026-SCT/BS" in told
    assert "20.000 ₫" in told
    assert "30.000 ₫" in told, "the change"
    assert re.search(r'<input[^>]*name="name"[^>]*autofocus', page.content.decode()), "the next person may come"
    dossier = re.findall(r'href="(/office/dossiers/\d+/)"', page.content.decode())[0]
    whole = said(desk.receptionist.get(dossier))
    assert "AA-26P 0000001" in whole
    assert "Giải quyết ngay: 01/2026-SCT/BS" in whole
    assert "AA-26P 0000001" in said(desk.receptionist.get("/desk/cash/")), "the money lies in the day's till"


def test_the_days_list_has_its_sums(desk: Desk, head: Client) -> None:
    certify(desk)
    number = {"number": "022090001234"}
    told = said(certify(desk, SIGNATURES, **number, paper="Sơ yếu lý lịch", copies="2"))
    for words in ("01/2026-SCT/BS", "01/2026-SCT/CK,ĐC", "Bằng tốt nghiệp đại học", "Sơ yếu lý lịch", "40.000 ₫"):
        assert words in told, words


def test_a_scanned_card_fills_in_the_person_and_certifies_nothing(desk: Desk, head: Client) -> None:
    page = certify(desk, name=CARD)
    body = page.content.decode()
    assert 'value="Nguyễn Văn An"' in body
    assert 'value="022090001234"' in body
    assert re.search(r'<input[^>]*name="paper"[^>]*autofocus', body), "what is certified comes next"
    assert "SCT/BS" not in said(page)
    broken = certify(desk, name="022090001234|")
    assert broken.status_code == 422
    assert "022090001234|" in broken.content.decode()


def test_the_fee_is_told_while_it_is_typed(desk: Desk) -> None:
    ask = desk.receptionist.get
    assert ask(f"{DESK}fee/?kind={COPIES}&pages=3&copies=4").content.decode() == "20.000\u00a0₫"
    assert ask(f"{DESK}fee/?kind={COPIES}&pages=&copies=4").content.decode() == "–"
    assert ask(f"{DESK}fee/?kind=9.999999&pages=1&copies=1").content.decode() == "–"


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (COPIES, {"name": ""}, "bắt buộc"),
        (SIGNATURES, {}, "số định danh"),
        (COPIES, {"pages": "0"}, "Số trang"),
        (COPIES, {"given": "1.000"}, "không đủ để nộp"),
        (COPIES, {"signer": "999999"}, "Người ký"),
    ],
)
def test_a_refusal_loses_nothing_typed(desk: Desk, head: Client, kind: str, typed: dict[str, str], words: str) -> None:
    page = certify(desk, kind, **typed)
    assert page.status_code in {409, 422}, said(page)
    assert words.casefold() in said(page).casefold()
    assert AN["paper"] in page.content.decode()
    assert "01/2026-SCT/BS" in said(certify(desk)), "no number was lost"


def test_pressing_twice_certifies_once(desk: Desk, head: Client) -> None:
    form = {**carried(shown(desk)), **AN, "certify": "1"}
    for _press in range(2):
        page = desk.receptionist.post(DESK, form, follow=True)
    assert "02/2026-SCT/BS" not in said(page)
    assert "01/2026-SCT/BS" in said(page)


def test_without_a_book_nothing_is_certified_that_costs_something(desk: Desk) -> None:
    assert "Chưa có quyển biên lai nào đang mở" in said(shown(desk))
    page = certify(desk)
    assert page.status_code == 409
    assert AN["name"] in page.content.decode()


def test_the_book_is_printed(desk: Desk, head: Client) -> None:
    certify(desk)
    asked = f"{DESK}book/?series=copy_certification_register&since=2026-11-01&until=2026-11-02"
    for role in (Role.RECEPTIONIST, Role.SUPERVISOR, Role.LEADER):
        assert desk.somebody(role).get(asked).content[:5] == b"%PDF-"
    turned = desk.receptionist.get(asked.replace("2026-11-01", "2026-11-30"))
    assert turned.status_code == 422
    assert desk.receptionist.get(f"{DESK}book/").status_code == 200


def test_strangers_learn_nothing(desk: Desk, head: Client) -> None:
    certify(desk)
    for role in (Role.OFFICER, Role.LEADER, Role.SUPERVISOR):
        assert desk.somebody(role).get(DESK).status_code == 403
    assert desk.somebody(Role.OFFICER).get(f"{DESK}book/").status_code == 403
    assert Client().get(DESK).status_code == 302
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert AN["name"] not in said(elsewhere.get(DESK))
    asked = f"{DESK}book/?series=copy_certification_register&since=2026-11-01&until=2026-11-02"
    assert elsewhere.get(asked).status_code == 200, "their own book, which is empty"


def test_the_page_speaks_english_too(desk: Desk) -> None:
    reader = desk.somebody(Role.RECEPTIONIST, language="en")
    assert "Received, paid, entered in the register" in said(reader.get(DESK))
    assert "Register book of certifications" in said(reader.get(f"{DESK}book/"))

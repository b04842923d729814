"""Paid from home: who proves that he may know a dossier sees what is owed and why, pays it, and fetches the receipt."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.dossier import queries as dossier
from motcua.kernel import sweep
from motcua.organisation.types import Role
from motcua.payments.gateways import VARIABLE
from tests.faces.money import BOOKS, owing, paid
from tests.faces.people import Desk, hidden, said
from tests.faces.test_cash import ACCOUNT
from tests.faces.test_filing import himself
from tests.faces.test_portal import citizen

CODE, FACT = "H49.201-261102-0001", "5678"
PROOF = {"code": CODE, "second_fact": FACT}
OWED, BEGIN = "/thanh-toan/", "/thanh-toan/bat-dau/"


@pytest.fixture
def online(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """The agency gives electronic receipts and has an account; a dossier owes 8,000 đồng, whose number this is."""
    monkeypatch.setenv(VARIABLE, "demo: vietqr:")
    agency = electronic_book(desk)
    head = desk.somebody(Role.SUPERVISOR)
    account = {**ACCOUNT, "agency": agency, "account": "1"}
    assert head.post(BOOKS, {**hidden(head.get(BOOKS)), **account}).status_code == 302
    return owing(desk)


def electronic_book(desk: Desk) -> str:
    """Opens a book of electronic receipts; answers for which agency."""
    head = desk.somebody(Role.SUPERVISOR)
    page = head.get(BOOKS)
    place = re.findall(r'<option value="([\d:]+)"', page.content.decode())[0]
    book = {"place": place, "series": "AA-26E", "first": "1", "last": "50"}
    assert head.post(BOOKS, {**hidden(page), **book}).status_code == 302
    return str(place.partition(":")[0])


def begun(browser: Client, dossier_id: int, gateway: str = "demo") -> str:
    """The address of the page of an order for what a dossier owes."""
    code = dossier.facts(dossier_id).code
    proof = {"code": code, "second_fact": FACT}
    asked = browser.post(BEGIN, {**proof, "gateway": gateway, "expected": "8000"})
    assert asked.status_code == 302, said(asked)
    return str(asked["Location"])


def pressed(browser: Client, order: str, what: str) -> Any:
    """What happens at the gateway; the page to which it leads back."""
    way = re.findall(r'href="(/thanh-toan/demo/[^"]+)"', browser.get(order).content.decode())[0].replace("&amp;", "&")
    return browser.post(way, {"play": what}, follow=True)


def test_who_follows_a_dossier_pays_what_it_owes_and_fetches_the_receipt(desk: Desk, online: int) -> None:
    browser = Client(enforce_csrf_checks=True)
    followed = browser.post("/track/", PROOF)
    assert f'action="{OWED}"' in followed.content.decode()
    owed = browser.post(OWED, PROOF)
    told = said(owed)
    assert "Phải nộp 8.000 ₫" in told
    assert "Quy định tại" in told
    assert not owed.cookies
    order = begun(browser, online)
    assert "Nộp 8.000 ₫" in said(browser.get(order))
    done = pressed(citizen(), order, "success")
    assert "Đã nộp 8.000 ₫" in said(done)
    assert "Nguyễn Văn An" not in said(done), "the address of an order is all that a gateway has"
    number = re.findall(r"/thanh-toan/bien-lai/(\d+)/", done.content.decode())[0]
    receipt = browser.post(f"/thanh-toan/bien-lai/{number}/", PROOF)
    assert (receipt.status_code, receipt["Content-Type"], receipt.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert "AA-26E-0000001" in receipt["Content-Disposition"]
    again = browser.post(f"/thanh-toan/bien-lai/{number}/", PROOF)
    assert again.content == receipt.content, "the same file, and no second print"
    assert "Không phải nộp khoản nào" in said(browser.post(OWED, PROOF))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("twice", "Đã nộp 8.000 ₫"),
        ("failure", "Nộp 8.000 ₫"),
        ("silence", "Nộp 8.000 ₫"),
        ("other_amount", "số tiền khác với số phải nộp"),
        ("late", "nộp khi đã hết thời gian"),
        ("forged", "không phải do dịch vụ thanh toán gửi"),
    ],
)
def test_whatever_happens_at_the_gateway_is_told(desk: Desk, online: int, what: str, words: str) -> None:
    browser = citizen()
    order = begun(browser, online)
    assert words in said(pressed(browser, order, what))
    desk.wait(minutes=6)
    sweep.run_once(desk.at, only=[one for one in sweep.sweeps() if one.name == "payments.orders"])
    is_paid = "Đã nộp 8.000 ₫" in said(browser.get(order))
    assert is_paid is (what in {"twice", "silence"})


def test_a_transfer_says_where_to_and_what_for(desk: Desk, online: int) -> None:
    browser = citizen()
    order = begun(browser, online, "vietqr")
    told = said(browser.get(order))
    assert ACCOUNT["number"] in told
    assert re.search(r"MC\d{10}", told)
    picture = browser.get(f"{order}ma.svg")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    desk.wait(minutes=31)
    assert "Đã hết thời gian" in said(browser.get(order))
    assert browser.get(f"{order}ma.svg").status_code == 409


def test_who_has_logged_in_pays_from_his_own_page(desk: Desk, online: int) -> None:
    his, hers = himself("022090001234", "Nguyễn Văn An"), himself("022190001236", "Trần Thị Bích")
    own = f"/thanh-toan/cua-toi/{CODE}/"
    assert own in his.get("/cong-dan/").content.decode()
    assert "Phải nộp 8.000 ₫" in said(his.get(own))
    asked = his.post(own, {"gateway": "demo", "expected": "8000"})
    number = re.findall(r"bien-lai/(\d+)/", pressed(his, asked["Location"], "success").content.decode())[0]
    assert his.get(f"{own}bien-lai/{number}/")["Content-Type"] == "application/pdf"
    for address in (own, f"{own}bien-lai/{number}/"):
        assert hers.get(address).status_code == 404
        assert citizen().get(address).status_code == 302


def test_strangers_learn_nothing_and_pay_nothing(desk: Desk, online: int) -> None:
    stranger = citizen()
    wrong = {"code": CODE, "second_fact": "0000"}
    for address in (OWED, BEGIN, "/thanh-toan/bien-lai/1/"):
        told = stranger.post(address, {**wrong, "gateway": "demo", "expected": "8000"})
        assert told.status_code == 404
        assert "8.000" not in said(told)
    assert stranger.get("/thanh-toan/lenh/1:abc/").status_code == 404
    assert stranger.post("/thanh-toan/bao/demo/", b"{}", content_type="application/json").status_code == 403
    assert stranger.post("/thanh-toan/bao/none/", b"{}", content_type="application/json").status_code == 404
    long = stranger.post("/thanh-toan/bao/demo/", b" " * 70_000, content_type="application/json")
    assert long.status_code == 413
    away = stranger.get("/thanh-toan/demo/MC0000000012/?back=https://elsewhere.example/")
    assert away.status_code == 404


def test_what_was_owed_when_the_page_was_shown_is_owed_no_more(desk: Desk, online: int, head: Client) -> None:
    browser = citizen()
    paid(desk, online)
    told = browser.post(BEGIN, {**PROOF, "gateway": "demo", "expected": "8000"})
    assert told.status_code == 409
    assert "Không phải nộp khoản nào" in said(told)


@pytest.mark.parametrize("gateway", ["", "cowrie"])
def test_a_way_that_is_none_is_said_and_what_is_owed_stays(desk: Desk, online: int, gateway: str) -> None:
    told = citizen("en").post(BEGIN, {**PROOF, "gateway": gateway, "expected": "8000"})
    assert told.status_code == 409
    assert "You owe 8,000 ₫" in said(told)

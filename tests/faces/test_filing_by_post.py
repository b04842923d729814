"""Whoever files from home has the result sent home: the price first, the address at the desk, the way followed."""

import re
from typing import Any

import pytest

from motcua.dossier import queries as dossier
from motcua.parties import queries as parties
from motcua.postal.carriers import VARIABLE
from tests.faces.people import Desk, said
from tests.faces.test_filing import typed, where
from tests.faces.test_portal import citizen
from tests.faces.test_shipments import HOME, ordered

ELSEWHERE = {"name": "Trần Thị Bình", "address": "Số 9, phường Bãi Cháy", "phone": "0987654321"}
BY_POST = {"method": "post", **ELSEWHERE}


@pytest.fixture(autouse=True)
def _a_carrier(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any) -> None:
    monkeypatch.setenv(VARIABLE, "demo:")
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def test_the_price_is_seen_before_and_the_address_reaches_the_desk(desk: Desk) -> None:
    browser = citizen()
    draft = typed(desk, browser)
    page = f"{draft}ket-qua/"
    assert "0912345678" in browser.get(page).content.decode(), "what was declared is offered"
    asked = browser.post(page, BY_POST)
    assert asked.status_code == 200
    assert "26.000 ₫, trả cho bưu tá khi nhận" in said(asked)
    assert ELSEWHERE["address"] in asked.content.decode()
    cheaper = browser.post(page, {**BY_POST, "amount": "20000"})
    assert "26.000 ₫" in said(cheaper), "another price than the one shown is shown first"
    amount = re.findall(r'name="amount" value="(\d+)"', asked.content.decode())[0]
    assert where(browser.post(page, {**BY_POST, "amount": amount})) == f"{draft}xem-lai/"
    review = said(browser.get(f"{draft}xem-lai/"))
    assert ELSEWHERE["address"] in review
    assert "26.000 ₫" in review
    assert where(browser.post(f"{draft}xem-lai/")) == f"{draft}da-nop/"
    number = re.findall(r"\S+-NT\d+-\d+", said(browser.get(f"{draft}da-nop/")))[0]
    found = dossier.sought(number)
    assert found is not None
    (declared,) = parties.declarations([dossier.facts(found.id).declaration.id]).values()
    assert declared.collector is not None
    assert (declared.collector.name, declared.collector.address) == (ELSEWHERE["name"], ELSEWHERE["address"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"address": ""}, "bưu chính không phát được"),
        ({"phone": ""}, "bưu chính không phát được"),
        ({"phone": "0987654399"}, "Đơn vị bưu chính không"),
        ({"phone": "12"}, "điện thoại"),
    ],
    ids=["no address", "no phone", "where nobody delivers", "no phone number"],
)
def test_what_cannot_be_sent_loses_nothing_typed(desk: Desk, changes: dict[str, str], words: str) -> None:
    browser = citizen()
    page = f"{typed(desk, browser)}ket-qua/"
    told = browser.post(page, {**BY_POST, "amount": "26000", **changes})
    assert told.status_code == 422
    assert words in said(told)
    assert ELSEWHERE["name"] in told.content.decode()


def test_a_carrier_who_is_away_holds_nobody_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = citizen()
    draft = typed(desk, browser)
    monkeypatch.setenv(VARIABLE, "demo:?away=yes")
    assert where(browser.post(f"{draft}ket-qua/", BY_POST)) == f"{draft}xem-lai/"


def test_who_follows_the_dossier_sees_where_the_parcel_is(desk: Desk) -> None:
    one = ordered(desk)
    code = dossier.facts(one).code
    told = said(citizen().post("/track/", {"code": code, "second_fact": HOME["phone"][-4:]}))
    assert "Qua bưu chính" in told
    assert re.search(r"DEMO\d+VN", told)
    assert HOME["address"] not in told

"""On a phone: who follows his dossier sees what he owes, pays it, and reads that it is paid."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.dossier import queries as dossier
from motcua.payments.gateways import VARIABLE
from tests.browser.acting import become
from tests.faces.money import owing
from tests.faces.people import Desk
from tests.faces.test_filing import himself
from tests.faces.test_paying import FACT, electronic_book


def test_somebody_pays_from_home(
    desk: Desk, phone: Page, server: str, accessible: Callable[[Page], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "demo:")
    electronic_book(desk)
    code = dossier.facts(owing(desk)).code
    become(phone, himself("022090001234", "Nguyễn Văn An"), server)
    phone.goto(f"/thanh-toan/cua-toi/{code}/")
    accessible(phone)
    phone.goto(f"/track/?code={code}")
    phone.fill("#second_fact", FACT)
    phone.get_by_role("button", name="Xem").click()
    phone.get_by_role("button", name="Xem các khoản và thanh toán").click()
    expect(phone.locator("h1")).to_contain_text("Phải nộp 8.000")
    accessible(phone)
    phone.get_by_role("button", name="Cổng thanh toán minh họa").click()
    accessible(phone)
    phone.get_by_role("link", name="Đến trang thanh toán").click()
    accessible(phone)
    phone.get_by_role("button", name="Nộp", exact=True).click()
    expect(phone.locator("h1")).to_contain_text("Đã nộp 8.000")
    accessible(phone)

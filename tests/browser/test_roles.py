"""Short ways of those whom other journeys do not meet: two at one dossier, who only looks, who keeps the catalogue."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from motcua.organisation.types import Role
from tests.browser.acting import become
from tests.faces.people import Desk

FEE = "act/assess_fee/"


def test_of_two_at_one_dossier_the_second_is_told_and_loses_nothing(
    desktop: Page, browser: Browser, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    dossier_id = desk.receive()
    address = f"{server}/office/dossiers/{dossier_id}/{FEE}"
    become(desktop, desk.somebody(Role.OFFICER), server)
    desktop.goto(address)
    with browser.new_context(locale="vi-VN") as elsewhere:
        first = elsewhere.new_page()
        become(first, desk.somebody(Role.OFFICER), server)
        first.goto(address)
        first.fill("[name=fee_name]", "Lệ phí của người thứ nhất")
        first.fill("[name=amount]", "5000")
        first.locator("main form .mc-btn-primary, main form .btn-primary").first.click()
        expect(first.locator(".mc-flashes")).to_contain_text("Đã thực hiện")
    desktop.fill("[name=fee_name]", "Lệ phí của người thứ hai")
    desktop.fill("[name=amount]", "8000")
    desktop.locator("main form .mc-btn-primary, main form .btn-primary").first.click()
    expect(desktop.get_by_role("alert").first).to_be_visible()
    expect(desktop.locator("[name=fee_name]")).to_have_value("Lệ phí của người thứ hai")
    expect(desktop.locator("[name=amount]")).to_have_value("8000")
    accessible(desktop)


def test_an_inspector_sees_the_dossier_and_is_offered_no_act(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    dossier_id = desk.receive()
    become(desktop, desk.somebody(Role.INSPECTOR, "H49"), server)
    desktop.goto("/control/period/")
    accessible(desktop)
    desktop.goto(f"/office/dossiers/{dossier_id}/")
    expect(desktop.locator("main")).to_contain_text("Nguyễn Văn An")
    expect(desktop.locator(".mc-action")).to_have_count(0)
    accessible(desktop)
    receipt = desktop.request.get(f"/office/dossiers/{dossier_id}/papers/receipt.pdf?size=a4&labels=both")
    assert receipt.body().startswith(b"%PDF"), receipt.status


def test_who_keeps_the_catalogue_looks_at_a_slip_and_its_forms(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    become(desktop, desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01"), server)
    desktop.goto("/control/catalogue/")
    accessible(desktop)
    desktop.goto("/control/letters/")
    accessible(desktop)
    desktop.get_by_role("link", name="Phiếu chuyển xử lý").click()
    expect(desktop.locator("h1")).to_contain_text("Phiếu chuyển xử lý")
    accessible(desktop)
    preview = desktop.request.get("/control/letters/slips/payment_receipt/1/preview.pdf")
    assert preview.body().startswith(b"%PDF"), preview.status

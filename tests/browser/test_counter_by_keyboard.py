"""At the counter with a scanner and keys alone: a paper is certified, and a result goes out against its receipt."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.acting import become
from tests.faces import money
from tests.faces.people import Desk
from tests.faces.test_hand_over import code_of, done

CARD = "022190001234|100123456|Trần Thị Bình|12031990|Nữ|Tổ 9, Hồng Gai, Quảng Ninh|05052021"


def test_a_paper_is_certified_and_a_result_handed_over_without_a_mouse(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    money.book_opened(desk)
    dossier_id = done(desk)
    become(desktop, desk.receptionist, server)
    keys = desktop.keyboard

    desktop.goto("/desk/certification/")
    expect(desktop.locator("[name=name]")).to_be_focused()
    keys.type(CARD)
    with desktop.expect_navigation():
        keys.press("Enter")
    expect(desktop.locator("[name=name]")).to_have_value("Trần Thị Bình")
    for name, words in (("paper", "Bằng tốt nghiệp"), ("pages", "2"), ("copies", "3")):
        tab_to(desktop, name)
        keys.press("Control+a")
        keys.type(words)
    expect(desktop.locator("#certification-fee")).to_have_text("12.000 ₫")
    with desktop.expect_navigation():
        keys.press("Enter")
    expect(desktop.locator("main")).to_contain_text("01/2026-SCT/BS")
    expect(desktop.locator("[name=name]")).to_be_focused()

    desktop.goto("/desk/hand-over/")
    keys.type(code_of(dossier_id))
    with desktop.expect_navigation():
        keys.press("Enter")
    expect(desktop.locator("main")).to_contain_text("Kết quả đã có tại quầy")
    accessible(desktop)
    tab_to(desktop, "who")
    keys.press("Space")
    with desktop.expect_navigation():
        keys.press("Enter")
    expect(desktop.locator("main")).to_contain_text("Đã trả kết quả")


def tab_to(page: Page, name: str) -> None:
    """The keyboard leads to that field, and what has the focus can be seen."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    focus = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
    assert page.evaluate("document.activeElement.name") == name
    assert focus != "none", name

"""The reception desk without a mouse: a scanner types as fast as no hand does and ends with Enter."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from motcua.organisation.types import Role
from tests.browser.acting import LogIn, receive

SHEET = "/desk/receive/1.001193/"
CARD = "022190001234|100123456|Trần Thị Bình|12031990|Nữ|Tổ 9, Hồng Gai, Quảng Ninh|05052021"
IN_PLAIN_LETTERS = "022190001234|100123456|TRAN THI BINH|12031990|Nam|To 9|05052021"
_A_SCANNER = """text => {
  for (const key of [...text, "Enter"]) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  }
}"""
"""Keys in one breath, as a scanner sends them; Playwright's own may be slow on a busy machine."""


def test_a_card_is_scanned_papers_are_ticked_and_the_dossier_is_in(
    desktop: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    desktop.goto(SHEET)
    expect(desktop.locator("[name=card]")).to_be_focused()
    desktop.keyboard.type(CARD)
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator("[name=applicant-name]")).to_have_value("Trần Thị Bình")
    expect(desktop.locator("[name=card]")).to_have_value("")
    desktop.set_default_timeout(20_000)
    while not desktop.locator("[name=receive]").evaluate("button => button === document.activeElement"):
        assert desktop.evaluate("document.activeElement.matches('.mc-checkrow input[type=checkbox]')")
        desktop.keyboard.press("Space")
        with desktop.expect_navigation():
            desktop.keyboard.press("u")
    accessible(desktop)
    desktop.locator("[name=receive]").focus()
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator(".mc-pretitle")).to_have_text("Đã tiếp nhận hồ sơ")


def test_a_scan_is_never_taken_for_shortcuts(desktop: Page, log_in: LogIn) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    desktop.goto(SHEET)
    box = desktop.locator(".mc-checkrow input[type=checkbox]").first
    box.focus()
    with desktop.expect_navigation():
        desktop.evaluate(_A_SCANNER, IN_PLAIN_LETTERS)
    expect(desktop.locator("[name=applicant-name]")).to_have_value("TRAN THI BINH")
    expect(box).not_to_be_checked()
    assert desktop.url.endswith(SHEET)


def test_whoever_came_before_is_chosen_with_the_arrow_keys(
    desktop: Page, phone: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    receive(desktop)
    desktop.goto(SHEET)
    desktop.locator("[name=applicant-name]").focus()
    desktop.keyboard.type("nguyen van an")
    expect(desktop.locator(".mc-person")).to_contain_text("022090001234")
    accessible(desktop)
    desktop.keyboard.press("ArrowDown")
    expect(desktop.locator(".mc-person")).to_be_focused()
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator("[name=applicant-number]")).to_have_value("022090001234")
    log_in(phone, Role.RECEPTIONIST)
    phone.goto(SHEET)
    phone.locator("[name=applicant-number]").press_sequentially("02209000")
    expect(phone.locator(".mc-person")).to_contain_text("Nguyễn Văn An")
    accessible(phone)


def test_one_person_with_two_procedures_is_one_visit(
    desktop: Page, phone: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    receive(desktop)
    accessible(desktop)
    with desktop.expect_navigation():
        desktop.keyboard.press("v")
    expect(desktop.locator(".mc-notice").first).to_contain_text("Nguyễn Văn An")
    desktop.fill("#search", "khai sinh")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    desktop.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True).click()
    expect(desktop.locator("[name=applicant-number]")).to_have_value("022090001234")
    for box in desktop.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()
    with desktop.expect_navigation():
        desktop.locator("[name=receive]").click()
    expect(desktop.locator("h1")).to_have_text("Nguyễn Văn An")
    expect(desktop.locator("main tbody tr")).to_have_count(2)
    accessible(desktop)
    visit = desktop.url
    desktop.goto(SHEET)
    desktop.fill("[name=applicant-name]", "Trần Thị Bình")
    with desktop.expect_navigation():
        desktop.get_by_role("button", name="Lưu tạm phiếu").click()
    expect(desktop.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    accessible(desktop)
    log_in(phone, Role.RECEPTIONIST)
    for address in (visit, "/desk/"):
        phone.goto(address)
        accessible(phone)

"""Whole ways in a real browser: received, handed over, followed on a phone; a cell of the figures opens its list."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from motcua.dossier import queries as dossier
from motcua.journal.commands import catch_up
from motcua.journal.types import readers
from motcua.organisation.types import Role
from motcua.papers import queries as papers
from tests.browser.acting import LogIn
from tests.faces.people import Desk

HONG_GAI = "H49.201"


def test_from_the_desk_to_the_citizens_phone(
    desktop: Page, phone: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    desktop.goto("/desk/?q=khai sinh")
    accessible(desktop)
    desktop.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True).click()
    accessible(desktop)
    for box in desktop.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()
    desktop.fill("[name=applicant-name]", "Nguyễn Văn An")
    desktop.fill("[name=applicant-number]", "022090001234")
    desktop.fill("[name=applicant-phone]", "0912345678")
    desktop.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(desktop.locator(".mc-pretitle")).to_have_text("Đã tiếp nhận hồ sơ")
    accessible(desktop)
    code, number = desktop.inner_text("h1"), desktop.url.rstrip("/").rpartition("/")[2]

    receipt = desktop.request.get(f"/desk/receipt/{number}.pdf")
    assert receipt.body().startswith(b"%PDF"), receipt.status

    for role in (Role.OFFICER, Role.LEADER, Role.CLERK, Role.RECEPTIONIST):
        log_in(desktop, role)
        desktop.goto("/office/")
        expect(desktop.get_by_role("link", name=code)).to_be_visible()
        if role is Role.OFFICER:
            accessible(desktop)
        desktop.goto(f"/office/dossiers/{number}/")
        if role is Role.LEADER:
            accessible(desktop)
        desktop.locator(".mc-action-main").click()
        if role is Role.RECEPTIONIST:
            accessible(desktop)
        desktop.locator("main form .btn-primary, main form .mc-btn-primary").first.click()
        expect(desktop.locator(".mc-flashes")).to_contain_text("Đã thực hiện")

    phone.goto("/track/")
    accessible(phone)
    phone.fill("#code", code)
    phone.fill("#second_fact", "5678")
    phone.get_by_role("button", name="Xem").click()
    expect(phone.locator("h1")).to_have_text("Ông/bà đã nhận kết quả.")
    accessible(phone)

    (result,) = papers.results_for(f"dossier/{number}")
    phone.goto(f"/kiem-tra/{result.token}")
    expect(phone.locator(".mc-notice")).to_contain_text("còn hiệu lực")
    expect(phone.locator("main")).to_contain_text(f"01/{result.issued_on.year}")
    accessible(phone)
    phone.goto("/kiem-tra/")
    accessible(phone)
    elsewhere = FilePayload(name="x.pdf", mimeType="application/pdf", buffer=b"another")
    phone.set_input_files("#file", elsewhere)
    phone.get_by_role("button", name="Đối chiếu").click()
    expect(phone.locator("[role=alert]")).to_contain_text("không phải bản điện tử")
    accessible(phone)

    for reader in readers():
        catch_up(reader.name)
    log_in(desktop, Role.SUPERVISOR)
    desktop.goto("/control/period/")
    accessible(desktop)
    desktop.locator("a[href*='/period/resolved/']").first.click()
    expect(desktop.get_by_role("link", name=code)).to_be_visible()
    accessible(desktop)


def test_a_citizen_reads_what_a_procedure_needs_without_scripts(
    without_scripts: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    without_scripts.goto("/")
    without_scripts.fill("[name=q]", "lam giay khai sinh")
    without_scripts.get_by_role("button", name="Tìm").click()
    without_scripts.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True).click()
    expect(without_scripts.get_by_role("heading", name="Giấy tờ cần mang")).to_be_visible()


def test_a_dossier_is_received_without_a_mouse(desktop: Page, log_in: LogIn) -> None:
    def go_to(selector: str) -> None:
        for _press in range(80):
            if desktop.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            desktop.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {selector}")

    def type_into(selector: str, text: str) -> None:
        go_to(selector)
        desktop.keyboard.type(text)

    log_in(desktop, Role.RECEPTIONIST)
    desktop.goto("/desk/")
    expect(desktop.locator("main [name=q]")).to_be_focused()
    desktop.keyboard.type("khai sinh")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    go_to("main li a")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator("[name=card]")).to_be_focused()
    type_into("[name=applicant-name]", "Nguyễn Văn An")
    type_into("[name=applicant-number]", "022090001234")
    for box in desktop.locator(".mc-checkrow input").all():
        go_to(f"[name='{box.get_attribute('name')}']")
        desktop.keyboard.press("Space")
    go_to("[name=receive]")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator(".mc-pretitle")).to_have_text("Đã tiếp nhận hồ sơ")


def test_whoever_lacks_a_paper_leaves_with_a_slip_and_the_desk_goes_on(
    desktop: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    desktop.goto("/desk/receive/1.001193/")
    desktop.fill("[name=applicant-name]", "Nguyễn Văn An")
    desktop.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(desktop.locator(".mc-bullets li").first).to_contain_text("Tờ khai đăng ký khai sinh")
    accessible(desktop)
    with desktop.expect_popup() as slip:
        desktop.get_by_role("button", name="In phiếu yêu cầu bổ sung").click()
    assert slip.value.url.endswith("/desk/receive/1.001193/")
    slip.value.close()
    for box in desktop.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()
    desktop.fill("[name=applicant-number]", "022090001234")
    desktop.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(desktop.locator(".mc-pretitle")).to_have_text("Đã tiếp nhận hồ sơ")


def test_a_screen_in_a_hall_puts_away_what_somebody_left_open(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    code = dossier.facts(desk.receive()).code
    desktop.set_viewport_size({"width": 1080, "height": 1920})
    desktop.clock.install()
    desktop.goto(f"{server}/track/")
    desktop.fill("#code", code)
    desktop.fill("#second_fact", "5678")
    desktop.get_by_role("button", name="Xem").click()
    expect(desktop.get_by_text("Hồ sơ đang ở đâu")).to_be_visible()
    assert desktop.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px", "read from a step away"
    accessible(desktop)
    question = desktop.get_by_role("dialog", name="Ông/bà còn ở đây không?")
    expect(question).to_be_hidden()
    desktop.clock.fast_forward(91_000)
    expect(question).to_be_visible()
    accessible(desktop)
    question.get_by_role("button", name="Tôi vẫn đang xem").click()
    expect(question).to_be_hidden()
    desktop.clock.fast_forward(91_000)
    desktop.clock.fast_forward(31_000)
    expect(desktop.locator("#code")).to_have_value("")

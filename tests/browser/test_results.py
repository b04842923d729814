"""An electronic result in a real browser: drafted, looked at, approved with a PIN, sealed, found valid on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from motcua.organisation.types import Role
from tests.browser.acting import LogIn, receive

PIN = "123456"


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def test_from_the_draft_to_the_phone_of_whoever_verifies_it(
    desktop: Page,
    phone: Page,
    log_in: LogIn,
    accessible: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    number = receive(desktop, "1.004873")

    log_in(desktop, Role.OFFICER)
    desktop.goto(f"/office/dossiers/{number}/")
    desktop.get_by_role("link", name="Dự thảo kết quả").click()
    accessible(desktop)
    for name, text in {
        "born": "01/01/1990",
        "sex": "Nam",
        "identity": "Số định danh cá nhân 022090001234",
        "residence": "Phường Hồng Gai",
        "status": "Chưa đăng ký kết hôn với ai",
        "purpose": "Để đăng ký kết hôn",
        "valid_until": "2027-05-01",
    }.items():
        desktop.fill(f"[name={name}]", text)
    desktop.get_by_role("button", name="Lưu dự thảo").click()
    expect(desktop.locator("#result")).to_contain_text("dự thảo")
    accessible(desktop)
    desktop.get_by_role("link", name="Trình phê duyệt").click()
    desktop.get_by_role("button", name="Trình phê duyệt").click()

    log_in(desktop, Role.LEADER)
    desktop.goto(f"/office/dossiers/{number}/")
    desktop.locator(".mc-action-main").click()
    expect(desktop.locator("img.mc-sheet")).to_be_visible()
    accessible(desktop)
    desktop.fill("[name=pin]", PIN)
    desktop.get_by_role("button", name="Phê duyệt").click()
    expect(desktop.locator(".mc-flashes")).to_contain_text("Kết quả mang số 01/UBND-XNTTHN")

    log_in(desktop, Role.CLERK)
    desktop.goto(f"/office/dossiers/{number}/")
    desktop.locator(".mc-action-main").click()
    desktop.fill("[name=pin]", PIN)
    desktop.locator("main form button").first.click()
    expect(desktop.locator("#result")).to_contain_text("đã ký đủ")
    accessible(desktop)
    address = desktop.get_by_role("link", name="Trang kiểm tra").get_attribute("href")
    with desktop.expect_download() as saved:
        desktop.get_by_role("link", name="Tải tệp về").click()
    saved.value.save_as(tmp_path / "ket-qua.pdf")

    phone.goto(str(address))
    phone.set_input_files("#file", tmp_path / "ket-qua.pdf")
    phone.get_by_role("button", name="Đối chiếu").click()
    expect(phone.locator(".mc-notice").first).to_contain_text("giống hệt từng byte")
    accessible(phone)

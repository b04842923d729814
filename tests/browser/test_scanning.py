"""Scanning at the desk in a real browser: the camera is opened, pages are taken, read, described and saved."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conftest import OwnDatabase
from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets
from tests.browser.acting import LogIn, readings_written, receive
from tests.browser.conftest import CAMERA

LONGEST = 60_000
"""Milliseconds that a page may take to be cleaned or read on a busy machine."""
READS = shutil.which("tesseract") is not None


@pytest.fixture(autouse=True)
def store(own_quang_ninh: OwnDatabase, tmp_path: Path, settings: Any) -> Iterator[None]:
    """A store and a tray of its own; the database stays until all that was read is written down."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    yield
    readings_written()


def photographed(page: Page, count: int) -> None:
    """The camera is opened, so many photos are taken, and it is closed again."""
    page.get_by_role("button", name="Dùng máy ảnh của máy này").click()
    picture = page.locator("video")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("videoWidth", CAMERA[0])
    for taken in range(1, count + 1):
        page.get_by_role("button", name="Chụp", exact=True).click()
        expect(page.locator("[data-camera-said]")).to_have_text(f"Số ảnh đã chụp: {taken}")
    whole = "async () => { const one = await createImageBitmap(chosen.files[0]); return [one.width, one.height]; }"
    assert tuple(page.evaluate(whole)) == CAMERA, "the sheet was cut"
    page.get_by_role("button", name="Tắt máy ảnh").click()
    expect(picture).to_be_hidden()


def taken_in(page: Page, count: int) -> None:
    """The photos are sent, and cleaned one after the other."""
    page.get_by_role("button", name="Đưa các trang này vào").click()
    expect(page.locator(".mc-scan-page img")).to_have_count(count, timeout=LONGEST)
    expect(page.get_by_role("link", name="Ghi thông tin và lưu")).to_be_visible(timeout=LONGEST)


def test_two_pages_from_the_camera_become_one_paper_of_the_checklist(
    desktop: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    number = receive(desktop)
    desktop.goto(f"/office/dossiers/{number}/")
    desktop.get_by_role("link", name="Quét giấy tờ").click()
    accessible(desktop)
    photographed(desktop, 2)
    accessible(desktop)
    taken_in(desktop, 2)
    accessible(desktop)
    if READS:
        desktop.get_by_role("button", name="Nhận dạng chữ").click()
        expect(desktop.locator(".mc-scan-page").last).to_contain_text("đã nhận dạng", timeout=LONGEST)

    desktop.get_by_role("link", name="Ghi thông tin và lưu").click()
    expect(desktop.locator("img.mc-scan-large")).to_have_count(2)
    if READS:
        expect(desktop.locator("[name=number]")).to_have_value("125/GXN-UBND")
    accessible(desktop)
    desktop.get_by_role("button", name="Lưu vào hồ sơ").click()
    expect(desktop).to_have_url(f"/office/dossiers/{number}/#papers")
    expect(desktop.locator("#papers img")).to_have_count(2)
    address = desktop.locator("#papers").get_by_role("link", name="Mở").get_attribute("href")
    assert address is not None
    paper = desktop.request.get(address)
    assert paper.headers["content-type"] == "application/pdf"
    if READS:
        assert sheets.text_of(paper.body()).count("022085001234") == 2
    accessible(desktop)

    desktop.locator("#papers").get_by_role("link", name="Thông tin").first.click()
    accessible(desktop)
    desktop.wait_for_load_state("networkidle")


def test_a_phone_takes_a_page_and_what_stands_on_it_is_typed(
    phone: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(phone, Role.RECEPTIONIST)
    number = receive(phone)
    phone.goto(f"/desk/scan/{number}/")
    accessible(phone)
    photographed(phone, 1)
    taken_in(phone, 1)
    accessible(phone)
    phone.get_by_role("link", name="Ghi thông tin và lưu").click()
    accessible(phone)
    phone.get_by_role("button", name="Lưu vào hồ sơ").click()
    expect(phone.locator("#papers img")).to_have_count(1)
    phone.wait_for_load_state("networkidle")

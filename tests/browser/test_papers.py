"""A paper's way in a real browser: put in at the desk and opened by the officer; what is wrong is said."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from conftest import OwnDatabase
from motcua.organisation.types import Role
from motcua.papers.queries import PREVIEW_WIDTHS
from motcua.papers.store.tests import corpus
from tests.browser.acting import LogIn, readings_written, receive

TWO_PAGES = FilePayload(name="to-khai.pdf", mimeType="application/pdf", buffer=corpus.pdf(pages=2))
A_PROGRAM = FilePayload(name="tro-choi.exe", mimeType="application/pdf", buffer=b"MZ\x90\x00" + bytes(200))


@pytest.fixture(autouse=True)
def store(own_quang_ninh: OwnDatabase, tmp_path: Path, settings: Any) -> Iterator[None]:
    """A store of its own. What was read is written down after it was sent: the database stays until that is done."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    yield
    readings_written()


def test_the_desk_puts_a_paper_in_and_the_officer_opens_it(
    desktop: Page, phone: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    number = receive(desktop)
    desktop.get_by_role("link", name="Thêm giấy tờ").click()
    accessible(desktop)
    desktop.set_input_files("[name=chosen]", [TWO_PAGES])
    desktop.get_by_role("button", name="Thêm các tệp này").click()
    expect(desktop.locator(".mc-flashes")).to_contain_text("Đã thêm 1 tệp")
    expect(desktop).to_have_url(f"/office/dossiers/{number}/#papers")
    expect(desktop.locator("#papers")).to_contain_text("đã số hóa")
    accessible(desktop)

    for page in (desktop, phone):
        log_in(page, Role.OFFICER)
        page.goto(f"/office/dossiers/{number}/")
        pictures = page.locator("#papers img")
        expect(pictures).to_have_count(2)
        pictures.first.scroll_into_view_if_needed()
        expect(pictures.first).to_have_js_property("naturalWidth", PREVIEW_WIDTHS["small"])
        accessible(page)
        address = page.locator("#papers").get_by_role("link", name="Mở").get_attribute("href")
        assert address is not None
        opened = page.request.get(address)
        assert opened.body() == TWO_PAGES["buffer"]
        assert opened.headers["content-type"] == "application/pdf"
        assert page.request.get(address, headers={"Range": "bytes=0-3"}).status == 206


def test_what_is_wrong_is_said_and_the_page_stays(
    desktop: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    number = receive(desktop)
    desktop.goto(f"/office/dossiers/{number}/files/")
    desktop.set_input_files("[name=chosen]", [TWO_PAGES, A_PROGRAM])
    desktop.evaluate("document.querySelector('form[data-upload]').dataset.most = 300")
    desktop.get_by_role("button", name="Thêm các tệp này").click()
    expect(desktop.locator("[data-upload-wrong]")).to_contain_text("to-khai.pdf")
    accessible(desktop)
    desktop.evaluate("document.querySelector('form[data-upload]').dataset.most = 3000000")
    desktop.get_by_role("button", name="Thêm các tệp này").click()
    expect(desktop.locator("[role=alert]").first).to_contain_text("tro-choi.exe")
    expect(desktop.locator("#papers img")).to_have_count(2)
    accessible(desktop)


def test_papers_come_in_without_scripts(without_scripts: Page, log_in: LogIn) -> None:
    log_in(without_scripts, Role.RECEPTIONIST)
    number = receive(without_scripts)
    without_scripts.goto(f"/office/dossiers/{number}/")
    without_scripts.locator("#papers summary").click()
    without_scripts.set_input_files("[name=chosen]", [TWO_PAGES])
    without_scripts.get_by_role("button", name="Thêm các tệp này").click()
    expect(without_scripts.locator(".mc-flashes")).to_contain_text("Đã thêm 1 tệp")
    without_scripts.get_by_role("link", name="Rút ra").click()
    without_scripts.fill("[name=reason]", "Quét nhầm")
    without_scripts.get_by_role("button", name="Rút tệp ra").click()
    expect(without_scripts.locator("#papers img")).to_have_count(0)
    expect(without_scripts.locator(".mc-timeline")).to_contain_text("Quét nhầm")

"""What a person has, in a real browser: looked up by his number, found on a screen and a phone, downloaded as a ZIP."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from motcua.organisation.types import Role
from tests.browser.acting import LogIn, receive

NUMBER = "022090001234"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """A house with a store of its own."""
    settings.HOME = tmp_path


def test_from_the_number_to_the_package(
    desktop: Page, phone: Page, log_in: LogIn, accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    receive(desktop, "1.001193")
    for page in (phone, desktop):
        log_in(page, Role.CLERK)
        page.goto("/office/persons/")
        accessible(page)
        page.get_by_label("Số", exact=True).fill(NUMBER)
        page.get_by_role("button", name="Tra cứu").click()
        expect(page.get_by_role("heading", name="1 hồ sơ")).to_be_visible()
        assert NUMBER not in page.url
        accessible(page)
    desktop.get_by_label("đối chiếu giấy tờ").check()
    with desktop.expect_download() as saved:
        desktop.get_by_role("button", name="Tải gói trích xuất").click()
    saved.value.save_as(tmp_path / "goi.zip")
    with zipfile.ZipFile(tmp_path / "goi.zip") as package:
        assert package.testzip() is None
        assert "du-lieu.json" in package.namelist()

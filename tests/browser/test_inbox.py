"""An officer's morning by keyboard: through the list, one dossier beside it, an act, and the rest with one press."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.kernel import clock
from motcua.office import bulk
from motcua.organisation.types import Role
from motcua.simulate.tests.counter import Counter
from tests.browser.acting import LogIn
from tests.faces.people import A_SIGNED_RESULT

INBOX = "/office/?box=team"


def test_an_officer_goes_through_the_list_by_key_and_passes_the_rest_on_with_one_press(
    desktop: Page,
    phone: Page,
    log_in: LogIn,
    accessible: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "A_FEW", 1)
    counter = Counter(clock.now())
    for _number in range(4):
        counter.receive(clock.now(), A_SIGNED_RESULT)
    log_in(desktop, Role.OFFICER)
    desktop.goto(INBOX)
    codes = desktop.locator("a[data-beside]")
    expect(codes).to_have_count(4)
    beside = desktop.locator("#beside")
    desktop.keyboard.press("j")
    expect(beside).to_contain_text(codes.nth(0).inner_text())
    desktop.keyboard.press("j")
    expect(beside.locator("a[data-key=o]")).to_have_text(codes.nth(1).inner_text())
    desktop.keyboard.press("k")
    expect(beside.locator("a[data-key=o]")).to_have_text(codes.nth(0).inner_text())
    expect(desktop).to_have_url(re.compile(r"open=\d+"))
    accessible(desktop)
    desktop.keyboard.press("a")
    expect(desktop.locator("#effect")).to_contain_text("Thời hạn vẫn tiếp tục tính")
    accessible(desktop)
    desktop.keyboard.press("r")
    expect(desktop).to_have_url(re.compile(r"/office/\?box=team$"))
    desktop.get_by_role("button", name="Chọn tất cả").click()
    expect(desktop.locator("input[name=work]:checked")).to_have_count(3)
    accessible(desktop)
    desktop.get_by_role("button", name="Chuyển tiếp hoặc phê duyệt").click()
    expect(desktop.locator("main")).to_contain_text("hạn trả giữ nguyên")
    accessible(desktop)
    desktop.keyboard.press("r")
    expect(desktop.locator(".mc-notice").last).to_contain_text("Đã làm:", timeout=60_000)
    accessible(desktop)

    counter.receive(clock.now(), A_SIGNED_RESULT)
    log_in(phone, Role.OFFICER)
    phone.goto(INBOX)
    accessible(phone)
    code = phone.locator("a[data-beside]").first
    code.click()
    expect(phone).to_have_url(re.compile(r"/office/dossiers/\d+/$"))
    accessible(phone)

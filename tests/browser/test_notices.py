"""What people were told, in a real browser: the log, the outbox, the dossier's page and reminders; and axe."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from motcua.journal.commands import catch_up
from motcua.kernel import sweep
from motcua.notices.models import Delivery
from motcua.notices.sweeps import DELIVERIES
from motcua.organisation.types import Role
from tests.browser.acting import become
from tests.faces.people import Desk


def test_every_page_is_accessible(
    desktop: Page,
    phone: Page,
    desk: Desk,
    server: str,
    accessible: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MOTCUA_ZALO", "demo:")
    catch_up("notices.telling")
    good = desk.receive()
    desk.receive(**{"applicant-phone": "0912345699"})
    catch_up("notices.telling")
    by_day = datetime.combine(desk.at.date() + timedelta(days=1), time(10))
    sweep.run_once(by_day, only=[DELIVERIES])
    assert Delivery.objects.filter(state="given_up").count() == 1
    for page in (phone, desktop):
        become(page, desk.somebody(Role.SUPERVISOR), server)
        for address in ("/control/notices/", "/control/notices/?state=waiting", "/control/notices/outbox/"):
            page.goto(address)
            accessible(page)
        become(page, desk.somebody(Role.OFFICER), server)
        page.goto(f"/office/dossiers/{good}/")
        expect(page.locator("#told")).to_contain_text("đã gửi")
        accessible(page)
        page.goto("/office/reminders/")
        page.fill("[name=email]", "dung@example.vn")
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_text("Đã lưu.")).to_be_visible()
        accessible(page)
    become(desktop, desk.somebody(Role.SUPERVISOR), server)
    desktop.goto("/control/notices/?state=given_up")
    desktop.get_by_role("button", name="Thử lại").click()
    expect(desktop.get_by_text("Sẽ gửi lại trong giây lát.")).to_be_visible()

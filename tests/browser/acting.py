"""What people do in several of the journeys."""

from collections.abc import Callable
from time import sleep

from django.test import Client
from playwright.sync_api import Page, expect

from motcua.accounts.models import Reading
from motcua.organisation.types import Role

LogIn = Callable[[Page, Role], None]


def receive(page: Page, procedure: str = "1.001193") -> str:
    """At the desk a procedure is received with all its papers; the number of the dossier."""
    page.goto(f"/desk/receive/{procedure}/")
    for box in page.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()
    page.fill("[name=applicant-name]", "Nguyễn Văn An")
    page.fill("[name=applicant-number]", "022090001234")
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(page.locator(".mc-pretitle")).to_have_text("Đã tiếp nhận hồ sơ")
    return page.url.rstrip("/").rpartition("/")[2]


def become(page: Page, client: Client, server: str) -> None:
    """The page is that person's from now on."""
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}])


def readings_written() -> None:
    """Waits until what was read is written down, which happens after the answer was sent."""
    noted = -1
    while (now := Reading.objects.count()) != noted:
        noted = now
        sleep(1)

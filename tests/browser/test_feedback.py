"""Saying something to an agency in a real browser: on a phone without scripts, answered in the office; and axe."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from motcua.organisation.types import Role
from motcua.papers.store.tests import corpus
from motcua.voice.models import Feedback
from tests.browser.acting import become
from tests.faces.people import Desk

WORDS = "Bộ phận một cửa đóng cửa lúc 10 giờ sáng thứ Năm."
ANSWER = "Phường đã chấn chỉnh giờ tiếp nhận."


def say(page: Page) -> None:
    """Fills the form in and presses as people press."""
    page.goto("/phan-anh/")
    page.check("[name=kind][value=service]")
    page.select_option("[name=agency]", label="Ủy ban nhân dân phường Hồng Gai")
    page.fill("[name=words]", WORDS)
    page.fill("[name=name]", "Nguyễn Văn An")
    page.fill("[name=phone]", "0912345678")
    picture = FilePayload(name="anh.jpg", mimeType="image/jpeg", buffer=corpus.picture())
    page.set_input_files("[name=files]", picture)
    page.get_by_role("button", name="Gửi", exact=True).click(click_count=3)


def test_sent_from_a_phone_without_scripts_and_answered(
    without_scripts: Page, desktop: Page, desk: Desk, server: str
) -> None:
    say(without_scripts)
    expect(without_scripts.get_by_text("Hãy giữ đường dẫn này")).to_be_visible()
    feedback = Feedback.objects.get()
    become(desktop, desk.somebody(Role.OFFICER), server)
    desktop.goto("/office/feedback/")
    desktop.get_by_role("link", name=feedback.code).click()
    desktop.get_by_role("link", name="Nhận xử lý").click()
    desktop.get_by_role("button", name="Nhận xử lý").click()
    desktop.get_by_role("link", name="Trả lời").click()
    desktop.fill("[name=words]", ANSWER)
    desktop.get_by_role("button", name="Trả lời", exact=True).click()
    expect(desktop.locator("main")).to_contain_text("đã trả lời")
    without_scripts.reload()
    expect(without_scripts.locator("#answer")).to_contain_text(ANSWER)


def test_every_page_is_accessible(
    desktop: Page, phone: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    for page in (phone, desktop):
        page.goto("/phan-anh/")
        accessible(page)
        page.get_by_role("button", name="Gửi", exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
        accessible(page)
        say(page)
        expect(page.get_by_text("Hãy giữ đường dẫn này")).to_be_visible()
        accessible(page)
    feedback = Feedback.objects.order_by("id")[0]
    for page in (phone, desktop):
        become(page, desk.somebody(Role.LEADER), server)
        page.goto("/office/feedback/?box=mine")
        accessible(page)
        page.goto("/office/feedback/")
        accessible(page)
        page.goto(f"/office/feedback/{feedback.pk}/")
        accessible(page)
        for act in ("take", "give", "forward", "answer", "decline"):
            page.goto(f"/office/feedback/{feedback.pk}/{act}/")
            accessible(page)

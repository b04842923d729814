"""What is typed is not lost, and what is sent twice is sent once."""

import pytest
from django.db import OperationalError
from playwright.sync_api import Page, expect

from tests.browser import forms_pages


@pytest.fixture(autouse=True)
def _a_form_that_may_fail(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.browser.forms_pages"  # type: ignore[attr-defined]  # pytest-django's fixture
    forms_pages.received.clear()
    forms_pages.faults.clear()


def _fill(page: Page) -> None:
    page.goto("/form/")
    page.get_by_label("Name").fill("Trần Văn Đức")
    page.get_by_label("Note").fill("hai dòng\nghi chú")
    page.get_by_label("Agrees").check()
    page.get_by_label("Secret").fill("bí mật")


def test_a_double_click_sends_once(desktop: Page) -> None:
    _fill(desktop)
    desktop.get_by_role("button", name="Send").dblclick()
    desktop.wait_for_url("**/_components/inbox/")
    assert [name for _, name in forms_pages.received] == ["Trần Văn Đức"]


def test_a_page_that_was_left_comes_back_as_it_was_typed(desktop: Page) -> None:
    _fill(desktop)
    desktop.goto("/_components/inbox/")
    desktop.goto("/form/")
    expect(desktop.get_by_label("Name")).to_have_value("Trần Văn Đức")
    expect(desktop.get_by_label("Note")).to_have_value("hai dòng\nghi chú")
    expect(desktop.get_by_label("Agrees")).to_be_checked()
    # A password is never kept.
    expect(desktop.get_by_label("Secret")).to_have_value("")


def test_after_success_the_form_is_empty_again(desktop: Page) -> None:
    _fill(desktop)
    desktop.get_by_role("button", name="Send").click()
    desktop.wait_for_url("**/_components/inbox/")
    desktop.goto("/form/")
    expect(desktop.get_by_label("Name")).to_have_value("")


def test_a_form_with_errors_keeps_what_was_typed(desktop: Page) -> None:
    _fill(desktop)
    desktop.get_by_label("Name").fill(" ")
    desktop.get_by_role("button", name="Send").click()
    expect(desktop.get_by_role("alert")).to_be_focused()
    expect(desktop.get_by_label("Note")).to_have_value("hai dòng\nghi chú")


@pytest.mark.parametrize("page_name", ["desktop", "without_scripts"])
def test_when_the_database_was_away_one_press_sends_all_again_under_the_same_key(
    page_name: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(page_name)
    _fill(page)
    key = page.locator("input[name=request_key]").get_attribute("value")
    forms_pages.faults.append(OperationalError("gone"))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Hệ thống tạm thời gián đoạn")).to_be_visible()
    page.get_by_role("button", name="Gửi lại").click()
    page.wait_for_url("**/_components/inbox/")
    assert forms_pages.received == [(key, "Trần Văn Đức")]


def test_while_the_database_is_away_the_draft_is_kept_too(desktop: Page) -> None:
    _fill(desktop)
    forms_pages.faults.append(OperationalError("gone"))
    desktop.get_by_role("button", name="Send").click()
    desktop.goto("/form/")
    expect(desktop.get_by_label("Name")).to_have_value("Trần Văn Đức")


def test_a_part_of_a_page_is_exchanged_or_gives_way_to_the_answer(desktop: Page) -> None:
    desktop.goto("/form/")
    desktop.get_by_text("part", exact=True).click()
    expect(desktop.get_by_text("fresh")).to_be_visible()
    expect(desktop.get_by_role("heading", name="Form")).to_be_visible()
    forms_pages.faults.append(OperationalError("gone"))
    desktop.locator("#part").click()
    expect(desktop.get_by_role("heading", name="Hệ thống tạm thời gián đoạn")).to_be_visible()
    expect(desktop.get_by_role("heading", name="Form")).to_be_hidden()


def test_leaving_forgets_the_drafts(desktop: Page) -> None:
    _fill(desktop)
    drafts = "Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length"
    assert desktop.evaluate(drafts) == 1
    desktop.locator("summary.mc-viewer").click()
    with desktop.expect_request("**/log-out/"):
        desktop.get_by_role("button", name="Đăng xuất").click()
    assert desktop.evaluate(drafts) == 0

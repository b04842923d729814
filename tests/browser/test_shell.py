"""The shell and the components in a real browser: seen, read out, driven by keys, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

EVERY_PAGE = ["", "inbox/", "dossier/", "front/", "tracking/", "paper/"]
Examine = Callable[[Page], None]


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_every_sample_page_is_accessible_on_a_screen(desktop: Page, accessible: Examine, name: str) -> None:
    desktop.goto(f"/_components/{name}")
    accessible(desktop)


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_every_sample_page_is_accessible_on_a_phone(phone: Page, accessible: Examine, name: str) -> None:
    phone.goto(f"/_components/{name}")
    accessible(phone)


def test_letters_and_icons_are_our_own(desktop: Page) -> None:
    desktop.goto("/_components/")
    desktop.evaluate("document.fonts.ready")
    faces = desktop.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)")
    assert {"Be Vietnam Pro400", "Be Vietnam Pro600", "Motcua Figures400"} <= {face.replace('"', "") for face in faces}
    box = desktop.locator(".mc-badge .mc-icon use").first.bounding_box()
    assert box is not None
    assert box["width"] > 5, "the sprite was drawn"


def test_figures_in_columns_have_one_width(desktop: Page) -> None:
    desktop.goto("/_components/")
    desktop.evaluate("document.fonts.ready")
    widths = desktop.evaluate(
        """() => {
          const cell = document.querySelector('td.mc-number');
          const measure = document.createElement('span');
          cell.append(measure);
          return [...'0123456789'].map(d => { measure.textContent = d.repeat(20); return measure.offsetWidth; });
        }"""
    )
    assert len(set(widths)) == 1


def test_the_menu_of_a_phone_opens_and_gives_the_focus_back(phone: Page) -> None:
    phone.goto("/_components/inbox/")
    menu = phone.get_by_role("navigation", name="Trình đơn chính")
    expect(menu).to_be_hidden()
    opener = phone.get_by_role("button", name="Trình đơn")
    opener.click()
    expect(menu).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()


def test_what_opens_is_accessible_too(desktop: Page, phone: Page, accessible: Examine) -> None:
    desktop.goto("/_components/inbox/")
    desktop.locator("summary.mc-viewer").click()
    accessible(desktop)
    desktop.keyboard.press("Escape")
    expect(desktop.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    desktop.keyboard.press("?")
    accessible(desktop)
    phone.goto("/_components/inbox/")
    phone.get_by_role("button", name="Trình đơn").click()
    accessible(phone)


def test_without_scripts_the_menu_and_the_posts_still_open(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/_components/inbox/")
    page.get_by_role("link", name="Trình đơn").click()
    expect(page.get_by_role("navigation", name="Trình đơn chính")).to_be_visible()
    page.get_by_role("link", name="Đóng trình đơn").click()
    expect(page.get_by_role("navigation", name="Trình đơn chính")).to_be_hidden()
    page.locator("summary.mc-viewer").click()
    expect(page.get_by_role("button", name="Công chức Tư pháp")).to_be_visible()
    expect(page.get_by_text("Phím tắt", exact=True)).to_be_hidden()


def test_the_language_is_switched_and_remembered(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/_components/front/?q=1")
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/_components/front/?q=1")
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/_components/inbox/")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_attached()


def test_the_keyboard_alone_is_enough(desktop: Page) -> None:
    desktop.goto("/_components/inbox/")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "content"
    desktop.keyboard.press("/")
    expect(desktop.get_by_role("searchbox")).to_be_focused()
    desktop.keyboard.type("?n/")
    # Keys do not act while one types.
    expect(desktop.get_by_role("searchbox")).to_have_value("?n/")
    desktop.get_by_role("searchbox").blur()
    desktop.keyboard.press("?")
    sheet = desktop.get_by_role("dialog", name="Phím tắt trên trang này")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("listitem").filter(has_text="Tiếp nhận hồ sơ")).to_contain_text("n")
    desktop.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_who_sent_a_wrong_form_is_taken_to_its_errors(desktop: Page) -> None:
    desktop.goto("/_components/")
    expect(desktop.locator("[data-focus]").first).to_be_focused()
    desktop.get_by_role("link", name="Họ và tên: ").click()
    expect(desktop.get_by_label("Họ và tên")).to_be_focused()

"""Filing online in a real browser: on a phone without scripts from the search to the acknowledgement; and axe."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import FilePayload, Page, expect

from motcua.accounts.tests.factories import logged_in_citizen
from motcua.dossier.models import Dossier
from motcua.papers.store.tests import corpus
from tests.browser.acting import become
from tests.faces.people import A_BIRTH, FATHER, Desk
from tests.faces.test_known_papers import FUNERAL_AID, extract

ON = "Lưu và tiếp tục"
_WHILE_FILES_ARE_SENT = 30_000
"""Milliseconds: a script sends them, so that no click waits for the answer, and each is examined."""


@pytest.fixture
def an(desk: Desk) -> Client:
    """He has logged in with the national e-ID, and the house has a paper of his."""
    extract(desk)
    return logged_in_citizen(FATHER["applicant-number"], FATHER["applicant-name"])


def a_file(name: str = "giay.pdf") -> FilePayload:
    return FilePayload(name=name, mimeType="application/pdf", buffer=corpus.pdf())


def on(page: Page) -> None:
    page.get_by_role("button", name=ON).click()


def test_from_the_search_to_the_acknowledgement_on_a_phone_without_scripts(
    without_scripts: Page, an: Client, server: str
) -> None:
    page = without_scripts
    become(page, an, server)
    page.goto("/")
    page.fill("[name=q]", "ho tro mai tang")
    page.get_by_role("button", name="Tìm").click()
    page.locator(f"a[href='/procedures/{FUNERAL_AID}/']").click()
    page.get_by_role("link", name="Nộp trực tuyến").click()
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_role("link", name="Bắt đầu nhập").click()
    expect(page.locator("main")).to_contain_text("Đã xác thực khi đăng nhập")
    on(page)
    expect(page.get_by_role("alert")).to_contain_text("Điện thoại")
    page.fill("[name=who-phone]", "0912345678")
    on(page)
    page.select_option("[name=commune]", "06685")
    on(page)
    chosen = page.locator("input[type=file]:not([capture]):visible")
    expect(chosen.first).to_be_visible()
    chosen.first.set_input_files([a_file(), a_file("trang-2.pdf")])
    page.locator("[name=add]:visible").first.click()
    page.locator("[name=reuse-death_certificate]").check()
    for number in range(page.locator("input[type=file]:not([capture]):visible").count()):
        page.locator("input[type=file]:not([capture]):visible").nth(number).set_input_files(a_file())
    on(page)
    expect(page.get_by_role("alert")).to_contain_text("đồng ý")
    page.check("[name=consent]")
    on(page)
    page.check("[name=method][value=counter]")
    on(page)
    expect(page.locator("main")).to_contain_text("bản cơ quan đã có")
    before = Dossier.objects.count()
    page.get_by_role("button", name="Gửi hồ sơ").click(click_count=5)
    expect(page.get_by_text("Có trả lời chậm nhất")).to_be_visible()
    assert Dossier.objects.count() == before + 1
    code = page.inner_text("h1")
    page.goto("/cong-dan/")
    expect(page.locator("main")).to_contain_text(code)
    page.get_by_role("link", name=f"{code} ·").click()
    page.fill("#second_fact", "5678")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("h1")).to_contain_text("đang kiểm tra")


def test_every_page_of_a_filing_is_accessible(
    desktop: Page, phone: Page, an: Client, server: str, accessible: Callable[[Page], None]
) -> None:
    for page in (phone, desktop):
        page.goto(f"/nop/{A_BIRTH}/")
        accessible(page)
        page.get_by_role("button", name="Bắt đầu, không cần tài khoản").click()
        accessible(page)
        page.get_by_role("link", name="Bắt đầu nhập").click()
        accessible(page)
        draft = page.url.removesuffix("nguoi-nop/")
        on(page)
        accessible(page)
        page.check("[name=behalf][value=other]")
        on(page)
        accessible(page)
        for slug in ("noi-dung", "giay-to", "ket-qua", "xem-lai"):
            page.goto(f"{draft}{slug}/?check=1")
            accessible(page)
        page.goto(f"{draft}bo/")
        accessible(page)
        page.goto(f"{draft}gui-lien-ket/")
        accessible(page)
        become(page, an, server)
        page.goto(draft)
        accessible(page)
        page.get_by_role("button", name="Nhận bản nháp").click()
        expect(page.locator("main")).to_contain_text("đã thuộc về")
        accessible(page)
        page.goto(f"/nop/{FUNERAL_AID}/")
        accessible(page)
        page.get_by_role("button", name="Bắt đầu").click()
        draft = page.url
        page.goto(f"{draft}nguoi-nop/")
        accessible(page)
        page.fill("[name=who-phone]", "0912345678")
        on(page)
        page.select_option("[name=commune]", "06685")
        on(page)
        chosen = page.locator("input[type=file]:not([capture]):visible")
        for number in range(chosen.count()):
            chosen.nth(number).set_input_files(a_file())
        photo = FilePayload(name="anh.jpg", mimeType="image/jpeg", buffer=corpus.picture())
        chosen.first.set_input_files([photo, FilePayload(name="a.exe", mimeType="", buffer=b"MZ" + bytes(99))])
        page.get_by_role("button", name="Xoay: anh.jpg").click()
        page.get_by_role("button", name="Chuyển lên: anh.jpg").click()
        expect(page.locator("[data-photos-name]").first).to_have_text("1. anh.jpg")
        accessible(page)
        on(page)
        expect(page.get_by_role("alert")).to_contain_text("a.exe", timeout=_WHILE_FILES_ARE_SENT)
        accessible(page)
        on(page)
        page.check("[name=method][value=counter]")
        on(page)
        accessible(page)
        page.get_by_role("button", name="Gửi hồ sơ").click()
        expect(page.get_by_text("Có trả lời chậm nhất")).to_be_visible()
        accessible(page)
        page.goto("/cong-dan/")
        accessible(page)
        filing = page.locator("a .mc-code").first.inner_text()
        page.goto("/giay-to/")
        accessible(page)
        page.locator("a[href*='/giay-to/chia-se/']").first.click()
        accessible(page)
        for words in ("Điều chỉnh nội dung đã nộp", "Dừng hồ sơ"):
            page.goto("/cong-dan/")
            page.get_by_role("link", name=words).first.click()
            accessible(page)
        for act in ("bo-sung", "danh-gia"):
            page.goto(f"/track/cua-toi/{filing}/{act}/")
            accessible(page)
        for words in ("Điều chỉnh nội dung đã nộp", "Dừng hồ sơ"):
            page.goto(f"/track/?code={filing}")
            page.fill("#second_fact", "5678")
            page.get_by_role("button", name="Xem").click()
            page.get_by_role("button", name=words).click()
            accessible(page)
        page.context.clear_cookies()

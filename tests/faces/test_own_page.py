"""What a citizen finds on his own page, and which pages of a draft are ticked as done."""

import re
from typing import Any

import pytest

from tests.faces.people import A_BIRTH, Desk, said
from tests.faces.test_filing import PAGES, WHAT, WHO, a_file, begun, himself, inputs, where
from tests.faces.test_portal import citizen

BICH = "022190001236"
FOR_ANOTHER = {
    **WHO,
    "behalf": "other",
    "shown": "other person",
    "who-number": "022090001234",
    "proxy-phone": "0987654321",
    "proxy-paper": "Giấy ủy quyền",
    "proxy-paper_signed_on": "2026-10-30",
}


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def ticked(page: Any) -> list[int]:
    """The numbers of the pages that are shown as done."""
    steps = re.findall(r"<li([^>]*)><span class=\"mc-step-number\">", page.content.decode())
    assert len(steps) == len(PAGES)
    return [number for number, step in enumerate(steps, start=1) if "mc-step-done" in step]


def test_a_page_that_was_jumped_over_is_not_ticked(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    assert ticked(browser.get(f"{draft}xem-lai/")) == []
    browser.post(f"{draft}ket-qua/", {"method": "counter"})
    assert ticked(browser.get(f"{draft}xem-lai/")) == [4]
    wrong = browser.post(f"{draft}nguoi-nop/", {**WHO, "who-name": ""})
    assert (wrong.status_code, ticked(wrong)) == (422, [4])
    browser.post(f"{draft}nguoi-nop/", WHO)
    assert ticked(browser.get(f"{draft}giay-to/")) == [1, 4]
    assert ticked(browser.get(f"{draft}nguoi-nop/")) == [4], "where one is, that is what is shown"
    page = said(browser.get(draft))
    assert page.count("đã xong") == 2


def test_the_own_page_has_the_menu_of_all_public_pages(desk: Desk) -> None:
    browser = himself()
    menus = []
    for here in ("/", "/track/", "/kiem-tra/", "/cong-dan/"):
        head = browser.get(here).content.decode().partition("<main")[0]
        menu = head.partition('class="mc-front-nav"')[2].partition("</nav>")[0]
        links = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', menu)
        assert [link for link, current in links if current] == [here]
        menus.append([link for link, _current in links])
    assert len(menus[0]) >= 5
    assert menus == [menus[0]] * len(menus)
    log_in = citizen().get("/cong-dan/dang-nhap/").content.decode().partition("<main")[0]
    assert 'href="/track/"' in log_in
    assert "aria-current" not in log_in.partition('class="mc-front-nav"')[2].partition("</nav>")[0]


def test_whoever_files_for_somebody_else_finds_the_dossier_among_his_own(desk: Desk) -> None:
    bich = himself(BICH, "Trần Thị Bích")
    draft = begun(bich, A_BIRTH)
    case = re.findall(r'name="case" value="([^"]+)"', bich.get(f"{draft}noi-dung/").content.decode())[0]
    bich.post(f"{draft}nguoi-nop/", {**FOR_ANOTHER, "shown": "self person"})
    assert where(bich.post(f"{draft}nguoi-nop/", FOR_ANOTHER)) == f"{draft}noi-dung/"
    bich.post(f"{draft}noi-dung/", {**WHAT, "case": case})
    sent = {f"file-{one}": a_file(f"{one}.pdf") for one in inputs(bich.get(f"{draft}giay-to/"))}
    bich.post(f"{draft}giay-to/", sent)
    bich.post(f"{draft}ket-qua/", {"method": "counter"})
    review = bich.post(f"{draft}xem-lai/")
    assert where(review) == f"{draft}da-nop/"
    (number,) = set(re.findall(r"\S+-NT261102-\d+", said(bich.get(f"{draft}da-nop/"))))
    hers = said(bich.get("/cong-dan/"))
    assert f"{number} ·" in hers
    assert "nộp thay người khác" in hers
    applicants = said(himself().get("/cong-dan/"))
    assert f"{number} ·" in applicants
    assert "nộp thay người khác" not in applicants
    assert number not in said(himself("022190001244", "Lê Văn Cường").get("/cong-dan/"))


def test_a_draft_begun_without_log_in_is_put_among_ones_own(desk: Desk) -> None:
    stranger = citizen()
    draft = begun(stranger)
    assert "Khi đăng nhập bằng" not in said(stranger.get(draft)), "where nobody can log in, nothing is promised"
    browser, another = himself(), himself(BICH, "Trần Thị Bích")
    assert "Nhận bản nháp" in said(browser.get(draft))
    taken = browser.post(f"{draft}nhan/")
    own = where(taken)
    assert re.fullmatch(r"/nop/ho-so/\d+/", own)
    page = said(browser.get(own))
    assert "đã thuộc về" in page
    assert "Nhận bản nháp" not in page
    assert own in browser.get("/cong-dan/").content.decode()
    assert [one.get(draft).status_code for one in (stranger, another)] == [404, 404]
    assert another.post(f"{draft}nhan/").status_code == 404


def test_nobody_puts_anothers_draft_among_his_own(desk: Desk) -> None:
    stranger, another = citizen(), himself(BICH, "Trần Thị Bích")
    draft = begun(stranger)
    stranger.post(f"{draft}nguoi-nop/", WHO)
    assert "Nhận bản nháp" not in said(another.get(draft))
    assert "Nhận bản nháp" in said(himself().get(draft)), "he is the one it names"
    assert where(another.post(f"{draft}nhan/")) == draft
    assert "số định danh khác" in said(another.get(draft))
    another.post(f"{draft}ket-qua/", {"method": "counter"})
    assert draft not in another.get("/cong-dan/").content.decode()
    assert stranger.get(draft).status_code == 200, "whoever began it still has it"
    assert where(citizen().post(f"{draft}nhan/")).startswith("/cong-dan/dang-nhap/")


def test_going_on_with_it_logged_in_makes_it_ones_own(desk: Desk) -> None:
    draft = begun(citizen())
    browser = himself()
    assert where(browser.post(f"{draft}nguoi-nop/", WHO)) == f"{draft}noi-dung/"
    assert "Bản nháp của tôi" in said(browser.get("/cong-dan/"))
    assert "Chưa có bản nháp" not in said(browser.get("/cong-dan/"))
    assert citizen().get(draft).status_code == 404
    assert browser.get(draft).status_code == 200

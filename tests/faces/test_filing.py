"""Filing online, as a browser without scripts does it: begun, typed page by page, sent once, acknowledged, followed."""

import re
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.tests.factories import logged_in_citizen
from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers import models
from motcua.papers.store.tests import corpus
from tests.faces.people import A_BIRTH, FATHER, Desk, said
from tests.faces.test_known_papers import FUNERAL_AID, extract
from tests.faces.test_portal import citizen

A_CERTIFICATION = "2.000815"
WHO = {
    "behalf": "self",
    "applicant_kind": "citizen",
    "shown": "self person",
    "who-name": "Nguyễn Văn An",
    "who-identity_kind": "personal_number",
    "who-number": "022090001234",
    "who-born": "2/3/1990",
    "who-phone": "0912345678",
    "who-address": "12 phố Lê Lợi",
}
WHAT = {"case": "on_time", "commune": "06685", "note": "Cho con đầu lòng"}
PAGES = ("nguoi-nop", "noi-dung", "giay-to", "ket-qua", "xem-lai")


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def begun(browser: Client, code: str = A_BIRTH) -> str:
    """The address of a new draft."""
    answer = browser.post(f"/nop/{code}/")
    assert answer.status_code == 302, said(answer)
    return str(answer["Location"])


def himself(number: str = FATHER["applicant-number"], name: str = FATHER["applicant-name"]) -> Client:
    """A browser in which somebody has logged in with the national e-ID."""
    browser = logged_in_citizen(number, name)
    browser.cookies["django_language"] = "vi"
    return browser


def a_file(name: str = "to-khai.pdf", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or corpus.pdf(), "application/pdf")


def inputs(page: Any) -> list[str]:
    """The papers for which files may be chosen."""
    return re.findall(r'type="file" id="file-([^"]+)"', page.content.decode())


def typed(desk: Desk, browser: Client) -> str:
    """A draft that is whole, short of being sent."""
    draft = begun(browser)
    case = re.findall(r'name="case" value="([^"]+)"', browser.get(f"{draft}noi-dung/").content.decode())[0]
    assert where(browser.post(f"{draft}nguoi-nop/", WHO)) == f"{draft}noi-dung/"
    assert where(browser.post(f"{draft}noi-dung/", {**WHAT, "case": case})) == f"{draft}giay-to/"
    first, second = inputs(browser.get(f"{draft}giay-to/"))[:2]
    sent = {f"file-{first}": [a_file(), a_file("trang-2.pdf", corpus.pdf(pages=2))], f"file-{second}": a_file("x.pdf")}
    assert where(browser.post(f"{draft}giay-to/", sent)) == f"{draft}ket-qua/"
    assert where(browser.post(f"{draft}ket-qua/", {"method": "counter"})) == f"{draft}xem-lai/"
    return draft


def where(answer: Any) -> str:
    assert answer.status_code == 302, said(answer)
    return str(answer["Location"])


def test_a_procedure_that_is_filed_online_leads_to_its_first_page(desk: Desk) -> None:
    browser = citizen()
    assert f"/nop/{A_BIRTH}/" in browser.get(f"/procedures/{A_BIRTH}/").content.decode()
    page = said(browser.get(f"/nop/{A_BIRTH}/"))
    assert "Cần chuẩn bị" in page
    assert "không phải mang theo" in page
    draft = begun(browser)
    assert f"http://testserver{draft}" in said(browser.get(draft)), "the link to keep"


def test_a_whole_filing_is_sent_once_however_often_it_is_pressed_and_followed(desk: Desk) -> None:
    browser = citizen()
    draft = typed(desk, browser)
    review = said(browser.get(f"{draft}xem-lai/"))
    for words in ("Nguyễn Văn An", "022090001234", "02/03/1990", "Hồng Gai", "2 tệp", "Cho con đầu lòng", "8 giờ"):
        assert words in review
    answers = [browser.post(f"{draft}xem-lai/") for _press in range(5)]
    assert {where(one) for one in answers} == {f"{draft}da-nop/"}
    page = said(browser.get(f"{draft}da-nop/"))
    (number,) = set(re.findall(r"\S+-NT261102-\d+", page))
    assert "17:00" in page or "/11/2026" in page
    assert browser.get(f"{draft}da-nop/ma.svg")["Content-Type"] == "image/svg+xml"
    assert where(browser.get(f"{draft}nguoi-nop/")) == f"{draft}da-nop/"
    followed = browser.post("/track/", {"code": number, "second_fact": "5678"})
    assert followed.status_code == 200
    assert "đang kiểm tra" in said(followed)
    listed = said(desk.somebody(Role.RECEPTIONIST).get("/office/?box=filings"))
    assert listed.count(number) <= 1
    dossier_id = dossiers.by_code(EVERYTHING, number)
    assert len([one for row in dossiers.papers_of(dossier_id, EVERYTHING).rows for one in row.files]) == 3


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    answer = browser.post(f"{draft}nguoi-nop/", {**WHO, "who-name": "", "who-born": "31/02/1990", "who-number": "12"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "<title>Lỗi:" in body
    for field in ("who-name", "who-born", "who-number"):
        assert f'href="#id_{field}"' in body
        assert f'id="id_{field}-error"' in body
    assert 'value="31/02/1990"' in body
    again = browser.get(f"{draft}nguoi-nop/").content.decode()
    assert 'value="31/02/1990"' in again, "saved although it is wrong"
    assert 'value="0912345678"' in again


def test_other_fields_are_asked_for_whoever_files_for_somebody_else(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    other = {**WHO, "behalf": "other"}
    page = browser.post(f"{draft}nguoi-nop/", other)
    assert page.status_code == 200
    assert "alert" not in page.content.decode().partition("<main")[2]
    assert "Đã lưu lựa chọn" in said(page)
    assert 'name="proxy-paper"' in page.content.decode()
    assert 'value="Nguyễn Văn An"' in page.content.decode()
    proxy = {
        "shown": "other person",
        "proxy-name": "Trần Thị Bích",
        "proxy-identity_kind": "personal_number",
        "proxy-number": "022190001236",
        "proxy-phone": "0987654321",
    }
    lacking = browser.post(f"{draft}nguoi-nop/", {**other, **proxy})
    assert 'id="id_proxy-paper-error"' in lacking.content.decode()
    paper = {"proxy-paper": "Giấy ủy quyền", "proxy-paper_signed_on": "2026-10-30"}
    assert where(browser.post(f"{draft}nguoi-nop/", {**other, **proxy, **paper})) == f"{draft}noi-dung/"
    assert "Trần Thị Bích" in said(browser.get(f"{draft}xem-lai/"))


def test_a_file_that_is_not_taken_says_why_beside_those_that_are(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    paper = inputs(browser.get(f"{draft}giay-to/"))[0]
    sent = [a_file(), SimpleUploadedFile("game.pdf", b"MZ" + bytes(500), "application/pdf")]
    answer = browser.post(f"{draft}giay-to/", {f"file-{paper}": sent})
    assert answer.status_code == 422
    page = said(answer)
    assert "game.pdf:" in page
    assert "Tệp 1 · PDF" in page
    (number,) = re.findall(r'name="remove" value="(\d+)"', answer.content.decode())
    shown: Any = browser.get(f"{draft}tep/{number}/")
    assert b"".join(shown.streaming_content).startswith(b"%PDF")
    assert where(browser.post(f"{draft}giay-to/", {"remove": number})) == f"{draft}giay-to/"
    assert "Tệp 1" not in said(browser.get(f"{draft}giay-to/"))
    assert browser.get(f"{draft}tep/{number}/").status_code == 404


def test_what_is_lacking_is_said_and_nothing_is_sent(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    page = browser.post(f"{draft}xem-lai/")
    assert page.status_code == 422
    assert "Cần hoàn thiện trước khi gửi" in said(page)
    assert ">Gửi hồ sơ<" not in page.content.decode()
    assert "Cần sửa ở trang này" in said(browser.get(f"{draft}giay-to/?check=1"))


def test_nobody_else_finds_a_draft(desk: Desk) -> None:
    owner, stranger = himself(), citizen()
    draft = begun(owner)
    number = draft.rstrip("/").rpartition("/")[2]
    assert number.isdigit(), "a citizen's own draft is found by its number"
    other = himself("022190001236", "Trần Thị Bích")
    for browser in (stranger, other, desk.somebody(Role.RECEPTIONIST)):
        absent = browser.get("/nop/ho-so/999999/")
        found = browser.get(draft)
        assert absent.status_code == found.status_code == 404
        assert said(absent) == said(found)
        for page in PAGES:
            assert browser.post(f"{draft}{page}/", WHO).status_code == 404
        assert browser.post(f"{draft}bo/").status_code == 404
        assert browser.get(f"{draft}da-nop/ma.svg").status_code == 404
    assert owner.get(draft).status_code == 200
    open_draft = begun(stranger)
    assert other.get(open_draft).status_code == 200, "whoever has the secret link"
    assert other.get(f"{open_draft[:-3]}xx/").status_code == 404


def test_a_citizen_has_his_papers_used_again_and_finds_his_filing(desk: Desk) -> None:
    found = extract(desk)
    browser = himself()
    draft = begun(browser, FUNERAL_AID)
    who = browser.get(f"{draft}nguoi-nop/")
    assert "022090001234" in said(who)
    assert 'name="who-number"' not in who.content.decode(), "what is proven cannot be typed over"
    forged = {**WHO, "who-name": "Somebody Else", "who-number": "022190001236"}
    browser.post(f"{draft}nguoi-nop/", forged)
    assert "Nguyễn Văn An" in said(browser.get(f"{draft}xem-lai/"))
    browser.post(f"{draft}noi-dung/", WHAT)
    page = browser.get(f"{draft}giay-to/")
    assert f"Trích lục khai tử · {found.number}" in said(page)
    (box,) = re.findall(r'name="(reuse-death_certificate)" value="([^"]+)"', page.content.decode())
    refused = browser.post(f"{draft}giay-to/", {box[0]: box[1]})
    assert refused.status_code == 422
    assert 'id="consent-error"' in refused.content.decode()
    assert f'value="{box[1]}" checked' in refused.content.decode()
    files = {f"file-{one}": a_file() for one in inputs(page) if one != "death_certificate"}
    assert where(browser.post(f"{draft}giay-to/", {box[0]: box[1], "consent": "1", **files})) == f"{draft}ket-qua/"
    browser.post(f"{draft}ket-qua/", {"method": "counter"})
    assert "Bản nháp" in said(browser.get("/cong-dan/"))
    assert where(browser.post(f"{draft}xem-lai/")) == f"{draft}da-nop/"
    (number,) = set(re.findall(r"\S+-NT261102-\d+", said(browser.get(f"{draft}da-nop/"))))
    assert number in said(browser.get("/cong-dan/"))
    facts = dossiers.facts(dossiers.by_code(EVERYTHING, number))
    assert facts.digital_state("death_certificate") is DigitalState.REUSED


def test_a_paper_that_ran_out_is_shown_and_cannot_be_ticked(desk: Desk) -> None:
    found = extract(desk)
    models.Result.objects.update(valid_to=found.issued_on)
    desk.wait(days=1)
    browser = himself()
    draft = begun(browser, FUNERAL_AID)
    browser.post(f"{draft}nguoi-nop/", WHO)
    page = browser.get(f"{draft}giay-to/")
    assert "đã hết hiệu lực" in said(page)
    assert "reuse-" not in page.content.decode()
    browser.post(f"{draft}noi-dung/", WHAT)
    files = {f"file-{one}": a_file() for one in inputs(page) if one != "death_certificate"}
    forged = {"reuse-death_certificate": f"result/{found.key}", "consent": "1", **files}
    assert where(browser.post(f"{draft}giay-to/", forged)) == f"{draft}ket-qua/"
    browser.post(f"{draft}ket-qua/", {"method": "counter"})
    refused = browser.post(f"{draft}xem-lai/")
    assert refused.status_code == 409
    assert "hiệu lực" in said(refused)
    assert browser.get(f"{draft}xem-lai/").status_code == 200, "the draft is as it was"


def test_papers_are_offered_to_nobody_who_has_not_proved_whose_they_are(desk: Desk) -> None:
    found = extract(desk)
    browser = citizen()
    draft = begun(browser, FUNERAL_AID)
    browser.post(f"{draft}nguoi-nop/", WHO)
    page = browser.get(f"{draft}giay-to/")
    assert found.number not in said(page)
    assert "reuse-" not in page.content.decode()


def test_a_draft_is_thrown_away_after_being_asked(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    assert "không lấy lại được" in said(browser.get(f"{draft}bo/"))
    assert where(browser.post(f"{draft}bo/")) == f"/procedures/{A_BIRTH}/"
    assert browser.get(draft).status_code == 404


def test_a_draft_is_gone_when_its_time_is_over(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    desk.at += timedelta(days=31)
    assert browser.get(draft).status_code == 404


def test_a_procedure_that_is_not_filed_online_says_where_to_go(desk: Desk) -> None:
    browser = citizen()
    assert f"/nop/{A_CERTIFICATION}/" not in browser.get(f"/procedures/{A_CERTIFICATION}/").content.decode()
    page = browser.get(f"/nop/{A_CERTIFICATION}/")
    assert "không nộp trực tuyến" in said(page)
    assert "<form" not in page.content.decode().partition("<main")[2]
    assert browser.post(f"/nop/{A_CERTIFICATION}/").status_code == 409


def test_nobody_fills_the_house_with_drafts(desk: Desk) -> None:
    answers = [citizen().post(f"/nop/{A_BIRTH}/") for _try in range(21)]
    assert answers[-2].status_code == 302
    assert answers[-1].status_code == 429


def test_the_pages_are_in_english_too(desk: Desk) -> None:
    browser = citizen("en")
    draft = begun(browser)
    assert "Keep this link" in said(browser.get(draft))
    for page in PAGES:
        assert "Page " in said(browser.get(f"{draft}{page}/"))


def test_where_the_law_has_it_filed_on_the_national_portal_only_the_centre_begins_here(
    desk: Desk, settings: Any
) -> None:
    begun_before = citizen()
    draft = begun(begun_before)
    settings.OWN_PORTAL = ""
    browser = citizen()
    for page in (browser.get(f"/procedures/{A_BIRTH}/"), browser.get(f"/nop/{A_BIRTH}/")):
        assert "dichvucong.gov.vn" in page.content.decode()
    shown = said(browser.get(f"/nop/{A_BIRTH}/"))
    assert "NĐ 118/2025 Đ3.5" in shown
    assert "không cần tài khoản" not in shown
    refused = browser.post(f"/nop/{A_BIRTH}/")
    assert refused.status_code == 409
    assert "Cổng Dịch vụ công quốc gia" in said(refused)
    assert where(begun_before.post(f"{draft}nguoi-nop/", WHO)) == f"{draft}noi-dung/", "what was begun is finished"
    settings.KIOSKS = (ip_network("10.1.2.0/24"),)
    kiosk = Client(REMOTE_ADDR="10.1.2.7", headers={"accept-language": "vi"})
    assert kiosk.post(f"/nop/{A_BIRTH}/").status_code == 302
    assert browser.post(f"/nop/{A_BIRTH}/").status_code == 409
    settings.OWN_PORTAL = "2025-07-01 QĐ 41/QĐ-UBND"
    assert "QĐ 41/QĐ-UBND" in said(browser.get(f"/nop/{A_BIRTH}/"))
    assert browser.post(f"/nop/{A_BIRTH}/").status_code == 302

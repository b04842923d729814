"""Scanning at the desk: photos come in, become pages, are put in order and saved with what somebody confirmed."""

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState
from motcua.kernel.clock import outward
from motcua.organisation.types import Role, Scope
from motcua.papers import queries as papers
from motcua.papers.scanning.tests import sheets
from motcua.papers.scanning.tests.conftest import workshop_at_hand
from motcua.papers.store.tests import corpus
from motcua.parties import queries as parties
from tests.faces.people import ELSEWHERE, Desk, hidden, said

__all__ = ["workshop_at_hand"]
SMALL = (827, 1169)
pytestmark = pytest.mark.usefixtures("workshop_at_hand")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    return tmp_path / "home"


@pytest.fixture
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)


def photo(*lines: str, name: str = "anh.jpg") -> SimpleUploadedFile:
    page = sheets.page(lines or sheets.LETTER).resize(SMALL, Image.Resampling.LANCZOS)
    return SimpleUploadedFile(name, sheets.jpeg(page), "image/jpeg")


def address(dossier_id: int, rest: str = "") -> str:
    return f"/desk/scan/{dossier_id}/{rest}"


def put(browser: Client, dossier_id: int, *files: SimpleUploadedFile) -> str:
    """Sends files and follows every step, as a browser without scripts does; answers the page at rest."""
    assert browser.post(address(dossier_id), {"chosen": list(files)})["Location"] == address(dossier_id)
    return at_rest(browser, dossier_id)


def at_rest(browser: Client, dossier_id: int) -> str:
    for _ in range(30):
        page = browser.get(address(dossier_id))
        if address(dossier_id, "step/") not in page.content.decode():
            return page.content.decode()
        browser.post(address(dossier_id, "step/"))
    raise AssertionError("the work never ends")


def pages(page: str) -> list[str]:
    return re.findall(r'name="drop" value="([^"]+)"', page)


def pressed(browser: Client, dossier_id: int, **button: str) -> str:
    browser.post(address(dossier_id), button)
    return browser.get(address(dossier_id)).content.decode()


def paper_form(page: Any) -> dict[str, str]:
    """What the form of a paper proposes, as a browser would send it back."""
    body = page.content.decode()
    typed = dict(re.findall(r'<input type="(?:text|date|number)" name="([^"]+)"[^>]*? value="([^"]*)"', body))
    chosen = re.search(r'<option value="([^"]+)" selected', body) or re.search(r'<option value="([^"]+)"', body)
    assert chosen is not None
    return {**hidden(page), **typed, "component": chosen[1]}


@pytest.mark.usefixtures("nobody_reads")
def test_photos_become_a_paper_of_the_checklist_with_what_was_confirmed(desk: Desk) -> None:
    dossier_id = desk.receive()
    assert address(dossier_id) in desk.receptionist.get(f"/desk/received/{dossier_id}/").content.decode()
    page = put(desk.receptionist, dossier_id, photo(), photo("Trang 2"))
    first, second = pages(page)
    picture = desk.receptionist.get(address(dossier_id, f"pages/{first}.jpg"))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in picture["Cache-Control"]
    assert pages(pressed(desk.receptionist, dossier_id, move=f"{second}:earlier")) == [second, first]
    form = paper_form(desk.receptionist.get(address(dossier_id, "papers/1/")))
    assert (form["owner_name"], form["owner_number"]) == ("Nguyễn Văn An", "022090001234")
    answer = desk.receptionist.post(
        address(dossier_id, "papers/1/"), {**form, "title": "", "summary": "đề nghị khai sinh", "scope": "Toàn quốc"}
    )
    assert answer["Location"] == f"/office/dossiers/{dossier_id}/#papers", said(answer)
    (row,) = [one for one in papers_of(dossier_id) if one.files]
    assert (row.component.key, row.state, row.files[0].pages) == (form["component"], DigitalState.DIGITISED, 2)
    digest = row.files[0].file.digest
    described = papers.described_files([digest])[digest]
    assert (described.title, described.scope) == (row.component.label.vi, "Toàn quốc")
    (owner,) = parties.declarations([described.owner.id])[described.owner.id].applicants
    assert owner.name == "Nguyễn Văn An"
    assert pages(at_rest(desk.receptionist, dossier_id)) == []


def papers_of(dossier_id: int) -> Any:
    return dossiers.papers_of(dossier_id, Scope(agency_ids=None)).rows


@pytest.mark.usefixtures("nobody_reads")
def test_a_house_that_cannot_read_says_so_and_offers_no_reading(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = put(desk.receptionist, dossier_id, photo())
    assert "chưa cài chương trình nhận dạng chữ" in page
    assert 'name="read"' not in page
    answer = desk.receptionist.post(address(dossier_id), {"read": "1"})
    assert answer.status_code == 503


@pytest.mark.usefixtures("nobody_reads")
def test_a_stack_is_parted_by_hand_and_saved_paper_by_paper(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = put(desk.receptionist, dossier_id, photo("một"), photo("hai"), photo("ba"))
    _, second, third = pages(page)
    page = pressed(desk.receptionist, dossier_id, part=f"{second}:yes")
    assert "Giấy tờ 2" in page
    pressed(desk.receptionist, dossier_id, turn=f"{third}:90")
    pressed(desk.receptionist, dossier_id, drop=third)
    form = paper_form(desk.receptionist.get(address(dossier_id, "papers/2/")))
    saved = desk.receptionist.post(address(dossier_id, "papers/2/"), form)
    assert saved["Location"] == address(dossier_id)
    assert len(pages(at_rest(desk.receptionist, dossier_id))) == 1
    assert pages(pressed(desk.receptionist, dossier_id, clear="1")) == []
    assert desk.receptionist.get(address(dossier_id, "papers/1/"))["Location"] == address(dossier_id)


@pytest.mark.usefixtures("nobody_reads")
def test_what_is_wrong_with_a_file_or_with_the_facts_is_said(desk: Desk) -> None:
    dossier_id = desk.receive()
    signed = SimpleUploadedFile("ket-qua.pdf", corpus.signed(corpus.pdf()), "application/pdf")
    page = put(desk.receptionist, dossier_id, signed, photo())
    assert "có chữ ký số" in page
    assert "ket-qua.pdf" in page
    form = paper_form(desk.receptionist.get(address(dossier_id, "papers/1/")))
    nameless = desk.receptionist.post(address(dossier_id, "papers/1/"), {**form, "owner_name": ""})
    assert nameless.status_code == 422
    doubtful = desk.receptionist.post(address(dossier_id, "papers/1/"), {**form, "owner_birth_year": "1950"})
    assert doubtful.status_code in {409, 422}
    (tick,) = re.findall(r'name="(confirm-[^"]+)"', doubtful.content.decode())
    confirmed = desk.receptionist.post(
        address(dossier_id, "papers/1/"), {**form, "owner_birth_year": "1950", tick: "1"}
    )
    assert confirmed.status_code == 302, said(confirmed)


@pytest.mark.usefixtures("nobody_reads")
def test_what_the_scanner_put_down_is_taken_with_one_click(desk: Desk, store: Path) -> None:
    dossier_id = desk.receive()
    (store / "scanner").mkdir(parents=True)
    path = store / "scanner" / "MFP-0031.pdf"
    path.write_bytes(sheets.scanned(*[sheets.page((word,)).resize(SMALL) for word in ("một", "hai")]))
    then = outward(desk.at - timedelta(minutes=3)).timestamp()
    os.utime(path, (then, then))
    assert "MFP-0031.pdf" in desk.receptionist.get(address(dossier_id)).content.decode()
    desk.receptionist.post(address(dossier_id), {"take": "MFP-0031.pdf"})
    page = at_rest(desk.receptionist, dossier_id)
    assert len(pages(page)) == 2
    assert "MFP-0031.pdf" not in page
    assert desk.receptionist.post(address(dossier_id), {"take": "MFP-0031.pdf"}).status_code == 404


def test_a_script_gets_only_the_part_that_changes(desk: Desk) -> None:
    dossier_id = desk.receive()
    desk.receptionist.post(address(dossier_id), {"chosen": [photo()]}, headers={"X-Upload": "1"})
    part = desk.receptionist.post(address(dossier_id, "step/"), headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<div id="scan-pages"')


def test_nobody_else_sees_the_pages_and_strangers_find_no_dossier(desk: Desk) -> None:
    dossier_id = desk.receive()
    key = pages(put(desk.receptionist, dossier_id, photo()))[0]
    officer, stranger = desk.somebody(Role.OFFICER), desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert officer.get(address(dossier_id, f"pages/{key}.jpg")).status_code == 404
    for path in (address(dossier_id), address(dossier_id, f"pages/{key}.jpg"), address(dossier_id, "papers/1/")):
        assert stranger.get(path).status_code == 404
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert supervisor.get(address(dossier_id)).status_code in {403, 404}


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_what_was_read_stands_in_the_fields(desk: Desk) -> None:
    dossier_id = desk.receive()
    full = SimpleUploadedFile("anh.jpg", sheets.jpeg(sheets.page()), "image/jpeg")
    assert 'name="read"' in put(desk.receptionist, dossier_id, full)
    desk.receptionist.post(address(dossier_id), {"read": "1"})
    at_rest(desk.receptionist, dossier_id)
    form = paper_form(desk.receptionist.get(address(dossier_id, "papers/1/")))
    assert (form["owner_number"], form["owner_name"]) == ("022085001234", "Nguyễn Văn Thắng")
    assert (form["number"], form["issued_on"]) == ("125/GXN-UBND", "15/03/2026")


def test_the_separator_is_printed(desk: Desk) -> None:
    sheet = desk.receptionist.get("/desk/scan/separator.pdf")
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    assert "TỜ PHÂN CÁCH" in sheets.text_of(sheet.content)

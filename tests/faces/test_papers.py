"""The papers of a dossier at the desk and in the office: put in, looked at, saved, taken out; strangers find none."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.models import Reading
from motcua.organisation.types import Role
from motcua.papers.models import Attachment
from motcua.papers.store.tests import corpus
from tests.faces.people import ELSEWHERE, Desk, hidden, said


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def scan(pages: int = 2, name: str = "don.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, corpus.pdf(pages=pages), "application/pdf")


def page_of(dossier_id: int) -> str:
    return f"/office/dossiers/{dossier_id}/files/"


def add(browser: Client, dossier_id: int, *files: SimpleUploadedFile, **headers: str) -> Any:
    page = browser.get(page_of(dossier_id))
    choices = re.findall(r'<option value="([^"]+)"', page.content.decode())
    typed = {**hidden(page), "component": choices[0], "brought": "scan", "chosen": list(files)}
    return browser.post(page_of(dossier_id), typed, headers=headers)


def links(browser: Client, dossier_id: int, ending: str = r"\d+/") -> list[str]:
    """The addresses of files that the dossier's page shows."""
    page = browser.get(f"/office/dossiers/{dossier_id}/").content.decode()
    return re.findall(rf'"({page_of(dossier_id)}{ending})"', page)


def read(browser: Client, address: str) -> bytes:
    return content_of(browser.get(address))


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_what_the_desk_puts_in_the_officer_reads(desk: Desk) -> None:
    dossier_id = desk.receive()
    assert page_of(dossier_id) in desk.receptionist.get(f"/desk/received/{dossier_id}/").content.decode()
    answer = add(desk.receptionist, dossier_id, scan())
    assert answer["Location"] == f"/office/dossiers/{dossier_id}/#papers"
    officer = desk.somebody(Role.OFFICER)
    page = said(officer.get(f"/office/dossiers/{dossier_id}/"))
    assert "đã số hóa" in page
    assert "2 trang" in page
    (address,) = links(officer, dossier_id)
    file = officer.get(address)
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert file["Content-Disposition"].startswith("inline")
    assert content_of(file) == corpus.pdf(pages=2)
    part = officer.get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, content_of(part)) == (206, b"%PDF")
    saved = officer.get(address, {"download": "1"})
    assert content_of(saved) == corpus.pdf(pages=2)
    assert saved["Content-Disposition"].startswith('attachment; filename="H49.201-261102-0001')
    assert "Nguy" not in saved["Content-Disposition"]
    first, second = links(officer, dossier_id, r"\d+/\d\.jpg")
    assert read(officer, second).startswith(b"\xff\xd8")
    assert officer.get(first.replace("1.jpg", "9.jpg")).status_code == 404


def test_who_read_a_file_is_written_down(desk: Desk) -> None:
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, scan())
    officer = desk.somebody(Role.OFFICER)
    (address,) = links(officer, dossier_id)
    read(officer, address)
    read(officer, f"{address}?download=1")
    key = f"dossier/{dossier_id}/{Attachment.objects.get().id}"
    noted = Reading.objects.filter(subject_kind="file", subject_key=key).order_by("id")
    assert [one.purpose for one in noted] == ["page", "download"]


def test_several_files_in_one_press_and_the_wrong_one_is_named_while_the_others_are_in(desk: Desk) -> None:
    dossier_id = desk.receive()
    program = SimpleUploadedFile("trò chơi.exe", b"MZ\x90\x00" + bytes(200))
    answer = add(desk.receptionist, dossier_id, scan(1), program, scan(3))
    assert answer.status_code == 415
    page = said(answer)
    assert "Đã thêm 2 tệp" in page
    assert "trò chơi.exe" in page
    assert "PDF, JPEG, PNG" in page
    assert len(links(desk.receptionist, dossier_id)) == 2


def test_a_press_that_is_repeated_adds_nothing(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = desk.receptionist.get(page_of(dossier_id))
    component = re.findall(r'<option value="([^"]+)"', page.content.decode())[0]
    for _press in range(2):
        typed = {**hidden(page), "component": component, "brought": "submitted", "chosen": scan()}
        assert desk.receptionist.post(page_of(dossier_id), typed).status_code == 302
    assert len(links(desk.receptionist, dossier_id)) == 1


def test_nothing_chosen_is_asked_for_again(desk: Desk) -> None:
    answer = add(desk.receptionist, desk.receive())
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một tệp" in said(answer)


def test_a_script_is_told_where_to_go_on(desk: Desk) -> None:
    dossier_id = desk.receive()
    answer = add(desk.receptionist, dossier_id, scan(), **{"X-Upload": "1"})
    assert (answer.status_code, answer["X-Goes-To"]) == (204, f"/office/dossiers/{dossier_id}/#papers")
    assert "Đã thêm 1 tệp" in desk.receptionist.get(f"/office/dossiers/{dossier_id}/").content.decode()


def test_a_file_is_taken_out_with_a_reason_that_stays_in_the_history(desk: Desk) -> None:
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, scan())
    (address,) = links(desk.receptionist, dossier_id)
    taking_out = f"{address}take-out/"
    page = desk.receptionist.get(taking_out)
    assert desk.receptionist.post(taking_out, {**hidden(page), "reason": ""}).status_code == 422
    answer = desk.receptionist.post(taking_out, {**hidden(page), "reason": "Quét nhầm hồ sơ khác"})
    assert answer.status_code == 302, said(answer)
    shown = said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    assert "Quét nhầm hồ sơ khác" in shown
    assert "Rút tệp ra" in shown
    assert desk.receptionist.get(address).status_code == 404
    assert desk.receptionist.get(taking_out).status_code == 404


def test_a_stranger_finds_nothing_there(desk: Desk) -> None:
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, scan())
    (address,) = links(desk.receptionist, dossier_id)
    pictures = links(desk.receptionist, dossier_id, r"\d+/\d\.jpg")
    stranger = desk.somebody(Role.OFFICER, ELSEWHERE)
    for hidden_from_him in (page_of(dossier_id), address, *pictures, f"{address}take-out/"):
        assert stranger.get(hidden_from_him).status_code == 404
    assert stranger.post(page_of(dossier_id), {"chosen": scan()}).status_code == 404
    assert stranger.post(f"{address}take-out/", {"reason": "x"}).status_code == 404
    assert Attachment.objects.get().removed_at is None
    assert Client().get(address)["Location"].startswith("/login/")


def test_who_may_only_look_is_offered_nothing_to_do(desk: Desk) -> None:
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, scan())
    clerk = desk.somebody(Role.CLERK)
    page = clerk.get(page_of(dossier_id)).content.decode()
    assert "data-upload" not in page
    assert "take-out" not in page
    refused = clerk.post(page_of(dossier_id), {"chosen": scan()})
    assert refused.status_code == 403
    (address,) = links(clerk, dossier_id)
    assert clerk.post(f"{address}take-out/", {"reason": "x"}).status_code == 403


def test_the_page_speaks_english_too(desk: Desk) -> None:
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, scan())
    page = said(desk.somebody(Role.OFFICER, language="en").get(f"/office/dossiers/{dossier_id}/"))
    assert "digitised" in page
    assert "Scanned" in page or "scanned" in page
    assert "2 pages" in page

"""The digital signature on the process: one PIN signs what an officer made, and the dossier's page says who signed."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossier import queries as dossiers
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers.store.tests import corpus
from tests.faces.people import ELSEWHERE, Desk, said
from tests.faces.test_office import ask_for_a_supplement
from tests.faces.test_papers import add

PIN = "123456"


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME, settings.FILES_URL = True, tmp_path, ""


def sign(desk: Desk, role: Role, dossier_id: int, *papers: str, pin: str = PIN, language: str = "vi") -> Any:
    desk.wait(minutes=1)
    browser = desk.somebody(role, language=language)
    return browser.post(f"/office/dossiers/{dossier_id}/sign/", {"paper": papers, "pin": pin})


def test_the_officer_signs_the_slip_he_made_and_everybody_sees_by_whom_and_in_which_capacity(desk: Desk) -> None:
    dossier_id = desk.receive()
    ask_for_a_supplement(desk, dossier_id)
    page = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/sign/")
    assert "Phiếu yêu cầu bổ sung" in said(page)
    assert 'value="supplement_request" checked' in page.content.decode()
    assert 'value="receipt"' not in page.content.decode(), "the receipt is the desk's"
    answer = sign(desk, Role.OFFICER, dossier_id, "supplement_request")
    assert answer.status_code == 302, said(answer)
    shown = said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    slip = next(one for one in dossiers.slips_of(EVERYTHING, dossier_id) if one.signed_at is not None)
    assert f"{slip.maker.name} ký" in shown
    assert slip.maker.title in shown
    file: Any = desk.receptionist.get(f"/office/dossiers/{dossier_id}/files/{slip.attachment}/")
    assert b"".join(file.streaming_content).startswith(b"%PDF")


def test_lines_of_the_control_slip_are_signed_from_the_same_page(desk: Desk) -> None:
    dossier_id = desk.receive()
    assert sign(desk, Role.RECEPTIONIST, dossier_id, "receipt", "lines").status_code == 302
    page = said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/sign/"))
    assert "không còn giấy tờ nào chờ" in page


@pytest.mark.parametrize(("pin", "words"), [("000000", "PIN"), ("", "PIN")])
def test_a_wrong_pin_signs_nothing_keeps_the_choice_and_is_not_given_back(desk: Desk, pin: str, words: str) -> None:
    dossier_id = desk.receive()
    answer = sign(desk, Role.RECEPTIONIST, dossier_id, "receipt", pin=pin)
    assert answer.status_code == 422
    assert words in said(answer)
    page = answer.content.decode()
    assert 'value="receipt" checked' in page
    assert 'value="lines" checked' not in page
    assert "000000" not in page
    assert not [one for one in dossiers.slips_of(EVERYTHING, dossier_id) if one.signed_at]


def test_what_is_not_signed_says_why_and_stops_no_other(desk: Desk) -> None:
    dossier_id = desk.receive()
    answer = sign(desk, Role.RECEPTIONIST, dossier_id, "receipt", "apology", language="en")
    assert answer.status_code == 200
    assert "Not signed" in said(answer)
    assert "what it would tell has not happened" in said(answer)
    assert [one.form for one in dossiers.slips_of(EVERYTHING, dossier_id) if one.signed_at] == ["receipt"]


def test_nothing_chosen_is_said(desk: Desk) -> None:
    dossier_id = desk.receive()
    answer = sign(desk, Role.RECEPTIONIST, dossier_id)
    assert answer.status_code == 400
    assert "Hãy chọn ít nhất một giấy tờ" in said(answer)


def test_strangers_find_nothing_to_sign(desk: Desk) -> None:
    dossier_id = desk.receive()
    stranger = desk.somebody(Role.OFFICER, ELSEWHERE)
    address = f"/office/dossiers/{dossier_id}/sign/"
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"paper": "receipt", "pin": PIN}).status_code == 404


def test_a_signed_scan_is_one_paper_and_the_unsigned_one_lies_under_it(desk: Desk) -> None:
    dossier_id = desk.receive()
    address = f"/office/dossiers/{dossier_id}/"
    add(desk.receptionist, dossier_id, SimpleUploadedFile("don.pdf", corpus.pdf(), "application/pdf"))
    (offered,) = re.findall(r'value="(file:\d+)"', desk.receptionist.get(f"{address}sign/").content.decode())
    scan = f"{address}files/{offered.partition(':')[2]}/"
    assert scan in desk.receptionist.get(address).content.decode()
    assert sign(desk, Role.RECEPTIONIST, dossier_id, offered).status_code == 302
    shown, fold, folded = desk.receptionist.get(address).content.decode().partition("Bản quét trước khi ký số")
    assert fold
    assert scan not in shown
    assert scan in folded.partition("</details>")[0]

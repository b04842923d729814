"""A paper printed again is marked; who only looks is told so; money that went back has its slip; A4 and English."""

import re
from io import BytesIO
from typing import Any

from django.test import Client
from pypdf import PdfReader

from motcua.organisation.types import Role
from tests.faces.money import address_of, owing, paid
from tests.faces.people import ELSEWHERE, Desk, hidden, said


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, said(answer)
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_receipt_printed_again_says_when_and_by_whom(desk: Desk) -> None:
    address = f"/desk/receipt/{desk.receive()}.pdf"
    assert "Bản in" not in text_of(desk.receptionist.get(address))
    desk.wait(minutes=5)
    assert "Bản in lại lần 1 – 02/11/2026 09:05 –" in text_of(desk.receptionist.get(address))


def test_an_inspector_looks_and_changes_no_count(desk: Desk) -> None:
    dossier_id = desk.receive()
    address = f"/office/dossiers/{dossier_id}/papers/receipt.pdf"
    assert "Bản in để xem" in text_of(desk.somebody(Role.INSPECTOR, "H49").get(address))
    assert "Bản in" not in text_of(desk.somebody(Role.OFFICER).get(address))
    assert desk.somebody(Role.OFFICER, ELSEWHERE).get(address).status_code == 404


def test_it_comes_large_and_in_two_languages_from_the_dossiers_page(desk: Desk) -> None:
    dossier_id = desk.receive()
    officer = desk.somebody(Role.OFFICER)
    assert "receipt.pdf?size=a4&amp;labels=both" in officer.get(f"/office/dossiers/{dossier_id}/").content.decode()
    pdf = officer.get(f"/office/dossiers/{dossier_id}/papers/receipt.pdf?size=a4&labels=both")
    assert "Address: " in text_of(pdf)
    assert round(PdfReader(BytesIO(pdf.content)).pages[0].mediabox.width) == 595


def test_money_that_went_back_has_its_slip(desk: Desk, head: Client) -> None:
    payment = address_of(paid(desk, owing(desk)))
    assert "In phiếu hoàn trả" not in said(desk.receptionist.get(payment))
    page = desk.receptionist.get(f"{payment}refund/")
    line = re.findall(r'name="(line-\d+)"', page.content.decode())[0]
    form = {"method": "cash", "ground": "wrong_charge", "reason": "Được miễn phí", line: "3.000"}
    assert desk.receptionist.post(f"{payment}refund/", {**hidden(page), **form}).status_code == 302
    assert "In phiếu hoàn trả" in said(desk.receptionist.get(payment))
    slip = f"{payment}refunds/1.pdf"
    told = text_of(desk.receptionist.get(slip))
    for words in ("PHIẾU HOÀN TRẢ PHÍ, LỆ PHÍ", "AA-26P 0000001", "3.000 đồng", "Ba nghìn đồng"):
        assert words in told
    assert "Bản in lại lần 1" in text_of(desk.receptionist.get(slip))
    assert desk.receptionist.get(f"{payment}refunds/2.pdf").status_code == 404
    assert desk.somebody(Role.RECEPTIONIST, ELSEWHERE).get(slip).status_code == 404

"""The desk takes money for what it received: in cash, by card, by transfer; gives it back; and closes its day."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.organisation.types import Role
from tests.faces.money import BOOKS, CASH, COPIES, address_of, owing, paid
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said

ACCOUNT = {
    "bank_code": "970403",
    "bank_name": "Sacombank",
    "number": "0011012345678",
    "holder": "Phường Hồng Gai",
}


def pdf_text(answer: Any) -> bytes:
    assert answer.status_code == 200, said(answer)
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content[:5])


def test_without_a_book_the_desk_is_told_what_to_do(desk: Desk) -> None:
    one = owing(desk)
    assert "Chưa có quyển biên lai nào đang mở" in said(desk.receptionist.get(CASH))
    page = desk.receptionist.get(f"{CASH}pay/?dossier={one}")
    assert "Chưa có quyển biên lai nào đang mở" in said(page)
    assert "paid-copy" in desk.receptionist.get(f"/desk/receive/{COPIES}/").content.decode(), "as it was before"


def test_the_money_is_taken_after_receiving(desk: Desk, head: Client) -> None:
    sheet = desk.receptionist.get(f"/desk/receive/{COPIES}/").content.decode()
    assert "paid-copy" not in sheet, "one way to pay, not two"
    one = owing(desk)
    received = desk.receptionist.get(f"/desk/received/{one}/").content.decode()
    assert f"/desk/cash/pay/?dossier={one}" in received
    page = paid(desk, one, given="10.000")
    told = said(page)
    assert "AA-26P 0000001" in told
    assert "8.000 ₫" in told
    assert "2.000 ₫" in told, "the change"
    assert pdf_text(desk.receptionist.get(f"{address_of(page)}receipt.pdf")) == b"%PDF-"
    on_the_dossier = said(desk.receptionist.get(f"/office/dossiers/{one}/"))
    assert "AA-26P 0000001" in on_the_dossier
    today = said(desk.receptionist.get(CASH))
    assert "AA-26P 0000001" in today
    assert "Không ai còn nợ" in today


def test_two_dossiers_of_a_visit_get_one_receipt(desk: Desk, head: Client) -> None:
    one, other = owing(desk), owing(desk)
    assert "16.000 ₫" in said(paid(desk, one, other))
    assert desk.receptionist.get(f"{CASH}pay/?dossier={one}&dossier={other}").status_code == 409


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"given": "5.000"}, "không đủ để nộp"),
        ({"given": "nhiều"}, "Hãy ghi số tiền"),
        ({"method": "card"}, "số tham chiếu"),
        ({"method": "transfer", "reference": "Nguyễn Văn An"}, "số tham chiếu"),
        ({"expected": "9000"}, "đã thay đổi"),
    ],
)
def test_what_does_not_pay_loses_nothing_typed(desk: Desk, head: Client, typed: dict[str, str], words: str) -> None:
    one = owing(desk)
    page = paid(desk, one, **typed)
    assert page.status_code in {409, 422}
    assert words in said(page)
    assert all(value in page.content.decode() for value in typed.values())
    assert "AA-26P 0000001" in said(paid(desk, one)), "no number was lost"


def test_pressing_twice_pays_once(desk: Desk, head: Client) -> None:
    one = owing(desk)
    address = f"{CASH}pay/?dossier={one}"
    page = desk.receptionist.get(address)
    book = re.findall(r'<select name="book".*?<option value="(\d+)"', page.content.decode(), re.DOTALL)[0]
    form = {**hidden(page), "method": "cash", "given": "8000", "book": book, "expected": "8000"}
    first = desk.receptionist.post(address, form)
    assert first.status_code == 302
    second = desk.receptionist.post(address, form)
    assert (second.status_code, second["Location"]) == (302, first["Location"])


def test_a_transfer_is_shown_as_a_code_and_confirmed(desk: Desk, head: Client) -> None:
    page = head.get(BOOKS)
    agency = re.findall(r'<select name="agency".*?<option value="(\d+)"', page.content.decode(), re.DOTALL)[0]
    typed = {**hidden(page), "account": "1", "agency": agency, **ACCOUNT}
    wrong = head.post(BOOKS, {**typed, "bank_code": "97040x"})
    assert wrong.status_code == 422
    assert "sáu chữ số" in said(wrong)
    head.post(BOOKS, {**typed, **hidden(wrong)})
    one = owing(desk)
    address = f"{CASH}pay/"
    shown = said(desk.receptionist.get(f"{address}?dossier={one}"))
    assert "0011012345678" in shown
    assert "PHUONG HONG GAI" in shown
    picture = desk.receptionist.get(f"{address}code.svg?dossier={one}")
    assert (picture["Content-Type"], picture.content[:4]) == ("image/svg+xml", b"<svg")
    assert pdf_text(desk.receptionist.get(f"{address}request.pdf?dossier={one}")) == b"%PDF-"
    assert "FT2611020001" in said(paid(desk, one, method="transfer", reference="FT2611020001"))


def test_a_spoilt_receipt_is_replaced(desk: Desk, head: Client) -> None:
    address = address_of(paid(desk, owing(desk)))
    page = desk.receptionist.get(f"{address}replace/")
    empty = desk.receptionist.post(f"{address}replace/", {**hidden(page), "reason": ""})
    assert empty.status_code == 422
    done = desk.receptionist.post(f"{address}replace/", {**hidden(page), "reason": "Kẹt giấy"}, follow=True)
    told = said(done)
    assert "AA-26P 0000002" in told
    assert "Kẹt giấy" in told
    assert "thay biên lai AA-26P 0000001 đã hủy" in said(desk.receptionist.get(CASH))


def test_money_goes_back_and_never_more_than_was_paid(desk: Desk, head: Client) -> None:
    address = address_of(paid(desk, owing(desk)))
    page = desk.receptionist.get(f"{address}refund/")
    line = re.findall(r'name="(line-\d+)"', page.content.decode())[0]
    form = {"method": "cash", "ground": "wrong_charge", "reason": "Được miễn phí", line: "8.001"}
    wrong = desk.receptionist.post(f"{address}refund/", {**hidden(page), **form})
    assert wrong.status_code == 422
    assert "chỉ còn" in said(wrong)
    assert "Được miễn phí" in wrong.content.decode()
    done = desk.receptionist.post(f"{address}refund/", {**hidden(wrong), **form, line: "3.000"}, follow=True)
    told = said(done)
    assert "Được miễn phí" in told
    assert "3.000 ₫" in told
    again = desk.receptionist.get(f"{address}refund/").content.decode()
    assert 'value="5.000"' in again, "what is left is proposed"


def test_the_day_is_counted_closed_and_printed(desk: Desk, head: Client) -> None:
    till = re.findall(rf'href="({CASH}days/\d+/)"', paid_and_cash(desk))[0]
    page = desk.receptionist.get(till)
    wrong = desk.receptionist.post(till, {**hidden(page), "piece-5000": "1"})
    assert wrong.status_code == 422
    assert "chênh lệch" in said(wrong)
    counted = {"piece-5000": "1", "piece-2000": "1", "piece-1000": "2", "opening": "1.000"}
    assert desk.receptionist.get(f"{till}sheet.pdf").status_code == 409
    done = desk.receptionist.post(till, {**hidden(wrong), **counted}, follow=True)
    assert "Đã chốt ngày" in said(done)
    assert f"{till}sheet.pdf?labels=both" in desk.receptionist.get(till).content.decode()
    assert pdf_text(desk.receptionist.get(f"{till}sheet.pdf?labels=both")) == b"%PDF-"
    late = paid(desk, owing(desk))
    assert late.status_code == 409
    assert "đã chốt lúc" in said(late)
    assert "đã chốt" in said(head.get(f"{CASH}days/"))


def paid_and_cash(desk: Desk) -> str:
    paid(desk, owing(desk))
    return str(desk.receptionist.get(CASH).content.decode())


def test_whoever_heads_the_desk_keeps_its_books(desk: Desk, head: Client) -> None:
    page = head.get(BOOKS)
    assert "AA-26P" in said(page)
    place = re.findall(r'<option value="([\d:]+)"', page.content.decode())[0]
    overlapping = {"place": place, "series": "AA-26P", "first": "50", "last": "60"}
    wrong = head.post(BOOKS, {**hidden(page), **overlapping})
    assert wrong.status_code == 422
    assert "Không số nào được cấp hai lần" in said(wrong)
    close = re.findall(rf'action="({BOOKS}\d+/close/)"', page.content.decode())[0]
    assert "Đã đóng quyển biên lai" in said(head.post(close, hidden(head.get(BOOKS)), follow=True))
    assert "Chưa có quyển biên lai nào đang mở" in said(desk.receptionist.get(CASH))


def test_strangers_learn_nothing(desk: Desk, head: Client) -> None:
    one = owing(desk)
    payment = address_of(paid(desk, one))
    other = owing(desk)
    till = re.findall(rf'href="({CASH}days/\d+/)"', desk.receptionist.get(CASH).content.decode())[0]
    paths = (payment, f"{payment}receipt.pdf", till, f"{till}sheet.pdf")
    for role in (Role.OFFICER, Role.CLERK):
        own = (*paths, CASH, f"{CASH}pay/?dossier={other}", f"{payment}refund/", f"{payment}replace/", BOOKS)
        assert {desk.somebody(role).get(path).status_code for path in own} == {403}
    assert {Client().get(path).status_code for path in (*paths, CASH)} == {302}
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert {elsewhere.get(path).status_code for path in (*paths, f"{payment}refund/", f"{payment}replace/")} == {404}
    assert elsewhere.get(f"{CASH}pay/?dossier={other}").status_code == 409, "nothing is owed that he could see"
    assert "AA-26P" not in said(elsewhere.get(CASH))
    assert "Chưa có quyển biên lai" in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(BOOKS))
    assert desk.receptionist.get(BOOKS).status_code == 403
    close = re.findall(rf'action="({BOOKS}\d+/close/)"', head.get(BOOKS).content.decode())[0]
    assert desk.somebody(Role.SUPERVISOR, ELSEWHERE).post(close, {}).status_code == 404


def test_the_pages_speak_english_too(desk: Desk, head: Client) -> None:
    payment = address_of(paid(desk, owing(desk)))
    reader = desk.somebody(Role.RECEPTIONIST, language="en")
    for path, words in (
        (CASH, "Taken today"),
        (payment, "What was paid for"),
        (f"{payment}refund/", "Give money back"),
        (f"{CASH}days/", "Money of the days"),
    ):
        assert words in said(reader.get(path)), path


def test_a_dossier_without_fees_says_nothing_of_money(desk: Desk, head: Client) -> None:
    one = desk.receive(A_SIGNED_RESULT)
    assert "Phí, lệ phí" not in said(desk.receptionist.get(f"/office/dossiers/{one}/"))

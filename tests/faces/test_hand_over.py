"""Handing results over at the desk: scan the receipt, see what is owed, let the person sign."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from motcua.dossier import queries as dossier
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.organisation.types import Role
from tests.faces.money import COPIES, paid
from tests.faces.people import A_BIRTH, ELSEWHERE, HONG_GAI, Desk, hidden, said
from tests.faces.test_office import finish

RESULTS = "/desk/hand-over/"
PROXY = {
    "proxy-name": "Trần Văn Đức",
    "proxy-identity_kind": "personal_number",
    "proxy-number": "022091001235",
    "proxy-authorisation": "Giấy ủy quyền số 12/2026",
}


def done(desk: Desk, code: str = A_BIRTH, **changes: str) -> int:
    """A dossier whose result lies at the desk."""
    one = desk.receive(code, **changes)
    finish(desk, one)
    return one


def code_of(dossier_id: int) -> str:
    return dossier.facts(dossier_id).code


def picture() -> SimpleUploadedFile:
    """What somebody drew on the screen."""
    drawn = BytesIO()
    Image.new("RGB", (240, 80), "white").save(drawn, "PNG")
    return SimpleUploadedFile("signature.png", drawn.getvalue(), "image/png")


def give(desk: Desk, one: int, *, at: str = HONG_GAI, **typed: Any) -> Any:
    """At the desk of that place."""
    receptionist = desk.somebody(Role.RECEPTIONIST, at)
    page = receptionist.get(f"{RESULTS}{one}/")
    return receptionist.post(f"{RESULTS}{one}/", {**hidden(page), "who": "0", **typed}, follow=True)


def test_the_receipt_opens_its_result(desk: Desk) -> None:
    one = done(desk)
    for scanned in (code_of(one), code_of(one).lower(), f"https://motcua.example/track/?code={code_of(one)}"):
        answer = desk.receptionist.get(RESULTS, {"code": scanned})
        assert answer["Location"] == f"{RESULTS}{one}/", scanned
    page = said(desk.receptionist.get(f"{RESULTS}{one}/"))
    assert "Kết quả đã có tại quầy từ" in page
    assert "Nguyễn Văn An" in page
    assert code_of(one) in said(desk.receptionist.get(RESULTS)), "nobody has collected it yet"
    wrong = desk.receptionist.get(RESULTS, {"code": "H49.201-000000-0001"})
    assert wrong.status_code == 404
    assert "H49.201-000000-0001" in wrong.content.decode()


def test_it_is_handed_over_with_a_signature_on_the_screen(desk: Desk) -> None:
    one = done(desk)
    told = said(give(desk, one, signature=picture()))
    assert f"Đã trả kết quả: {code_of(one)}" in told
    facts = dossier.facts(one)
    assert (facts.handed_over_at is not None, facts.handed_over_by) == (True, "counter")
    whole = said(desk.receptionist.get(f"/office/dossiers/{one}/"))
    assert "Người nhận đã ký trên màn hình" in whole
    assert "chữ ký của người nhận kết quả" in whole
    assert "Kết quả đã được trả lúc" in said(desk.receptionist.get(f"{RESULTS}{one}/"))
    assert give(desk, one).status_code == 409, "nobody takes it twice"
    (signed,) = [entry for entry in journal.entries(f"dossier/{one}") if entry.kind == "dossier.collector_signed"]
    golden.check(signed.kind, signed.body)


def test_it_is_signed_for_on_paper(desk: Desk) -> None:
    one = done(desk)
    slips = [desk.receptionist.get(f"{RESULTS}{one}/slip.pdf").content for _ in range(2)]
    first, second = (PdfReader(BytesIO(slip)).pages[0].extract_text() for slip in slips)
    assert "Bản in" not in first
    assert "Bản in lại lần 1" in second
    assert "Đã trả kết quả" in said(give(desk, one))


def test_somebody_authorised_takes_it(desk: Desk) -> None:
    one = done(desk, **PROXY)
    assert "Giấy ủy quyền số 12/2026" in said(desk.receptionist.get(f"{RESULTS}{one}/"))
    give(desk, one, who="1")
    whole = said(desk.receptionist.get(f"/office/dossiers/{one}/"))
    assert "Giấy ủy quyền số 12/2026" in whole, "by which paper it was taken"


def test_somebody_else_is_named_whole(desk: Desk) -> None:
    one = done(desk)
    typed = {"who": "else", "name": "Lê Thị Cúc", "number": "", "authorisation": "Giấy ủy quyền số 7"}
    page = give(desk, one, **typed)
    assert page.status_code == 422
    assert all(value in page.content.decode() for value in typed.values())
    assert "Đã trả kết quả" in said(give(desk, one, **{**typed, "number": "022192001234"}))


@pytest.mark.usefixtures("head")
def test_what_is_owed_is_paid_first(desk: Desk) -> None:
    one = done(desk, COPIES, **{"wanted-copy": "1"})
    page = desk.receptionist.get(f"{RESULTS}{one}/")
    assert "8.000 ₫" in said(page)
    assert f"/desk/cash/pay/?dossier={one}" in page.content.decode()
    assert give(desk, one).status_code == 409
    assert dossier.facts(one).handed_over_at is None
    paid(desk, one)
    assert "Đã trả kết quả" in said(give(desk, one))


def test_pressing_twice_hands_over_once(desk: Desk) -> None:
    one = done(desk)
    form = {**hidden(desk.receptionist.get(f"{RESULTS}{one}/")), "who": "0"}
    answers = [desk.receptionist.post(f"{RESULTS}{one}/", form) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_what_has_not_come_is_not_given(desk: Desk) -> None:
    one = desk.receive()
    page = desk.receptionist.get(f"{RESULTS}{one}/")
    assert "Chưa có kết quả" in said(page)
    assert not re.search(r'name="who"', page.content.decode())
    answer = desk.receptionist.post(f"{RESULTS}{one}/", {**hidden(page), "who": "0"})
    assert answer.status_code == 409


def test_strangers_learn_nothing(desk: Desk) -> None:
    one = done(desk)
    paths = (f"{RESULTS}{one}/", f"{RESULTS}{one}/slip.pdf")
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert {elsewhere.get(path).status_code for path in paths} == {404}
    assert elsewhere.get(RESULTS, {"code": code_of(one)}).status_code == 404
    assert code_of(one) not in said(elsewhere.get(RESULTS))
    assert {desk.somebody(Role.OFFICER).get(path).status_code for path in (*paths, RESULTS)} == {403}
    assert {Client().get(path).status_code for path in (*paths, RESULTS)} == {302}


def test_the_pages_speak_english_too(desk: Desk) -> None:
    one = done(desk)
    reader = desk.somebody(Role.RECEPTIONIST, language="en")
    assert "Not collected yet" in said(reader.get(RESULTS))
    assert "Who may collect" in said(reader.get(f"{RESULTS}{one}/"))

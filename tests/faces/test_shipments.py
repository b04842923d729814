"""Results that go home by post: the price first, then ordered, given to the carrier, and followed."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.dossier import queries as dossier
from motcua.organisation.types import Role
from motcua.postal import commands as postal
from motcua.postal.carriers import VARIABLE
from tests.faces.people import ELSEWHERE, Desk, hidden, said
from tests.faces.test_hand_over import code_of, done

SHIPMENTS = "/desk/shipments/"
HOME = {"name": "Nguyễn Văn An", "address": "Số 1, phường Hồng Gai", "phone": "0912345678"}


@pytest.fixture(autouse=True)
def _a_carrier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "demo:")


def by_post(desk: Desk) -> int:
    return done(desk, return_method="post")


def press(desk: Desk, one: int, **typed: str) -> Any:
    address = f"{SHIPMENTS}send/{one}/"
    return desk.receptionist.post(address, {**hidden(desk.receptionist.get(address)), **HOME, **typed}, follow=True)


def ordered(desk: Desk) -> int:
    """A shipment that was ordered and booked; its dossier."""
    one = by_post(desk)
    press(desk, one, order="1", amount="26000")
    swept(desk)
    return one


def swept(desk: Desk) -> None:
    for shipment in postal.due(desk.at):
        postal.look_after(shipment.pk, desk.at)


def shown(desk: Desk, listed: str = "") -> str:
    return said(desk.receptionist.get(f"{SHIPMENTS}?{listed}"))


def test_the_price_is_shown_before(desk: Desk) -> None:
    one = by_post(desk)
    assert code_of(one) in shown(desk)
    asked = press(desk, one, quote="1")
    assert "26.000 ₫" in said(asked)
    assert HOME["address"] in asked.content.decode()
    told = said(press(desk, one, order="1", amount="26000"))
    assert f"Đã đặt gửi: {code_of(one)}" in told


def test_another_price_than_the_one_shown_is_shown_first(desk: Desk) -> None:
    page = press(desk, by_post(desk), order="1", amount="20000")
    assert "26.000 ₫" in said(page)
    assert "Đã đặt gửi" not in said(page)


def test_from_the_desk_to_the_door(desk: Desk) -> None:
    one = ordered(desk)
    page = desk.receptionist.get(SHIPMENTS)
    label = re.findall(rf'href="({SHIPMENTS}\d+/label.pdf)"', page.content.decode())[0]
    assert desk.receptionist.get(label).content[:5] == b"%PDF-"
    number = re.findall(r'name="shipment" value="(\d+)"', page.content.decode())[0]
    form = {**hidden(page), "shipment": number, "post": "1"}
    assert "đã giao cho bưu chính" in said(desk.receptionist.post(f"{SHIPMENTS}mark/", form, follow=True))
    assert "đang trên đường" in said(desk.receptionist.get(f"/desk/hand-over/{one}/"))
    desk.wait(days=2, hours=8)
    swept(desk)
    assert "Đã phát" in shown(desk, "list=ended")
    facts = dossier.facts(one)
    assert (facts.handed_over_at is not None, facts.handed_over_by) == (True, "post")


def test_one_is_called_off(desk: Desk) -> None:
    ordered(desk)
    page = desk.receptionist.get(SHIPMENTS)
    number = re.findall(r'name="cancel" value="(\d+)"', page.content.decode())[0]
    form = {**hidden(page), "cancel": number}
    assert "đã hủy" in said(desk.receptionist.post(f"{SHIPMENTS}mark/", form, follow=True))
    assert "Hãy chọn" in said(desk.receptionist.post(f"{SHIPMENTS}mark/", {}, follow=True))


def test_pressing_twice_orders_once(desk: Desk) -> None:
    one = by_post(desk)
    address = f"{SHIPMENTS}send/{one}/"
    form = {**hidden(desk.receptionist.get(address)), **HOME, "order": "1", "amount": "26000"}
    assert [desk.receptionist.post(address, form).status_code for _press in range(2)] == [302, 302]


@pytest.mark.parametrize(
    ("typed", "words"), [({"address": ""}, "bắt buộc"), ({"phone": "0912345699"}, "không nhận"), ({"phone": "12"}, "")]
)
def test_a_refusal_loses_nothing_typed(desk: Desk, typed: dict[str, str], words: str) -> None:
    page = press(desk, by_post(desk), order="1", amount="26000", **typed)
    assert page.status_code in {409, 422}
    assert words in said(page)
    assert HOME["name"] in page.content.decode()


def test_without_a_carrier_the_page_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_post(desk)
    monkeypatch.delenv(VARIABLE)
    assert "chưa có đơn vị bưu chính" in shown(desk)
    assert "chưa có đơn vị bưu chính" in said(desk.receptionist.get(f"{SHIPMENTS}send/{one}/"))


def test_strangers_learn_nothing(desk: Desk) -> None:
    one = ordered(desk)
    page = desk.receptionist.get(SHIPMENTS).content.decode()
    label = re.findall(rf'href="({SHIPMENTS}\d+/label.pdf)"', page)[0]
    number = re.findall(r'name="shipment" value="(\d+)"', page)[0]
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert {elsewhere.get(path).status_code for path in (label, f"{SHIPMENTS}send/{one}/")} == {404}
    assert HOME["address"] not in said(elsewhere.get(SHIPMENTS))
    assert elsewhere.post(f"{SHIPMENTS}mark/", {"shipment": number}).status_code == 404
    for path in (SHIPMENTS, label, f"{SHIPMENTS}send/{one}/"):
        assert desk.somebody(Role.OFFICER).get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_the_pages_speak_english_too(desk: Desk) -> None:
    one = by_post(desk)
    reader = desk.somebody(Role.RECEPTIONIST, language="en")
    assert "Results by post" in said(reader.get(SHIPMENTS))
    assert "What does it cost?" in said(reader.get(f"{SHIPMENTS}send/{one}/"))

"""The link of a draft is sent to whoever has it open; how long an answer still takes stands on the acknowledgement."""

import re

import pytest
from django.test import Client

from motcua.notices import models
from motcua.notices.types import Channel
from tests.faces.people import Desk, said
from tests.faces.test_filing import begun, himself, store, typed, where
from tests.faces.test_portal import citizen

__all__ = ["store"]


@pytest.fixture(autouse=True)
def channels(monkeypatch: pytest.MonkeyPatch) -> None:
    for channel in ("EMAIL", "ZALO", "SMS"):
        monkeypatch.setenv(f"MOTCUA_{channel}", "demo:")


def send(browser: Client, draft: str, to: str) -> str:
    answer = browser.post(f"{draft}gui-lien-ket/", {"to": to})
    return said(browser.get(where(answer))) if answer.status_code == 302 else f"{answer.status_code} {said(answer)}"


@pytest.mark.parametrize(
    ("to", "channel"),
    [
        ("an@example.vn", Channel.EMAIL),
        ("+84 912 345 678", Channel.ZALO),
        ("0912.345.677", Channel.SMS),
    ],
)
def test_the_link_reaches_another_device_and_the_address_is_kept_nowhere(desk: Desk, to: str, channel: Channel) -> None:
    browser = citizen()
    draft = begun(browser)
    page = send(browser, draft, to)
    assert "liên kết đang được gửi" in page
    (message,) = models.DemoMessage.objects.all()
    assert message.channel == channel
    (link,) = re.findall(r"http://testserver(/\S+/)", message.text)
    assert link == draft
    (kept_until,) = re.findall(r"\d\d/\d\d/\d{4}", message.text)
    assert kept_until in said(citizen().get(link)), "the day on which it is removed stands on the page as well"
    assert not models.Delivery.objects.exists()


def test_an_address_that_nobody_has_gets_the_same_answer(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    assert send(browser, draft, "khong99@example.vn") == send(browser, draft, "an@example.vn")
    assert models.DemoMessage.objects.count() == 1


def test_what_is_wrong_is_said_and_the_address_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = citizen()
    draft = begun(browser)
    for to in ("", "an@", "a" * 5000):
        assert send(browser, draft, to).startswith("422 ")
    monkeypatch.delenv("MOTCUA_EMAIL")
    assert send(browser, draft, "an@example.vn").startswith("422 ")
    monkeypatch.setenv("MOTCUA_EMAIL", "demo:?away=true")
    assert send(browser, draft, "an@example.vn").startswith("503 ")


def test_nobody_is_flooded(desk: Desk) -> None:
    browser = citizen()
    draft = begun(browser)
    answers = [browser.post(f"{draft}gui-lien-ket/", {"to": "an@example.vn"}).status_code for _time in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert models.DemoMessage.objects.count() == 5


def test_only_who_has_the_draft_sends_its_link_and_an_own_draft_has_none(desk: Desk) -> None:
    assert citizen().post("/nop/ho-so/cua-nguoi-khac/gui-lien-ket/", {"to": "an@example.vn"}).status_code == 404
    owner = himself()
    draft = begun(owner)
    assert where(owner.post(f"{draft}gui-lien-ket/", {"to": "an@example.vn"})) == draft
    assert citizen().post(f"{draft}gui-lien-ket/", {"to": "an@example.vn"}).status_code == 404
    assert not models.DemoMessage.objects.exists()


def test_the_acknowledgement_counts_the_working_time_that_is_left(desk: Desk) -> None:
    """Sent at nine on a working Monday, so that eight hours end at nine on Tuesday."""
    browser = citizen()
    draft = typed(desk, browser)
    browser.post(f"{draft}xem-lai/")
    page = browser.get(f"{draft}da-nop/")
    assert "Còn 8 giờ 0 phút làm việc" in said(page)
    (stretches,) = re.findall(r'data-countdown="([^"]+)"', page.content.decode())
    assert len(stretches.split()) == 3, "this morning, this afternoon, and the beginning of tomorrow"
    desk.wait(hours=2, minutes=45)
    assert "Còn 5 giờ 30 phút làm việc" in said(browser.get(f"{draft}da-nop/")), "the lunch break does not count"
    number = re.findall(r"\S+-NT\d+-\d+", said(browser.get(f"{draft}da-nop/")))[0]
    followed = citizen().post("/track/", {"code": number, "second_fact": "5678"})
    assert "Còn 5 giờ 30 phút làm việc" in said(followed), "and where it is followed"
    assert "data-reloads" not in followed.content.decode(), "what was sent with the form would be sent again"
    desk.wait(hours=20)
    assert "Còn 1 giờ 15 phút làm việc" in said(browser.get(f"{draft}da-nop/"))
    desk.wait(hours=1, minutes=15)
    assert "Trả lời đã chậm" in said(browser.get(f"{draft}da-nop/"))

"""A person's own papers: opened by him alone, shared with one agency for some days; everybody else learns nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.sharing.models import Share
from tests.faces.conftest import NOW
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, hidden, said
from tests.faces.test_filing import himself
from tests.faces.test_persons import scanned
from tests.faces.test_portal import citizen
from tests.faces.test_registers import finished

MINE, OFFICES = "/giay-to/", "/office/shared/"
BICH = ("022190001236", "Trần Thị Bích")


@pytest.fixture
def paper(desk: Desk, settings: LazySettings, tmp_path: Any) -> str:
    """An has a birth certificate in a register, and a scan in another dossier: the key of the scan."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    finished(desk)
    scanned(desk)
    return str(re.findall(r'href="/giay-to/tep/(file/\d+)"', himself().get(MINE).content.decode())[0])


def is_pdf(answer: Any) -> bool:
    return answer.status_code == 200 and b"".join(answer.streaming_content).startswith(b"%PDF")


def ward() -> int:
    return organisation.agency_by_code(HONG_GAI, on=NOW.date()).id


def shared(desk: Desk, browser: Client, paper: str, *, days: int = 7, times: int = 1) -> Any:
    form = browser.get(f"{MINE}chia-se/{paper}")
    typed = {**hidden(form), "agency": str(ward()), "days": str(days)}
    answers = [browser.post(f"{MINE}chia-se/{paper}", typed) for _time in range(times)]
    return answers[-1]


def test_he_finds_what_is_his_and_opens_it(desk: Desk, paper: str) -> None:
    browser = himself()
    page = said(browser.get(MINE))
    assert "Giấy khai sinh" in page
    assert "còn hiệu lực" in page
    assert "chỉ có bản giấy" in page
    assert is_pdf(browser.get(f"{MINE}tep/{paper}"))
    assert "Giấy tờ của tôi" in said(browser.get("/cong-dan/"))
    assert '<a href="/cong-dan/" aria-current="page">' in browser.get(MINE).content.decode()
    with CaptureQueriesContext(connection) as few:
        browser.get(MINE)
    for _more in range(3):
        scanned(desk)
    with CaptureQueriesContext(connection) as many:
        browser.get(MINE)
    assert len(many) <= len(few), "as many statements for little as for much"


def test_nobody_else_opens_or_shares_it(desk: Desk, paper: str) -> None:
    stranger = himself(*BICH)
    assert "Chưa có kết quả" in said(stranger.get(MINE))
    for address in (f"{MINE}tep/{paper}", f"{MINE}chia-se/{paper}", f"{MINE}tep/result/1", f"{MINE}tep/file/x"):
        assert stranger.get(address).status_code == 404
    assert shared(desk, himself(), paper).status_code == 302
    share = Share.objects.get()
    assert stranger.post(f"{MINE}thu-hoi/{share.id}/").status_code == 404
    assert citizen().get(MINE).status_code == 302, "who has not logged in is led to the log-in"
    assert desk.somebody(Role.INSPECTOR, "H49").get(OFFICES).status_code == 403


@pytest.mark.parametrize(("language", "words"), [("vi", "Giấy tờ được chia sẻ"), ("en", "Shared papers")])
def test_the_agency_reads_it_and_he_sees_who(desk: Desk, paper: str, language: str, words: str) -> None:
    owner = himself()
    assert shared(desk, owner, paper, times=5).status_code == 302
    share = Share.objects.get()  # one, however often the button was pressed
    officer = desk.somebody(Role.OFFICER, language=language)
    page = said(officer.get(OFFICES))
    assert words in page
    assert "Nguyễn Văn An" in page
    assert "Chưa có ai xem" in said(owner.get(MINE))
    assert is_pdf(officer.get(f"{OFFICES}{share.id}/"))
    assert re.search(r"Đã xem \d\d:\d\d \d\d/\d\d/2026: \S+", said(owner.get(MINE)))
    other = desk.somebody(Role.OFFICER, ELSEWHERE)
    assert "Nguyễn Văn An" not in said(other.get(OFFICES))
    assert other.get(f"{OFFICES}{share.id}/").status_code == 404


def test_it_ends_on_its_day_or_when_he_takes_it_back(desk: Desk, paper: str) -> None:
    owner = himself()
    shared(desk, owner, paper, days=1)
    shared(desk, owner, paper, days=7)
    short, long = Share.objects.order_by("id")
    desk.at += timedelta(days=1)
    owner, officer = himself(), desk.somebody(Role.OFFICER)
    assert officer.get(f"{OFFICES}{short.id}/").status_code == 404
    assert is_pdf(officer.get(f"{OFFICES}{long.id}/"))
    assert [owner.post(f"{MINE}thu-hoi/{long.id}/").status_code for _time in range(2)] == [302, 302]
    assert officer.get(f"{OFFICES}{long.id}/").status_code == 404
    assert "Nguyễn Văn An" not in said(officer.get(OFFICES))
    page = said(owner.get(MINE))
    assert "đã hết từ" in page
    assert "đã rút lại" in page
    told = journal.entries(f"shares/{long.citizen_id}")
    assert [one.kind for one in told] == ["sharing.shared", "sharing.shared", "sharing.ended"]
    for one in told:
        golden.check(one.kind, one.body)
        assert "An" not in str(one.body)


def test_what_cannot_be_shared_is_said_and_nothing_typed_is_lost(desk: Desk, paper: str) -> None:
    owner = himself()
    shared(desk, owner, paper)
    again = shared(desk, owner, paper)
    assert again.status_code == 409
    assert "đã chia sẻ" in said(again)
    assert f'value="{ward()}" selected' in again.content.decode()
    nothing = owner.post(f"{MINE}chia-se/{paper}", {**hidden(again), "agency": "", "days": "400"})
    assert nothing.status_code == 422
    certificate = re.findall(r"/kiem-tra/[^\"]+", owner.get(MINE).content.decode())
    assert certificate, "how anybody verifies the result"
    assert f"{MINE}chia-se/result/" not in owner.get(MINE).content.decode(), "it is on paper only"

"""The person of a dossier hands in what is asked, changes what he filed, and stops, where he follows it."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.journal import queries as journal
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers.store.tests import corpus
from tests.faces.people import Desk, hidden, said
from tests.faces.test_filing import himself, store, typed
from tests.faces.test_office import ask_for_a_supplement
from tests.faces.test_portal import citizen
from tests.faces.test_uploads import sent

__all__ = ["store"]
ANSWER, STOP, ADJUST = "/track/bo-sung/", "/track/dung/", "/track/dieu-chinh/"


def proof(dossier_id: int, fact: str = "5678") -> dict[str, str]:
    facts = dossiers.facts(dossier_id)
    return {"code": facts.code or facts.filing_number, "second_fact": fact}


def filed(desk: Desk, browser: Client) -> int:
    """What was filed online, and lies at the desk; its number in the house."""
    draft = typed(desk, browser)
    browser.post(f"{draft}xem-lai/")
    (number,) = set(re.findall(r"\S+-NT261102-\d+", said(browser.get(f"{draft}da-nop/"))))
    return dossiers.by_code(EVERYTHING, number)


def opened(browser: Client, address: str, known: dict[str, str]) -> dict[str, str]:
    """Everything that the form of a page carries."""
    page = browser.post(address, known)
    assert page.status_code == 200, said(page)
    return {**known, **hidden(page), "send": "1"}


def wanted(browser: Client, known: dict[str, str]) -> list[str]:
    return re.findall(r'type="file" id="file-([^"]+)"', browser.post(ANSWER, known).content.decode())


@pytest.fixture
def asked(desk: Desk) -> int:
    """A dossier for which a supplement is asked."""
    dossier_id = desk.receive()
    assert ask_for_a_supplement(desk, dossier_id).status_code == 302
    return dossier_id


def test_a_supplement_is_answered_once_and_lies_with_its_reader_again(desk: Desk, asked: int) -> None:
    browser, known = citizen(), proof(asked)
    followed = browser.post("/track/", known).content.decode()
    assert f'action="{ANSWER}"' in followed
    page = browser.post(ANSWER, known)
    assert "Lý do yêu cầu bổ sung" in said(page)
    (paper,) = wanted(browser, known)
    form = opened(browser, ANSWER, known)
    photos = [("mot.jpg", corpus.picture()), ("hai.jpg", corpus.picture(size=(300, 500)))]
    answers = [browser.post(ANSWER, {**form, f"file-{paper}": sent(*photos)}) for _press in range(3)]
    assert {one.status_code for one in answers} == {200}
    assert all("đã trở lại cơ quan" in said(one) for one in answers)
    facts = dossiers.facts(asked)
    assert facts.state is State.IN_PROGRESS
    assert [one.kind for one in journal.entries(f"dossier/{asked}")].count("dossier.supplement_answered") == 1
    (row,) = (one for one in dossiers.papers_of(asked, EVERYTHING).rows if one.component.key == paper)
    assert [one.pages for one in row.files] == [2], "two photos, one file, added once"
    assert "Không có gì phải bổ sung" in said(browser.post(ANSWER, known))
    assert f'action="{ANSWER}"' not in browser.post("/track/", known).content.decode()


def test_half_an_answer_is_none_and_a_bad_file_is_named(desk: Desk, asked: int) -> None:
    browser, known = citizen(), proof(asked)
    (paper,) = wanted(browser, known)
    form = opened(browser, ANSWER, known)
    empty = browser.post(ANSWER, form)
    assert (empty.status_code, "cần có tệp" in said(empty)) == (422, True)
    torn = browser.post(ANSWER, {**form, f"file-{paper}": sent(("don.pdf", b"MZ" + bytes(300)))})
    assert torn.status_code == 422
    assert "don.pdf: " in said(torn)
    other = browser.post(ANSWER, {**form, "file-khong_hoi": sent(("don.pdf", corpus.pdf()))})
    assert (other.status_code, "không được yêu cầu" in said(other)) == (422, True)
    assert dossiers.facts(asked).state is State.AWAITING_SUPPLEMENT
    stale = browser.post(ANSWER, {**form, "seen": "1", f"file-{paper}": sent(("don.pdf", corpus.pdf()))})
    assert stale.status_code == 409


def test_what_was_filed_is_completed_changed_and_taken_back(desk: Desk) -> None:
    browser = citizen()
    dossier_id = filed(desk, browser)
    known = proof(dossier_id)
    form = opened(browser, ADJUST, known)
    answers = [browser.post(ADJUST, {**form, "words": "Số nhà đúng là 14"}) for _press in range(2)]
    assert all("đã được gửi" in said(one) for one in answers)
    page = said(desk.somebody(Role.RECEPTIONIST).get(f"/office/dossiers/{dossier_id}/"))
    assert page.count("Số nhà đúng là 14") == 1
    empty = browser.post(ADJUST, {**opened(browser, ADJUST, known), "words": " "})
    assert empty.status_code == 422
    desk.wait(minutes=11)
    stopping = opened(browser, STOP, known)
    for number in ("", "5678", "0912345679"):
        assert browser.post(STOP, {**stopping, "whole_number": number}).status_code == 422
    done = browser.post(STOP, {**stopping, "whole_number": "0912 345 678"})
    assert "Đã dừng hồ sơ" in said(done)
    assert dossiers.facts(dossier_id).state is State.FILING_STOPPED
    assert "Không thể dừng nữa" in said(browser.post(STOP, known))


def test_a_dossier_is_stopped_with_its_reason_and_the_notice_can_be_printed(desk: Desk) -> None:
    dossier_id, browser = desk.receive(), citizen()
    known = proof(dossier_id)
    assert "Chỉ điều chỉnh được hồ sơ nộp trực tuyến" in said(browser.post(ADJUST, known))
    form = opened(browser, STOP, known)
    done = browser.post(STOP, {**form, "why": "Tôi chuyển đi nơi khác", "whole_number": "022090001234"})
    assert "Đã dừng hồ sơ" in said(done), said(done)
    assert dossiers.facts(dossier_id).state is State.STOPPED
    receptionist = desk.somebody(Role.RECEPTIONIST)
    assert "Tôi chuyển đi nơi khác" in said(receptionist.get(f"/office/dossiers/{dossier_id}/"))
    notice = receptionist.get(f"/office/dossiers/{dossier_id}/papers/stop_notice.pdf")
    assert (notice.status_code, notice["Content-Type"]) == (200, "application/pdf")


def test_a_stranger_does_nothing_to_anybody_s_dossier(desk: Desk, asked: int) -> None:
    stranger, before = citizen(), len(list(journal.entries(f"dossier/{asked}")))
    for number, address in enumerate((ANSWER, STOP, ADJUST)):
        wrong = {**proof(asked, f"000{number}"), "send": "1", "words": "x", "why": "x", "whole_number": "0912345678"}
        assert stranger.get(address).status_code == 405
        answer = stranger.post(address, wrong)
        assert answer.status_code == 404
        assert "Mã hồ sơ" in said(answer), "the page that asks for code and digits"
    code = dossiers.facts(asked).code
    for slug in ("bo-sung", "dung", "dieu-chinh"):
        address = f"/track/cua-toi/{code}/{slug}/"
        assert stranger.get(address)["Location"].startswith("/cong-dan/dang-nhap/")
        assert himself("022190001236", "Trần Thị Bích").get(address).status_code == 404
    assert len(list(journal.entries(f"dossier/{asked}"))) == before


def test_whoever_has_logged_in_needs_no_digits_for_his_own(desk: Desk, asked: int) -> None:
    owner, code = himself(), dossiers.facts(asked).code
    address = f"/track/cua-toi/{code}/bo-sung/"
    page: Any = owner.get(address)
    (paper,) = re.findall(r'type="file" id="file-([^"]+)"', page.content.decode())
    answer = owner.post(address, {**hidden(page), "send": "1", f"file-{paper}": sent(("don.pdf", corpus.pdf()))})
    assert "đã trở lại cơ quan" in said(answer), said(answer)
    address = f"/track/cua-toi/{code}/dung/"
    done = owner.post(address, {**hidden(owner.get(address)), "send": "1"})
    assert "Đã dừng hồ sơ" in said(done), said(done)

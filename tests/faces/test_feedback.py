"""What people say to an agency, at the browser: sent without scripts, answered in the office, read by the link."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.models import Reading
from motcua.accounts.tests.factories import logged_in_citizen
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.store.tests import corpus
from motcua.voice.models import Feedback
from tests.faces.people import ELSEWHERE, FATHER, HONG_GAI, Desk, hidden, said

WORDS = "Bộ phận một cửa đóng cửa lúc 10 giờ sáng thứ Năm."
ANSWER = "Phường đã kiểm tra và chấn chỉnh giờ tiếp nhận."


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


@pytest.fixture
def somebody() -> Client:
    """Anybody, at a browser of his own."""
    browser = Client()
    browser.cookies["django_language"] = "vi"
    return browser


def ward(desk: Desk) -> int:
    return organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id


def typed(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A whole form."""
    who = {"name": "Nguyễn Văn An", "phone": "0912 345 678", "number": "022090001234"}
    return {"kind": "service", "agency": ward(desk), "words": WORDS, **who, **changes}


def a_file(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("bien-lai.pdf", content or corpus.pdf(), "application/pdf")


def sent(desk: Desk, browser: Client, **changes: Any) -> str:
    """Sends it and answers the address under which it is followed."""
    page = browser.get("/phan-anh/")
    answer = browser.post("/phan-anh/", {**hidden(page), **typed(desk, **changes)})
    assert answer.status_code == 302, said(answer)
    return str(answer["Location"])


def is_opened(browser: Client, path: str) -> bool:
    """Whether a file is given to that browser."""
    answer = browser.get(path)
    return answer.status_code == 200 and b"".join(answer).startswith(b"%PDF")


def address_in_the_office(code: str = "") -> str:
    rows = Feedback.objects.filter(code=code) if code else Feedback.objects.all()
    return f"/office/feedback/{rows.get().pk}/"


def done(desk: Desk, role: Role, act: str, **given: Any) -> Any:
    """Somebody of the ward opens the act, and presses."""
    browser, address = desk.somebody(role), f"{address_in_the_office()}{act}/"
    page = browser.get(address)
    assert page.status_code == 200, said(page)
    return browser.post(address, {**hidden(page), **given})


def test_sent_with_a_file_answered_and_read_by_the_link(desk: Desk, somebody: Client) -> None:
    address = sent(desk, somebody, files=[a_file(), a_file(corpus.pdf(pages=2))])
    page = said(somebody.get(address))
    assert "PAKN-261102-0001" in page
    assert "Hãy giữ đường dẫn này" in page
    assert address in page
    assert "23/11/2026" in page, "fifteen working days from Monday the 2nd of November"
    assert WORDS in page
    inbox = said(desk.somebody(Role.OFFICER).get("/office/feedback/"))
    assert "PAKN-261102-0001" in inbox
    whole = said(desk.somebody(Role.OFFICER).get(address_in_the_office()))
    assert WORDS in whole
    assert "Nguyễn Văn An" in whole
    assert done(desk, Role.OFFICER, "take").status_code == 302
    answered = done(desk, Role.OFFICER, "answer", words=ANSWER, files=a_file(corpus.pdf(pages=3)))
    assert answered.status_code == 302, said(answered)
    read = somebody.get(address)
    assert ANSWER in said(read)
    assert "Phản ánh, kiến nghị của bạn đã được trả lời." in said(read)
    files = re.findall(r'href="(/phan-anh/[^"]+/tep/\d+/)"', read.content.decode())
    assert len(files) == 3
    for file in files:
        assert is_opened(somebody, file)


def test_pressed_twice_it_is_sent_once(desk: Desk, somebody: Client) -> None:
    form = {**hidden(somebody.get("/phan-anh/")), **typed(desk)}
    first, second = somebody.post("/phan-anh/", form), somebody.post("/phan-anh/", form)
    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1


def test_what_was_typed_stays_when_something_is_wrong(desk: Desk, somebody: Client) -> None:
    for changes, sentence in (
        ({"kind": ""}, "Phản ánh, kiến nghị về việc gì?"),
        ({"phone": ""}, "Hãy cho biết số điện thoại"),
        ({"phone": "không có"}, "điện thoại"),
        ({"files": a_file(b"MZ" + bytes(200))}, "Các tệp sau không được nhận"),
    ):
        page = somebody.post("/phan-anh/", typed(desk, **changes))
        assert page.status_code == 422, said(page)
        assert sentence in said(page)
        assert WORDS in page.content.decode()
    assert not Feedback.objects.exists()


def test_the_form_says_nothing_about_whether_there_is_a_dossier(desk: Desk, somebody: Client) -> None:
    desk.receive()
    code = re.findall(r"H49[\d.]*-\d{6}-\d+", said(desk.somebody(Role.OFFICER).get("/office/dossiers/")))[0]
    pages = []
    for typed_code in (code, code[:-1] + "9"):
        page = said(somebody.get(sent(desk, somebody, dossier_code=typed_code)))
        pages.append(re.sub(r"PAKN-\d+-\d+|/phan-anh/\w+/|H49[\d.]*-\d{6}-\d+", "", page))
    assert pages[0] == pages[1]
    first, second = (desk.somebody(Role.OFFICER).get(f"/office/feedback/{row.pk}/") for row in Feedback.objects.all())
    assert "/office/dossiers/" in first.content.decode().partition("<main")[2]
    assert "theo nội dung người gửi nhập" in said(second)


def test_whoever_has_logged_in_is_not_asked_who_he_is(desk: Desk, somebody: Client) -> None:
    browser = logged_in_citizen(FATHER["applicant-number"], FATHER["applicant-name"])
    page = browser.get("/phan-anh/")
    assert 'name="number"' not in page.content.decode()
    sent(desk, browser, name="Người khác", number="022090009999")
    whole = said(desk.somebody(Role.OFFICER).get(address_in_the_office()))
    assert FATHER["applicant-number"] in whole
    assert "Người khác" not in whole


def test_nobody_floods_an_agency(desk: Desk, somebody: Client) -> None:
    answers = [somebody.post("/phan-anh/", typed(desk, words=f"Lần {number}")).status_code for number in range(11)]
    assert answers == [302] * 10 + [429]


def test_a_stranger_finds_nothing(desk: Desk, somebody: Client) -> None:
    address = sent(desk, somebody, files=a_file())
    here = address_in_the_office()
    file = re.findall(r'href="([^"]+/tep/\d+/)"', somebody.get(address).content.decode())[0]
    inside = f"{here}files/{file.rstrip('/').rpartition('/')[2]}/"
    for path in (f"{address[:-2]}x/", file.replace("/tep/", "x/tep/"), "/phan-anh/1/", "/phan-anh/PAKN-261102-0001/"):
        assert somebody.get(path).status_code == 404, path
    assert somebody.get(here).status_code == 302, "the office is for staff"
    colleague = desk.somebody(Role.OFFICER, ELSEWHERE)
    for path in (here, inside, f"{here}answer/", f"{here}take/"):
        assert colleague.get(path).status_code == 404, path
    assert "PAKN-" not in said(colleague.get("/office/feedback/"))
    assert colleague.post(f"{here}answer/", {"words": ANSWER}).status_code == 404
    assert is_opened(desk.somebody(Role.OFFICER), inside)


def test_what_may_not_be_done_is_not_offered_and_not_done(desk: Desk, somebody: Client) -> None:
    sent(desk, somebody)
    page = desk.somebody(Role.OFFICER).get(address_in_the_office())
    assert f"{address_in_the_office()}answer/" not in page.content.decode()
    assert desk.somebody(Role.OFFICER).get(f"{address_in_the_office()}answer/").status_code == 403
    refused = desk.somebody(Role.OFFICER).post(f"{address_in_the_office()}answer/", {"words": ANSWER})
    assert refused.status_code == 403
    assert ANSWER in refused.content.decode(), "what was typed is not lost"
    assert desk.somebody(Role.OFFICER).get(f"{address_in_the_office()}nonsense/").status_code == 404


def test_about_conduct_it_is_for_leaders(desk: Desk, somebody: Client) -> None:
    sent(desk, somebody, kind="conduct")
    assert desk.somebody(Role.OFFICER).get(address_in_the_office()).status_code == 404
    assert "PAKN-" not in said(desk.somebody(Role.OFFICER).get("/office/feedback/"))
    assert WORDS in said(desk.somebody(Role.LEADER).get(address_in_the_office()))


def test_passed_on_and_declined_with_a_reason(desk: Desk, somebody: Client) -> None:
    address = sent(desk, somebody)
    other = organisation.agency_by_code(ELSEWHERE, on=desk.at.date())
    missing = done(desk, Role.LEADER, "forward", agency=other.id)
    assert missing.status_code == 422
    passed = done(desk, Role.LEADER, "forward", agency=other.id, remark="Việc của phường bạn")
    assert passed["Location"] == "/office/feedback/"
    assert desk.somebody(Role.LEADER).get(address_in_the_office()).status_code == 404
    assert other.name in said(somebody.get(address))
    browser, path = desk.somebody(Role.LEADER, ELSEWHERE), f"{address_in_the_office()}decline/"
    declined = browser.post(
        path, {**hidden(browser.get(path)), "reason": "complaint", "words": "Gửi Ban Tiếp công dân."}
    )
    assert declined.status_code == 302, said(declined)
    page = said(somebody.get(address))
    assert "Gửi Ban Tiếp công dân." in page
    assert "Là khiếu nại, tố cáo" in page
    ended = said(browser.get("/office/feedback/?box=ended"))
    assert "PAKN-261102-0001" in ended


def test_late_it_says_so_and_apologises(desk: Desk, somebody: Client) -> None:
    address = sent(desk, somebody)
    desk.wait(days=30)
    page = said(somebody.get(address))
    assert "Cơ quan xin lỗi" in page
    assert "PAKN-261102-0001" in said(desk.somebody(Role.OFFICER).get("/office/feedback/?box=late"))


@pytest.mark.parametrize(("box", "sentence"), [("open", "hiện ở đây"), ("late", "Không có"), ("mine", "không có")])
def test_empty_lists_say_what_will_stand_there(desk: Desk, box: str, sentence: str) -> None:
    assert sentence in said(desk.somebody(Role.OFFICER).get(f"/office/feedback/?box={box}"))


def test_a_list_goes_on_where_it_ended(desk: Desk, somebody: Client) -> None:
    assert desk.somebody(Role.OFFICER).get("/office/feedback/?after=3&at=nonsense").status_code == 200
    assert desk.somebody(Role.OFFICER).get("/office/feedback/?after=3&at=2026-11-02T09:00:00").status_code == 200
    assert desk.somebody(Role.OFFICER).get("/office/feedback/?box=nonsense").status_code == 200


def test_who_looked_is_written_down(desk: Desk, somebody: Client) -> None:
    sent(desk, somebody)
    desk.somebody(Role.OFFICER).get(address_in_the_office())
    assert Reading.objects.filter(subject_kind="feedback", subject_key=str(Feedback.objects.get().pk)).exists()


def test_in_english(desk: Desk) -> None:
    browser = Client()
    browser.cookies["django_language"] = "en"
    page = said(browser.get("/phan-anh/"))
    assert "Tell an agency what you think" in page
    assert "within 15 working days" in page
    assert "How a dossier is handled" in page

"""When a page cannot be shown, the answer is in the reader's language, says what to do, and loses nothing typed."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from motcua.kernel import messages
from motcua.kernel.messages import Wording


@pytest.fixture(autouse=True)
def _pages_that_go_wrong(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = "motcua.ui.tests.urls"  # type: ignore[attr-defined]  # pytest-django's fixture
    monkeypatch.setitem(
        messages._WORDINGS, "test_answers_late", Wording("Already asked {count} times.", HTTPStatus.CONFLICT)
    )


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False, headers={"accept-language": "vi"})


@pytest.mark.parametrize(
    ("address", "status", "title", "advice"),
    [
        ("/unreadable/", 400, "Không đọc được yêu cầu", "tải lại trang"),
        ("/forbidden/", 403, "Bạn không được mở trang này", "vị trí"),
        ("/nowhere/", 404, "Không có gì ở địa chỉ này", "kiểm tra lại"),
        ("/broken/", 500, "Hệ thống gặp lỗi", "thử lại"),
        ("/away/", 503, "Hệ thống tạm thời gián đoạn", "thử lại"),
    ],
)
def test_every_failure_says_what_to_do(browser: Client, address: str, status: int, title: str, advice: str) -> None:
    answer = browser.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert advice in page
    assert '<html lang="vi"' in page


def test_the_same_in_english() -> None:
    answer = Client(raise_request_exception=False, headers={"accept-language": "en"}).get("/away/")
    assert "The system is away for a moment" in answer.content.decode()
    assert '<html lang="en"' in answer.content.decode()


def test_a_lost_database_keeps_what_was_typed_and_the_key(browser: Client) -> None:
    typed = {
        "name": 'Trần "Đức" <b>',
        "paper": ["c1", "c2"],
        "request_key": "abc",
        "pin": "9753",
        "csrfmiddlewaretoken": "x",
    }
    answer = browser.post("/away/?step=2", typed)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"] == "5"
    assert '<form method="post" action="/away/?step=2"' in page
    form = page[page.index('action="/away/?step=2"') :]
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)[1:] == [
        ("name", "Trần &quot;Đức&quot; &lt;b&gt;"),
        ("paper", "c1"),
        ("paper", "c2"),
        ("request_key", "abc"),
    ]
    assert page.count('name="csrfmiddlewaretoken"') == 1, "for sending again"
    assert 'value="x"' not in page
    assert "9753" not in page, "a PIN is typed again"


def test_the_database_may_be_away_before_the_view(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_session: SessionStore) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr(SessionStore, "load", away)
    monkeypatch.setattr("motcua.ui.tests.urls.fine.login_required", True)
    browser.cookies["sessionid"] = "a" * 32
    assert browser.get("/fine/").status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_refusal_nobody_caught_is_an_answer_with_its_status(browser: Client) -> None:
    answer = browser.post("/refusing/")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Already asked 2 times. (NĐ 118/2025, Điều 11)" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_words_typed_into_a_form_that_is_refused_are_given_back(browser: Client) -> None:
    typed = {
        "reason": "Thiếu <chữ ký>\ncủa mẹ",
        "reason_key": "other",
        "seen": "7",
        "request_key": "abc d",
        "pin": "97 53",
    }
    page = browser.post("/refusing/", {**typed, "new_password": "một hai ba"}).content.decode()
    given_back = re.findall(r"<textarea[^>]*readonly[^>]*>([^<]*)</textarea>", page)
    assert given_back == ["Thiếu &lt;chữ ký&gt;\ncủa mẹ"]


def test_a_part_of_a_page_gives_its_place_to_a_whole_answer(browser: Client) -> None:
    answer = browser.get("/away/", headers={"hx-request": "true"})
    assert answer["HX-Retarget"] == "body"


def test_a_form_without_its_token_is_explained() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "vi"})
    answer = strict.post("/fine/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Biểu mẫu đã mở quá lâu" in answer.content.decode()


def test_a_request_too_large_is_sent_back_without_being_read(browser: Client, settings: Any) -> None:
    settings.MOST_REQUEST_BYTES = 1024**2
    sent = b"ten=" + b"a" * 2 * 1024**2
    answer = browser.post("/unreadable/", sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "lớn hơn 1 MB" in answer.content.decode()
    assert not hasattr(answer.wsgi_request, "_post"), "nothing of it was read"
    assert browser.post("/unreadable/", {"ten": "a"}).status_code == 400

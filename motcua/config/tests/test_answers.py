"""The database goes away during a request: a page says so, keeps what was typed, and can be sent again."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.urls("motcua.config.tests.urls")

TYPED = {
    "request_key": "key-of-this-form",
    "content": 'Đề nghị cấp lại "giấy khai sinh" <script>alert(1)</script> & bản sao',
    "components": ["birth-paper", "household"],
}


@pytest.fixture
def browser(own_database: Any) -> Iterator[Client]:
    """A browser in front of a house whose database really goes away."""
    with own_database.connect() as session:
        session.execute("CREATE TABLE note (key text PRIMARY KEY, content text)")
    yield Client(raise_request_exception=False)
    connection.close()


def notes(own_database: Any) -> list[tuple[str, str]]:
    with own_database.connect() as session:
        return list(session.execute("SELECT key, content FROM note").fetchall())


def fields(page: str) -> list[tuple[str, str]]:
    return [
        (unescape(name), unescape(value))
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    ]


def test_a_database_that_goes_away_in_the_view_is_a_503_that_asks_to_try_again(browser: Client) -> None:
    answer = browser.post("/view", TYPED)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0


def test_the_page_keeps_what_was_typed_and_lets_nothing_of_it_become_markup(browser: Client) -> None:
    page = browser.post("/view", TYPED).content.decode()
    kept = fields(page)
    assert ("request_key", TYPED["request_key"]) in kept
    assert ("content", TYPED["content"]) in kept
    assert [value for name, value in kept if name == "components"] == TYPED["components"]
    assert "<script>alert" not in page
    assert "<script>" not in page, "no inline script"


def test_sending_it_again_saves_it_once_under_the_same_key(browser: Client, own_database: Any) -> None:
    page = browser.post("/view", TYPED).content.decode()
    assert notes(own_database) == []
    connection.close()  # as at the end of every request outside of tests
    again: dict[str, list[str]] = {}
    for name, value in fields(page):
        again.setdefault(name, []).append(value)
    answer = browser.post("/view?again", again)
    assert answer.content == b"saved"
    assert notes(own_database) == [(TYPED["request_key"], TYPED["content"])]


def test_a_database_that_is_gone_before_the_view_is_reached_is_met_the_same_way(
    browser: Client, own_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.cookies["sessionid"] = "a-session-that-must-be-read-from-the-database"
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nonexistent")
    monkeypatch.setitem(connection.settings_dict, "PORT", "")
    answer = browser.post("/view", TYPED)
    assert answer.status_code == 503
    assert ("content", TYPED["content"]) in fields(answer.content.decode())


def test_a_database_that_goes_when_all_is_done_but_the_session_is_no_success(browser: Client) -> None:
    """The view has answered; its answer must not be shown as if everything had been kept."""
    answer = browser.post("/session", TYPED)
    assert answer.status_code == 503
    assert b"never seen" not in answer.content


def test_what_is_only_looked_at_is_asked_for_again_without_a_form(browser: Client) -> None:
    browser.cookies["sessionid"] = "a-session"
    with connection.cursor() as cursor, pytest.raises(Exception, match="terminat"):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    answer = browser.get("/view")
    assert answer.status_code == 503
    page = answer.content.decode()
    assert 'href="/view"' in page
    assert 'action="/view"' not in page


def test_a_bug_is_not_taken_for_a_lost_database(browser: Client) -> None:
    answer = browser.post("/broken", TYPED)
    assert answer.status_code == 500
    assert "Retry-After" not in answer

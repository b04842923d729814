"""A cookie is lost in the middle of a form: what was typed comes back, and goes on when it is proved again."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.tests.factories import logged_in_citizen
from tests.faces.people import FATHER, Desk, said
from tests.faces.test_filing import WHAT, WHO, begun, where
from tests.faces.test_filing_forms import CHILD, form, page

__all__ = ["form"]
HERE, ELSEWHERE = {"origin": "http://testserver"}, {"origin": "https://thief.example"}
NUMBER, NAME = FATHER["applicant-number"], FATHER["applicant-name"]


def carried(answer: Any) -> dict[str, list[str]]:
    """The fields that a page sends once more."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode()):
        found.setdefault(name, []).append(unescape(value))
    return found


def in_the_form(browser: Client) -> str:
    """The address of the third page of a draft, the first of its declaration."""
    draft = begun(browser)
    browser.post(f"{draft}nguoi-nop/", WHO)
    assert where(browser.post(f"{draft}noi-dung/", WHAT)) == page(draft, "child")
    return page(draft, "child")


def test_a_form_whose_cookie_is_gone_is_sent_again_with_all_its_words(desk: Desk, form: int) -> None:
    address = in_the_form(Client())
    strict = Client(enforce_csrf_checks=True)
    lost = strict.post(address, CHILD, headers=HERE)
    assert lost.status_code == 403
    fields = carried(lost)
    assert fields["child_name"] == ["Nguyễn Minh An"]
    assert sorted(fields["shown"]) == sorted(CHILD["shown"])
    assert where(strict.post(address, fields, headers=HERE)).endswith("khai.e_declaration.mother/")
    assert 'value="Nguyễn Minh An"' in strict.get(address).content.decode()


def test_words_from_elsewhere_are_never_put_before_anybody(desk: Desk, form: int) -> None:
    address = in_the_form(Client())
    strict = Client(enforce_csrf_checks=True)
    for head in (ELSEWHERE, {}, {"origin": "null"}):
        refused = strict.post(address, CHILD, headers=head)
        assert refused.status_code == 403
        assert "Nguyễn Minh An" not in refused.content.decode()


def test_whose_log_in_has_ended_logs_in_beside_and_sends_it_again(desk: Desk, form: int) -> None:
    browser = logged_in_citizen(NUMBER, NAME)
    address = in_the_form(browser)
    browser.cookies.pop("sessionid")
    lost = browser.post(address, CHILD, headers=HERE)
    assert lost.status_code == 404
    assert "/cong-dan/dang-nhap/?next=%2Fnop" in lost.content.decode()
    browser.cookies["sessionid"] = logged_in_citizen(NUMBER, NAME).cookies["sessionid"].value
    assert where(browser.post(address, carried(lost), headers=HERE)).endswith("khai.e_declaration.mother/")
    assert 'value="Nguyễn Minh An"' in browser.get(address).content.decode()


def test_a_stranger_learns_nothing_from_it(desk: Desk, form: int) -> None:
    address, stranger = in_the_form(logged_in_citizen(NUMBER, NAME)), Client()
    absent = re.sub(r"ho-so/\d+/", "ho-so/999999/", address)
    answers = [stranger.post(one, CHILD, headers=HERE) for one in (address, absent)]
    assert [one.status_code for one in answers] == [404, 404]
    assert len({re.sub(r"\d+", "", said(one)) for one in answers}) == 1
    other = logged_in_citizen("022190001236", "Trần Thị Bích")
    assert "Nguyễn Minh An" not in other.get(address).content.decode()
    assert other.post(address, CHILD, headers=HERE).status_code == 404


@pytest.mark.parametrize("head", [ELSEWHERE, {}])
def test_nobody_else_s_words_wait_for_a_log_in(desk: Desk, form: int, head: dict[str, str]) -> None:
    address = in_the_form(logged_in_citizen(NUMBER, NAME))
    answer = Client().post(address, CHILD, headers=head)
    assert answer.status_code == 404
    assert "Nguyễn Minh An" not in answer.content.decode()

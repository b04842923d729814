"""The public pages: anybody finds a procedure and follows a dossier, without a log-in and without a script."""

import pytest
from django.test import Client

from tests.faces.people import A_BIRTH, LAND, Desk, said


def citizen(language: str = "vi") -> Client:
    browser = Client()
    browser.cookies["django_language"] = language
    return browser


@pytest.mark.parametrize("words", ["lam giay khai sinh cho con", "khai sinh", A_BIRTH])
def test_a_procedure_is_found_in_everyday_words(desk: Desk, words: str) -> None:
    assert f"/procedures/{A_BIRTH}/" in citizen().get("/procedures/", {"q": words}).content.decode()


@pytest.mark.parametrize(("language", "words"), [("vi", "Giấy tờ cần mang"), ("en", "What to bring")])
def test_a_procedure_says_what_it_needs(desk: Desk, language: str, words: str) -> None:
    page = said(citizen(language).get(f"/procedures/{A_BIRTH}/"))
    assert words in page
    assert page.count(words) == 1, "cases that ask for the same are told once"


@pytest.mark.parametrize("address", ["/procedures/9.999999/", "/fields/none/"])
def test_what_is_not_there_is_said_to_be_absent(desk: Desk, address: str) -> None:
    assert citizen().get(address).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("vi", "đang được giải quyết"), ("en", "being worked on")])
def test_whoever_has_the_receipt_follows_the_dossier(desk: Desk, language: str, words: str) -> None:
    desk.receive()
    answer = citizen(language).post("/track/", {"code": "H49.201-261102-0001", "second_fact": "5678"})
    assert answer.status_code == 200
    page = said(answer)
    assert words in page
    assert "17:00" in page
    assert "Nguyễn Văn An" not in page
    assert "022090001234" not in page


def test_whoever_follows_sees_who_has_it_whom_to_call_and_what_comes_next(desk: Desk) -> None:
    desk.receive()
    answer = citizen("en").post("/track/", {"code": "H49.201-261102-0001", "second_fact": "5678"})
    now, ahead = answer.context["now"], answer.context["ahead"]
    page = said(answer)
    assert now.step == "Appraise"
    assert now.officer
    assert now.officer in page
    assert f"Telephone: {now.contact.phone}" in page
    assert f'href="tel:{now.contact.phone.replace(" ", "")}"' in answer.content.decode()
    assert [one.step for one in ahead] == ["Approve", "Seal and register", "Hand over"]
    assert "at most 1.5 working hours" in page, "as it is said, not 1.50"
    assert "Hồng Gai" in ahead[-2].agency
    assert ahead[-1].agency.startswith("Trung tâm Phục vụ hành chính công"), "where the result is handed over"


def test_a_day_off_is_a_note_and_no_step_of_the_clock(desk: Desk) -> None:
    desk.at = desk.at.replace(day=23)
    desk.receive(LAND)
    answer = citizen().post("/track/", {"code": "H49.201-261123-0001", "second_fact": "5678"})
    clock = answer.context["clock"]
    assert all(one.text for one in clock.lines)
    assert any(note.startswith("24/11: ") for note in clock.notes)


def test_nobody_has_to_take_a_cookie_to_follow_his_dossier(desk: Desk) -> None:
    desk.receive()
    browser = Client(enforce_csrf_checks=True)
    asked = browser.get("/track/")
    followed = browser.post("/track/", {"code": "H49.201-261102-0001", "second_fact": "5678"})
    assert followed.status_code == 200
    assert not asked.cookies
    assert not followed.cookies


def test_the_language_is_changed_from_any_page(desk: Desk) -> None:
    browser = Client(enforce_csrf_checks=True)
    turned = browser.post("/i18n/", {"language": "en", "next": "/track/"})
    assert (turned.status_code, turned["Location"]) == (302, "/track/")
    assert "Follow a dossier" in said(browser.get("/track/"))
    elsewhere = browser.post("/i18n/", {"language": "vi", "next": "https://elsewhere.example/"})
    assert elsewhere["Location"] == "/"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_stranger_learns_the_same_of_a_dossier_that_is_there_and_of_one_that_is_not(
    desk: Desk, language: str
) -> None:
    desk.receive()
    wrong = citizen(language).post("/track/", {"code": "H49.201-261102-0001", "second_fact": "0000"})
    absent = citizen(language).post("/track/", {"code": "H49.201-261102-0999", "second_fact": "5678"})
    assert wrong.status_code == absent.status_code == 404
    assert said(wrong).replace("0001", "") == said(absent).replace("0999", "")
    assert 'value="H49.201-261102-0001"' in wrong.content.decode()


@pytest.mark.parametrize(("language", "words"), [("vi", "Đã thử quá nhiều lần"), ("en", "Too many tries")])
def test_guessing_is_slow(desk: Desk, language: str, words: str) -> None:
    tries = [citizen(language).post("/track/", {"code": "X-1", "second_fact": f"{n:04}"}) for n in range(11)]
    assert tries[-1].status_code == 429
    assert words in said(tries[-1])

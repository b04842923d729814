"""Logging in and out, being locked out, and sessions that end."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from motcua.accounts import commands
from motcua.accounts.tests.factories import PASSWORD, logged_in, user_with
from motcua.kernel.clock import LOCAL_ZONE
from motcua.organisation.tests.factories import ACTOR, AT, appoint, post, small_state
from motcua.organisation.types import Role
from motcua.ui.types import menu_items

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=LOCAL_ZONE)


def test_a_right_password_opens_the_house() -> None:
    browser = logged_in(user_with(small_state().commune, Role.OFFICER))
    page = browser.get("/account/")
    assert page.status_code == 200
    assert "Trần Văn Đức" in page.content.decode()
    assert "UBND phường Hồng Gai" in page.content.decode()


@pytest.mark.parametrize("case", ["wrong password", "unknown name", "closed account", "no password yet"])
def test_a_wrong_password_an_unknown_name_and_a_closed_account_look_alike(case: str) -> None:
    state = small_state()
    user = user_with(state.commune, Role.OFFICER)
    name, password = user.username, PASSWORD
    if case == "wrong password":
        password = "không phải"
    elif case == "unknown name":
        name = "nobody"
    elif case == "closed account":
        commands.close_user(actor=ACTOR, at=AT, user_id=user.id)
    else:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    answer = Client().post("/login/", {"username": name, "password": password})
    assert answer.status_code == 422
    assert "không khớp" in answer.content.decode()


def test_the_name_is_read_without_regard_to_capitals() -> None:
    user = user_with(small_state().commune, Role.OFFICER, "QN-7")
    answer = Client().post("/login/", {"username": " Qn-7 ", "password": PASSWORD})
    assert (user.username, answer.status_code) == ("qn-7", 302)


def test_five_wrong_passwords_close_the_log_in_for_a_quarter_of_an_hour() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    browser = Client()
    with time_machine.travel(MORNING, tick=False):
        for _ in range(5):
            answer = browser.post("/login/", {"username": user.username, "password": "sai"})
        assert answer.status_code == 429
        assert "15 phút" in answer.content.decode()
        assert browser.post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 429
        elsewhere = Client(REMOTE_ADDR="10.1.2.3")
        assert elsewhere.post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 302
    with time_machine.travel(MORNING + timedelta(minutes=15, seconds=1), tick=False):
        assert browser.post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 302


def test_after_log_in_one_goes_where_one_wanted() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    answer = Client().post("/login/", {"username": user.username, "password": PASSWORD, "next": "/account/?a=1"})
    assert answer.headers["Location"] == "/account/?a=1"


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_nobody_is_led_to_another_house(asked: str) -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    answer = Client().post("/login/", {"username": user.username, "password": PASSWORD, "next": asked})
    assert answer.headers["Location"] in {reverse("accounts:account"), *_places_of(Role.OFFICER)}


def _places_of(role: Role) -> set[str]:
    """The places of the menu that somebody with this role has."""
    return {reverse(item.url_name) for item in menu_items() if role.value in item.roles}


def test_a_page_asked_for_without_log_in_leads_there_and_back() -> None:
    answer = Client().get("/account/")
    assert answer.headers["Location"] == "/login/?next=/account/"


def test_a_part_of_a_page_leads_the_whole_page_to_the_log_in() -> None:
    answer = Client().get("/account/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/login/")


def test_log_out_is_a_press_of_a_button_and_ends_the_session() -> None:
    browser = logged_in(user_with(small_state().commune, Role.OFFICER))
    assert browser.get("/logout/").status_code == 405
    assert browser.post("/logout/").headers["Location"] == "/login/"
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("later", "inside"),
    [(timedelta(minutes=59), True), (timedelta(minutes=61), False)],
)
def test_an_unused_session_ends_after_an_hour(later: timedelta, inside: bool) -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    with time_machine.travel(MORNING, tick=False):
        browser = logged_in(user)
    with time_machine.travel(MORNING + later, tick=False):
        assert (browser.get("/account/").status_code == 200) is inside


def test_a_busy_session_ends_after_twelve_hours() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    with time_machine.travel(MORNING, tick=False):
        browser = logged_in(user)
    for minutes in range(50, 12 * 60, 50):
        with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
            assert browser.get("/account/").status_code == 200
    with time_machine.travel(MORNING + timedelta(hours=12), tick=False):
        assert browser.get("/account/").status_code == 302


def test_a_closed_account_is_out_with_its_next_request() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    browser = logged_in(user)
    commands.close_user(actor=ACTOR, at=AT, user_id=user.id)
    assert browser.get("/account/").status_code == 302
    commands.open_user(actor=ACTOR, at=AT, user_id=user.id)
    assert Client().post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 302


def test_the_switch_goes_to_an_own_house_only() -> None:
    state = small_state()
    user = user_with(state.department, Role.OFFICER)
    appoint(user.officer_id, post(state.commune_centre, Role.RECEPTIONIST))
    browser = logged_in(user)
    assert browser.post("/post/", {"post": str(state.commune)}).status_code == 302
    assert browser.session["house"] == state.commune
    for stranger in (str(state.province), "404", "", "x"):
        with override("en"):
            answer = browser.post("/post/", {"post": stranger})
        assert answer.status_code == 404
        assert browser.session["house"] == state.commune


def test_somebody_without_a_post_sees_his_account_and_nothing_else() -> None:
    state = small_state()
    user = user_with(state.department, Role.OFFICER)
    with time_machine.travel(datetime(2025, 6, 30, 9, 0, tzinfo=LOCAL_ZONE), tick=False):
        browser = logged_in(user)
        page = browser.get("/account/")
        assert page.status_code == 200
        assert browser.post("/post/", {"post": str(state.department)}).status_code == 403

"""Accounts and passwords: opened for officers, set by link or by hand, never twice for one."""

import re

import pytest
import time_machine
from django.test import Client

from motcua.accounts import commands, queries
from motcua.accounts.models import User
from motcua.accounts.tests.factories import PASSWORD, logged_in, user_with
from motcua.journal.queries import entries
from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import ACTOR, AT, officer, small_state
from motcua.organisation.types import Role

pytestmark = pytest.mark.django_db


def _create(officer_id: int, username: str) -> int:
    return commands.create_user(actor=ACTOR, at=AT, officer_id=officer_id, username=username)


def test_an_account_belongs_to_one_officer_and_its_name_to_one_account() -> None:
    first, second = officer("1", "Lê Mai"), officer("2", "Lê Lan")
    user_id = _create(first, " Le.Mai ")
    assert queries.user_id_of("le.mai") == user_id
    for officer_id, username, code in (
        (first, "other", "officer_has_account"),
        (second, "le.mai", "username_taken"),
        (second, "  ", "username_empty"),
        (0, "nobody", "officer_absent"),
    ):
        with pytest.raises(Refused) as refused:
            _create(officer_id, username)
        assert refused.value.refusal.code == code
    assert User.objects.count() == 1


def test_what_happens_to_an_account_is_in_its_stream_without_name_or_password() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    commands.close_user(actor=ACTOR, at=AT, user_id=user.id)
    found = entries(f"account/{user.id}")
    assert [entry.kind for entry in found] == [
        "accounts.user_created",
        "accounts.password_set",
        "accounts.user_closed",
    ]
    assert "Đức" not in str([entry.body for entry in found])


@pytest.mark.parametrize("password", ["ngắn", "1234567890", "password123"])
def test_a_weak_password_is_refused(password: str) -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    with pytest.raises(Refused) as refused:
        commands.set_password(actor=ACTOR, at=AT, user_id=user.id, password=password)
    assert refused.value.refusal.code == "password_too_weak"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


class TestLink:
    def _address(self, user_id: int) -> str:
        account, token = commands.issue_password_link(actor=ACTOR, at=AT, user_id=user_id)
        return f"/password/{account}/{token}/"

    def test_it_sets_a_password_once(self) -> None:
        user_id = _create(officer(), "qn-1")
        address, browser = self._address(user_id), Client()
        assert browser.get(address).status_code == 200
        typed = {"new_password": PASSWORD, "again": PASSWORD}
        assert browser.post(address, typed).headers["Location"] == "/login/"
        assert browser.post("/login/", {"username": "qn-1", "password": PASSWORD}).status_code == 302
        assert Client().get(address).status_code == 410

    def test_what_was_typed_wrong_is_said_beside_its_field(self) -> None:
        address = self._address(_create(officer(), "qn-1"))
        page = Client().post(address, {"new_password": "ngắn", "again": PASSWORD})
        assert page.status_code == 422
        assert re.search(r'id="id_new_password-error"', page.content.decode())

    def test_it_is_void_after_three_days(self) -> None:
        with time_machine.travel("2026-03-02 08:00 +0700", tick=False):
            address = self._address(_create(officer(), "qn-1"))
        with time_machine.travel("2026-03-05 07:59 +0700", tick=False):
            assert Client().get(address).status_code == 200
        with time_machine.travel("2026-03-05 08:01 +0700", tick=False):
            assert Client().get(address).status_code == 410

    @pytest.mark.parametrize("address", ["/password/MQ/aaa-bbb/", "/password/~/x/", "/password/OTk5OTk/abc-def/"])
    def test_a_made_up_one_leads_nowhere(self, address: str) -> None:
        assert Client().get(address).status_code == 410

    def test_a_closed_account_gets_none(self) -> None:
        user_id = _create(officer(), "qn-1")
        address = self._address(user_id)
        commands.close_user(actor=ACTOR, at=AT, user_id=user_id)
        assert Client().get(address).status_code == 410
        with pytest.raises(Refused):
            self._address(user_id)


def test_changing_the_own_password_needs_the_old_one_and_ends_other_sessions() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    here, elsewhere = logged_in(user), logged_in(user)
    typed = {"old_password": "sai rồi", "new_password": "tám-con-vịt-trời", "again": "tám-con-vịt-trời"}
    assert here.post("/account/", typed).status_code == 422
    assert here.post("/account/", typed | {"old_password": PASSWORD}).status_code == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_two_passwords_that_differ_are_refused() -> None:
    browser = logged_in(user_with(small_state().commune, Role.OFFICER))
    typed = {"old_password": PASSWORD, "new_password": "tám-con-vịt-trời", "again": "chín-con-vịt-trời"}
    assert browser.post("/account/", typed).status_code == 422

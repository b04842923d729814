"""Officers with accounts, in the small State of the organisation's tests."""

from django.test import Client

from motcua.accounts import commands
from motcua.accounts.models import User
from motcua.organisation.tests.factories import ACTOR, AT, holder
from motcua.organisation.types import Role

PASSWORD = "bảy-con-gà-trống"


def user_with(agency_id: int, role: Role, code: str = "qn-1", name: str = "Trần Văn Đức") -> User:
    """Somebody with an account, a password and a post with that role."""
    user_id = commands.create_user(actor=ACTOR, at=AT, officer_id=holder(agency_id, role, code, name), username=code)
    commands.set_password(actor=ACTOR, at=AT, user_id=user_id, password=PASSWORD)
    return User.objects.get(id=user_id)


def logged_in(user: User) -> Client:
    """A browser in which he has logged in by name and password."""
    browser = Client()
    answer = browser.post("/login/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return browser

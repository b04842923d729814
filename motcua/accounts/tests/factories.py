"""Officers with accounts, in the small State of the organisation's tests; and citizens who are logged in."""

from django.test import Client

from motcua.accounts import citizen_commands, commands
from motcua.accounts.citizen_sessions import CITIZEN
from motcua.accounts.models import User
from motcua.accounts.rules.claims import Claimed
from motcua.kernel import clock
from motcua.organisation.tests.factories import ACTOR, AT, holder
from motcua.organisation.types import Role
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind

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


def logged_in_citizen(number: str = "022190001234", name: str = "Nguyễn Thị Lan") -> Client:
    """A browser in which somebody is logged in whom the national e-ID has proven with that personal number."""
    who = Party(kind=PartyKind.PERSON, name=name, identity=Identity(IdentityKind.PERSONAL_NUMBER, number))
    browser = Client()
    session = browser.session
    session[CITIZEN] = citizen_commands.open_session(
        at=clock.now(), issuer="https://eid.example", claimed=Claimed(number, who, "2"), browser="Firefox, Linux"
    )
    session.save()
    return browser

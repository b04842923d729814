"""Who gets past which decorator: strangers, staff, and the right role in the right house."""

import pytest
from django.test import Client

from motcua.accounts import queries
from motcua.accounts.models import User
from motcua.accounts.tests import views
from motcua.accounts.tests.factories import logged_in, user_with
from motcua.accounts.types import Audience, requires
from motcua.kernel.types import ActorKind, Refused
from motcua.organisation import commands as organisation
from motcua.organisation import queries as officers
from motcua.organisation.tests.factories import ACTOR, AT, TODAY, appoint, holder, post, small_state
from motcua.organisation.types import NOTHING, Role

pytestmark = [pytest.mark.django_db, pytest.mark.urls("motcua.accounts.tests.views")]


def test_a_stranger_sees_what_is_public_and_is_asked_to_log_in_elsewhere() -> None:
    stranger = Client()
    assert stranger.get("/anybody/").content == b"anybody"
    for address in ("/staff/", "/some/", "/personal/", "/undeclared/"):
        assert stranger.get(address).headers["Location"].startswith("/login/")


@pytest.mark.parametrize("role", list(Role))
def test_only_the_named_roles_get_in(role: Role) -> None:
    state = small_state()
    place = state.commune_centre if role is Role.RECEPTIONIST else state.commune
    browser = logged_in(user_with(place, role))
    assert browser.get("/staff/").status_code == 200
    assert browser.get("/some/").status_code == (200 if role in {Role.RECEPTIONIST, Role.LEADER} else 403)


def test_a_role_in_another_house_does_not_count_before_the_switch() -> None:
    state = small_state()
    user = user_with(state.department, Role.OFFICER)
    appoint(user.officer_id, post(state.commune_centre, Role.RECEPTIONIST))
    browser = logged_in(user)
    assert browser.get("/some/").status_code == 403
    browser.post("/post/", {"post": str(state.commune)})
    answer = browser.get("/some/")
    assert answer.status_code == 200
    assert answer.content.decode().startswith(f"{ActorKind.OFFICER}:qn-1/post:")


def test_views_say_whom_they_are_for() -> None:
    assert vars(views.anybody)["permission"].audience is Audience.PUBLIC
    assert vars(views.staff)["permission"].audience is Audience.STAFF
    assert vars(views.some)["permission"].roles == {Role.RECEPTIONIST, Role.LEADER}
    assert not hasattr(views.undeclared, "permission")
    with pytest.raises(ValueError, match="at least one"):
        requires()


def test_the_actor_is_the_post_that_has_the_role() -> None:
    state = small_state()
    user = user_with(state.commune, Role.OFFICER)
    desk_post = post(state.commune_centre, Role.RECEPTIONIST)
    appoint(user.officer_id, desk_post)
    actor = queries.actor_of(user, on=TODAY, roles=[Role.RECEPTIONIST])
    assert (actor.key, actor.post_id, actor.agency_id) == ("qn-1", desk_post, state.commune_centre)
    with pytest.raises(Refused) as refused:
        queries.actor_of(user, on=TODAY, roles=[Role.LEADER])
    assert refused.value.refusal.code == "not_permitted"


def test_who_uses_a_delegation_says_for_whom() -> None:
    state = small_state()
    user = user_with(state.commune, Role.OFFICER)
    leader = holder(state.commune, Role.LEADER, "qn-2", "Lê Thị Hà")
    lent = officers.capacities(leader, on=TODAY)[0].post.id
    organisation.delegate(
        actor=ACTOR,
        at=AT,
        giver_id=leader,
        receiver_id=user.officer_id,
        post_id=lent,
        valid_from=TODAY,
        valid_to=TODAY,
        decision="Giấy ủy quyền 3",
    )
    actor = queries.actor_of(user, on=TODAY, roles=[Role.LEADER])
    assert (actor.key, actor.post_id, actor.on_behalf_of) == ("qn-1", lent, "qn-2")


def test_nobody_and_a_closed_account_see_nothing() -> None:
    user = user_with(small_state().commune, Role.LEADER)
    assert queries.scope_of(user, on=TODAY).may(Role.LEADER)
    user.is_active = False
    assert queries.scope_of(user, on=TODAY) == NOTHING
    assert isinstance(user, User)

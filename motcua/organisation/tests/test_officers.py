"""Who holds which post, who acts for whom, and what he sees."""

from collections.abc import Callable, Set
from contextlib import AbstractContextManager
from datetime import date

import pytest

from motcua.kernel.types import Refused
from motcua.organisation import commands, queries
from motcua.organisation.tests.factories import (
    ACTOR,
    AT,
    DECISION,
    START,
    TODAY,
    SmallState,
    appoint,
    holder,
    officer,
    post,
    small_state,
)
from motcua.organisation.types import NOTHING, Capacity, Role, Scope

pytestmark = pytest.mark.django_db

Counting = Callable[[int], AbstractContextManager[object]]


def _scope(officer_id: int, agency_id: int, on: date = TODAY) -> Scope:
    """What an officer sees when he acts in the house of an agency; nothing when he has no post there."""
    ground = queries.ground(on)
    for house in queries.houses(queries.capacities(officer_id, on=on), ground):
        if house.agency_id == ground.head_of_house(agency_id):
            return queries.scope_in(house, officer_id=officer_id, ground=ground)
    return NOTHING


def _delegate(
    giver_id: int, receiver_id: int, post_id: int, valid_from: date = TODAY, valid_to: date = date(2026, 3, 6)
) -> int:
    return commands.delegate(
        actor=ACTOR,
        at=AT,
        giver_id=giver_id,
        receiver_id=receiver_id,
        post_id=post_id,
        valid_from=valid_from,
        valid_to=valid_to,
        decision="Giấy ủy quyền 3/GUQ",
    )


def test_the_officers_of_a_role_come_in_vietnamese_order() -> None:
    state = small_state()
    for code, name in (("1", "Đỗ Văn An"), ("2", "Ăn Thị Bình"), ("3", "An Thị Bình"), ("4", "Dương Chi")):
        holder(state.department, Role.OFFICER, code, name)
    names = [found.name for found in queries.officers_for(Role.OFFICER, agency_id=state.department, on=TODAY)]
    assert names == ["An Thị Bình", "Ăn Thị Bình", "Dương Chi", "Đỗ Văn An"]
    assert queries.officers_for(Role.LEADER, agency_id=state.department, on=TODAY) == []


def test_the_officers_of_a_unit() -> None:
    state = small_state()
    unit_id = commands.open_unit(
        actor=ACTOR, at=AT, agency_id=state.department, code="HCTP", name="Phòng Hành chính tư pháp", valid_from=START
    )
    inside, outside = officer("1", "Lê Mai"), officer("2", "Lê Lan")
    appoint(inside, post(state.department, unit_id=unit_id))
    appoint(outside, post(state.department))
    found = queries.officers_for(Role.OFFICER, agency_id=state.department, unit_id=unit_id, on=TODAY)
    assert [one.id for one in found] == [inside]
    with pytest.raises(Refused) as refused:
        commands.close_unit(actor=ACTOR, at=AT, unit_id=unit_id, last_day=TODAY)
    assert refused.value.refusal.code == "unit_has_posts"


def test_a_holding_counts_on_its_first_and_last_day_and_on_no_other() -> None:
    state = small_state()
    person = officer()
    appoint(person, post(state.department), date(2026, 1, 1), date(2026, 2, 28))
    for day, there in (
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ):
        assert bool(queries.capacities(person, on=day)) is there


def test_an_ended_holding_ends() -> None:
    state = small_state()
    person = officer()
    holding_id = appoint(person, post(state.department))
    commands.end_holding(actor=ACTOR, at=AT, holding_id=holding_id, last_day=TODAY, decision=DECISION)
    assert queries.holdings(on=TODAY, officer_id=person) != []
    assert queries.holdings(on=date(2026, 3, 3), officer_id=person) == []


def test_a_closed_post_takes_its_holder_with_it() -> None:
    state = small_state()
    person, post_id = officer(), post(state.department)
    appoint(person, post_id)
    commands.close_post(actor=ACTOR, at=AT, post_id=post_id, last_day=TODAY)
    assert queries.capacities(person, on=date(2026, 3, 3)) == []


def test_the_same_post_is_not_held_twice_by_the_same_officer() -> None:
    state = small_state()
    person, post_id = officer(), post(state.department)
    appoint(person, post_id)
    with pytest.raises(Refused) as refused:
        appoint(person, post_id, TODAY)
    assert refused.value.refusal.code == "post_held_already"


def test_nobody_holds_a_post_before_his_service_begins() -> None:
    state = small_state()
    with pytest.raises(Refused) as refused:
        appoint(officer(), post(state.department), date(2025, 6, 30))
    assert refused.value.refusal.code == "days_outside_life"


def test_a_receptionist_sits_in_a_one_stop_place_only() -> None:
    state = small_state()
    with pytest.raises(Refused) as refused:
        post(state.department, Role.RECEPTIONIST)
    assert refused.value.refusal.code == "receptionist_outside_one_stop"


def test_a_personnel_code_is_given_once_and_the_refusal_names_nobody() -> None:
    officer("QN-1", "Nguyễn Thị Ánh")
    with pytest.raises(Refused) as refused:
        officer("QN-1", "Trần Văn Bé")
    assert refused.value.refusal.values == {"officer": "QN-1"}


def test_names_are_searched_without_marks_and_only_in_the_agencies_asked() -> None:
    state = small_state()
    holder(state.department, Role.OFFICER, "1", "Nguyễn Thị Ánh")
    holder(state.commune, Role.OFFICER, "2", "Đặng Văn Ánh")
    found = queries.search_officers("anh", agency_ids=[state.department], on=TODAY)
    assert [one.name for one in found] == ["Nguyễn Thị Ánh"]


def test_names_come_by_ids_and_codes_in_one_statement(django_assert_num_queries: Counting) -> None:
    first, second = officer("1", "Lê Mai"), officer("2", "Lê Lan")
    with django_assert_num_queries(2):
        assert queries.officer_names([first, second]) == {first: "Lê Mai", second: "Lê Lan"}
        assert queries.officer_names_by_code(["1"]) == {"1": "Lê Mai"}


class TestDelegation:
    def test_the_deputy_acts_for_the_leader_on_the_stated_days_only(self) -> None:
        state = small_state()
        leader, deputy = holder(state.department, Role.LEADER, "1"), holder(state.department, Role.OFFICER, "2")
        post_id = queries.capacities(leader, on=TODAY)[0].post.id
        _delegate(leader, deputy, post_id)
        for day, there in (
            (date(2026, 3, 1), False),
            (TODAY, True),
            (date(2026, 3, 6), True),
            (date(2026, 3, 7), False),
        ):
            lent = [one.on_behalf_of for one in queries.capacities(deputy, on=day) if one.on_behalf_of]
            assert lent == (["1"] if there else [])
            assert len(queries.delegates_of(leader, on=day)) == there
            assert len(queries.delegations_in([state.department], on=day)) == there

    def test_a_revoked_one_is_void_from_its_day(self) -> None:
        state = small_state()
        leader, deputy = holder(state.department, Role.LEADER, "1"), holder(state.department, Role.OFFICER, "2")
        lent = _delegate(leader, deputy, queries.capacities(leader, on=TODAY)[0].post.id)
        commands.revoke_delegation(actor=ACTOR, at=AT, delegation_id=lent, first_day_without=date(2026, 3, 4))
        assert queries.delegations_to(deputy, on=date(2026, 3, 3)) != []
        assert queries.delegations_to(deputy, on=date(2026, 3, 4)) == []
        with pytest.raises(Refused) as refused:
            commands.revoke_delegation(actor=ACTOR, at=AT, delegation_id=lent, first_day_without=date(2026, 3, 5))
        assert refused.value.refusal.code == "delegation_over"

    def test_it_ends_when_the_giver_leaves_the_post(self) -> None:
        state = small_state()
        leader, deputy = holder(state.department, Role.LEADER, "1"), holder(state.department, Role.OFFICER, "2")
        held = queries.holdings(on=TODAY, officer_id=leader)[0]
        _delegate(leader, deputy, held.post.id)
        commands.end_holding(actor=ACTOR, at=AT, holding_id=held.id, last_day=date(2026, 3, 3), decision=DECISION)
        assert queries.delegations_to(deputy, on=date(2026, 3, 4)) == []

    def test_what_was_lent_is_not_lent_on(self) -> None:
        state = small_state()
        leader, deputy = holder(state.department, Role.LEADER, "1"), holder(state.department, Role.OFFICER, "2")
        third = holder(state.department, Role.OFFICER, "3")
        post_id = queries.capacities(leader, on=TODAY)[0].post.id
        _delegate(leader, deputy, post_id)
        with pytest.raises(Refused) as refused:
            _delegate(deputy, third, post_id)
        assert refused.value.refusal.code == "delegation_of_a_post_not_held"

    def test_a_stranger_to_the_house_receives_nothing(self) -> None:
        state = small_state()
        leader, stranger = holder(state.department, Role.LEADER, "1"), holder(state.commune, Role.LEADER, "2")
        with pytest.raises(Refused) as refused:
            _delegate(leader, stranger, queries.capacities(leader, on=TODAY)[0].post.id)
        assert refused.value.refusal.code == "delegation_outside_house"

    def test_nobody_delegates_to_himself_nor_twice(self) -> None:
        state = small_state()
        leader, deputy = holder(state.department, Role.LEADER, "1"), holder(state.department, Role.OFFICER, "2")
        post_id = queries.capacities(leader, on=TODAY)[0].post.id
        with pytest.raises(Refused) as refused:
            _delegate(leader, leader, post_id)
        assert refused.value.refusal.code == "delegation_to_oneself"
        _delegate(leader, deputy, post_id)
        with pytest.raises(Refused) as refused:
            _delegate(leader, deputy, post_id, date(2026, 3, 6), date(2026, 3, 9))
        assert refused.value.refusal.code == "delegated_already"


class TestScope:
    def _everyone(self) -> tuple[SmallState, dict[Role, int]]:
        state = small_state()
        places = {
            Role.RECEPTIONIST: state.commune_centre,
            Role.OFFICER: state.department,
            Role.CLERK: state.department,
            Role.LEADER: state.province,
            Role.SUPERVISOR: state.commune,
            Role.INSPECTOR: state.province,
            Role.CATALOGUE_ADMINISTRATOR: state.province,
            Role.SYSTEM_ADMINISTRATOR: state.province,
        }
        return state, {role: holder(place, role, role.value) for role, place in places.items()}

    def test_each_role_sees_what_is_its_own(self) -> None:
        state, people = self._everyone()
        commune_house = {state.commune, state.commune_centre, state.point}
        everything = commune_house | {state.province, state.centre, state.department}
        expected: dict[Role, tuple[int, Set[int], Set[int]]] = {
            Role.RECEPTIONIST: (state.commune_centre, commune_house, commune_house),
            Role.OFFICER: (state.department, {state.department}, {state.department}),
            Role.CLERK: (state.department, {state.department}, {state.department}),
            Role.LEADER: (state.province, everything, {state.province, state.centre}),
            Role.SUPERVISOR: (state.commune, commune_house, commune_house),
            Role.INSPECTOR: (state.province, everything, set()),
            Role.CATALOGUE_ADMINISTRATOR: (state.province, set(), set()),
            Role.SYSTEM_ADMINISTRATOR: (state.province, set(), set()),
        }
        for role, (agency_id, sees, moves) in expected.items():
            scope = _scope(people[role], agency_id)
            assert scope.agency_ids == sees, role
            assert scope.own_agency_ids == moves, role
            assert scope.roles == {role}
            assert scope.only_reads is (role is Role.INSPECTOR)

    def test_a_stranger_to_the_house_sees_nothing_in_it(self) -> None:
        state, people = self._everyone()
        scope = _scope(people[Role.OFFICER], state.commune)
        assert scope == NOTHING
        assert not scope.may(Role.OFFICER)
        assert not scope.sees([state.commune])

    def test_three_roles_in_one_small_commune_are_one_scope(self) -> None:
        state = small_state()
        person = officer()
        appoint(person, post(state.commune_centre, Role.RECEPTIONIST))
        appoint(person, post(state.commune, Role.OFFICER))
        appoint(person, post(state.commune, Role.CLERK))
        for agency_id in (state.commune, state.commune_centre):
            assert _scope(person, agency_id).roles == {Role.RECEPTIONIST, Role.OFFICER, Role.CLERK}

    def test_a_delegated_post_counts_like_an_own_one(self) -> None:
        state = small_state()
        leader, deputy = holder(state.commune, Role.LEADER, "1"), holder(state.commune, Role.OFFICER, "2")
        _delegate(leader, deputy, queries.capacities(leader, on=TODAY)[0].post.id)
        assert _scope(deputy, state.commune).may(Role.LEADER)
        assert not _scope(deputy, state.commune, date(2026, 3, 7)).may(Role.LEADER)

    def test_somebody_who_left_the_service_has_no_capacity(self) -> None:
        state = small_state()
        person = holder(state.commune, Role.OFFICER, "1")
        assert isinstance(queries.capacities(person, on=TODAY)[0], Capacity)
        assert queries.capacities(person, on=date(2025, 6, 30)) == []


class TestStanding:
    def test_somebody_with_posts_in_two_houses_acts_in_one_at_a_time(self) -> None:
        state = small_state()
        person = officer()
        appoint(person, post(state.department, Role.OFFICER))
        appoint(person, post(state.commune_centre, Role.RECEPTIONIST))
        standing = queries.standing_of(person, on=TODAY)
        assert standing is not None
        assert [house.name for house in standing.houses] == ["Sở Tư pháp", "UBND phường Hồng Gai"]
        assert standing.scope.roles == {Role.OFFICER}
        other = queries.standing_of(person, on=TODAY, house_id=state.commune)
        assert other is not None
        assert other.scope.roles == {Role.RECEPTIONIST}
        assert other.scope.sees([state.point])
        assert not other.scope.sees([state.department])

    def test_a_house_that_is_not_his_is_not_entered(self) -> None:
        state = small_state()
        standing = queries.standing_of(holder(state.department, Role.OFFICER, "1"), on=TODAY, house_id=state.commune)
        assert standing is not None
        assert standing.house.agency_id == state.department

    def test_nobody_stands_without_a_post(self) -> None:
        assert queries.standing_of(officer(), on=TODAY) is None

    def test_it_costs_the_same_however_many_posts(self, django_assert_num_queries: Counting) -> None:
        """Whoever is at work, with whatever posts; one statement asks whether it is still as it was read before."""
        state = small_state()
        person = officer()
        for role in (Role.OFFICER, Role.CLERK, Role.LEADER):
            appoint(person, post(state.department, role))
        with django_assert_num_queries(1 + 5):
            queries.standing_of(person, on=TODAY)

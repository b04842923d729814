"""A post that a procedure needs falls empty: whoever watches over the house sees which, and what lies there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import commands as catalogue
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import ACTOR, AT, DECISION, establish, holder
from motcua.organisation.types import Level, Role, Standing
from motcua.process import queries
from motcua.process.tests.house import LAND, TODAY, House, on, work
from motcua.process.types import Because, Vacancy

PLAIN = "9.000001"


@pytest.fixture
def here(settled: House) -> House:
    return settled


def watching(agency_id: int, role: Role = Role.SUPERVISOR, code: str = "QN-90") -> Standing:
    """Somebody who watches over that agency."""
    return at_work(holder(agency_id, role, code, "Hà Thị Thu"))


def at_work(officer_id: int) -> Standing:
    standing = organisation.standing_of(officer_id, on=TODAY)
    assert standing is not None
    return standing


def leaves(officer_id: int, *, last_day: date) -> None:
    for holding in organisation.holdings(on=TODAY, officer_id=officer_id):
        lending.end_holding(
            actor=ACTOR, at=on("02/03 08:00"), holding_id=holding.id, last_day=last_day, decision="QĐ 9"
        )


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR])
def test_the_clerk_left_and_two_dossiers_wait_for_a_seal(here: House, role: Role) -> None:
    watcher = watching(here.office.receiving, role)
    assert queries.vacancies(watcher) == []
    leaves(here.clerk.id, last_day=date(2026, 3, 1))
    sealing = [work(here.decided()).placement for _ in range(2)]
    assert {(one.officer_id, one.because) for one in sealing} == {(None, Because.NOBODY)}
    assert queries.vacancies(watcher) == [Vacancy(here.office.resolving, Role.CLERK, (PLAIN,), waiting=2)]


def test_he_still_holds_the_post_on_his_last_day(here: House) -> None:
    watcher = watching(here.office.receiving)
    leaves(here.clerk.id, last_day=TODAY)
    assert queries.vacancies(watcher) == []


def test_a_delegate_does_not_make_an_empty_post_full_but_its_holder_does(here: House) -> None:
    watcher = watching(here.office.resolving)
    (holding,) = organisation.holdings(on=TODAY, officer_id=here.leader.id)
    lending.delegate(
        actor=ACTOR,
        at=on("02/03 08:00"),
        giver_id=here.leader.id,
        receiver_id=here.clerk.id,
        post_id=holding.post.id,
        valid_from=TODAY,
        valid_to=TODAY,
        decision="Giấy ủy quyền 3",
    )
    assert queries.vacancies(watcher) == []
    leaves(here.leader.id, last_day=date(2026, 3, 1))
    assert [one.role for one in queries.vacancies(watcher)] == [Role.LEADER]


def test_one_desk_of_the_house_is_enough_though_its_reception_point_has_nobody(here: House) -> None:
    watcher = watching(here.office.resolving)
    assert queries.vacancies(watcher) == []
    leaves(here.desk.id, last_day=date(2026, 3, 1))
    assert [(one.agency_id, one.role) for one in queries.vacancies(watcher)] == [
        (here.office.resolving, Role.RECEPTIONIST)
    ]


def test_a_partner_whose_post_is_empty_is_named_to_its_own_people(here: House) -> None:
    watcher = watching(here.tax)
    leaves(here.tax_officer.id, last_day=date(2026, 3, 1))
    assert queries.vacancies(watcher) == [Vacancy(here.tax, Role.OFFICER, (LAND,), waiting=0)]


def test_nobody_sees_the_empty_posts_of_another_house(here: House) -> None:
    stranger = watching(here.office.other)
    leaves(here.clerk.id, last_day=date(2026, 3, 1))
    assert queries.vacancies(stranger) == []
    assert queries.vacancies(at_work(here.officer.id)) == [], "an officer does not watch over posts"


def test_whoever_stands_above_sees_below(here: House) -> None:
    province = organisation.agency_by_code("H49", on=TODAY).id
    leaves(here.clerk.id, last_day=date(2026, 3, 1))
    (vacancy,) = queries.vacancies(watching(province, Role.SYSTEM_ADMINISTRATOR))
    assert (vacancy.agency_id, vacancy.role) == (here.office.resolving, Role.CLERK)


def statements(watcher: Standing) -> int:
    queries.vacancies(watcher)
    with CaptureQueriesContext(connection) as captured:
        queries.vacancies(watcher)
    return len(captured)


def test_many_agencies_cost_no_more_than_few(here: House) -> None:
    province = organisation.agency_by_code("H49", on=TODAY).id
    watcher = watching(province)
    few = statements(watcher)
    for number in range(20):
        commune = establish(f"H49.{400 + number}", f"UBND xã {number}", parent_id=province, level=Level.COMMUNE)
        catalogue.grant_competence(
            actor=ACTOR, at=AT, agency_id=commune, codes=[PLAIN], valid_from=date(2026, 1, 1), decision=DECISION
        )
    assert len(queries.vacancies(watcher)) == 20 * len({Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK})
    assert statements(watcher) <= few <= 6

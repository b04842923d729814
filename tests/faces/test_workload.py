"""A leader sees who has how much, opens somebody's work, and gives it to a colleague."""

import re
from decimal import Decimal

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.process import queries as course
from motcua.process.types import Workload
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, said

PAGE = "/office/workload/"


def test_a_leader_sees_who_has_how_much_and_moves_it(desk: Desk) -> None:
    first, second = desk.receive(), desk.receive()
    (work,) = course.open_work(first)
    officer_id = work.placement.officer_id
    assert officer_id is not None
    name = organisation.officer_names([officer_id])[officer_id]
    leader = desk.somebody(Role.LEADER)
    page = said(leader.get(PAGE))
    assert name in page
    address = f"/office/?box=team&officer={officer_id}"
    assert address in leader.get(PAGE).content.decode().replace("&amp;", "&")
    theirs = leader.get(address)
    assert name in said(theirs)
    listed = set(re.findall(r'name="work" value="(\d+)-\d+"', theirs.content.decode()))
    assert listed == {str(one) for one in (first, second) if with_him(one, officer_id)}
    assert 'name="act" value="give"' in theirs.content.decode()
    nobody = leader.get("/office/?box=team&officer=999999999")
    assert not re.findall(r'name="work"', nobody.content.decode())


def test_what_was_done_counts_by_the_week_and_by_working_time(desk: Desk) -> None:
    dossier_id = desk.receive()
    desk.wait(hours=1)
    agency = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    before = loads(desk)
    (work,) = course.open_work(dossier_id)
    way = next(iter(desk.ways(Role.OFFICER, dossier_id)))
    desk.press(Role.OFFICER, dossier_id, way)
    after = loads(desk)
    key = (agency, work.placement.officer_id)
    assert after[key].weekly_out == before[key].weekly_out + Decimal(1) / course.WEEKS
    assert after[key].median_minutes == 65, "an hour, and the five minutes of the press"


def test_nobody_else_counts_his_colleagues(desk: Desk) -> None:
    desk.receive()
    assert desk.somebody(Role.OFFICER).get(PAGE).status_code == 403
    agency = organisation.agency_by_code(HONG_GAI, on=desk.at.date())
    assert agency.name not in said(desk.somebody(Role.LEADER, ELSEWHERE).get(PAGE))


def loads(desk: Desk) -> dict[tuple[int, int | None], Workload]:
    agency = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    scope = Scope(agency_ids=frozenset({agency}), own_agency_ids=frozenset({agency}))
    return {(one.agency_id, one.officer_id): one for one in course.workloads(scope, at=desk.at)}


def with_him(dossier_id: int, officer_id: int) -> bool:
    return any(work.placement.officer_id == officer_id for work in course.open_work(dossier_id))

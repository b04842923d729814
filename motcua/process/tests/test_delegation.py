"""A leader is away and has delegated his post: his work stands in his delegate's own list, marked, while it lasts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import ACTOR, appoint, post
from motcua.organisation.types import Role
from motcua.process import commands, queries
from motcua.process.queries import Box
from motcua.process.tests.house import House, Person, at_work, on, work

FIRST_DAY, LAST_DAY = date(2026, 3, 3), date(2026, 3, 5)


@pytest.fixture
def here(settled: House) -> House:
    return settled


@pytest.fixture
def waiting(here: House) -> int:
    """A dossier that waits for the leader's approval."""
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("02/03 10:00"))
    assert work(dossier_id).placement.officer_id == here.leader.id
    return dossier_id


def lend(here: House, receiver: Person) -> int:
    (holding,) = organisation.holdings(on=FIRST_DAY, officer_id=here.leader.id)
    return lending.delegate(
        actor=ACTOR,
        at=on("02/03 08:00"),
        giver_id=here.leader.id,
        receiver_id=receiver.id,
        post_id=holding.post.id,
        valid_from=FIRST_DAY,
        valid_to=LAST_DAY,
        decision="Giấy ủy quyền 3",
    )


def mine(person: Person) -> list[tuple[int, int | None]]:
    return [(row.work.dossier_id, row.on_behalf_of) for row in queries.inbox(person.scope, Box.MINE)]


def test_it_stands_there_from_the_first_day_to_the_last(here: House, waiting: int) -> None:
    lend(here, here.clerk)
    by_day = {day: mine(at_work(here.clerk.id, day=date(2026, 3, day))) for day in (2, 3, 5, 6)}
    assert by_day == {2: [], 3: [(waiting, here.leader.id)], 5: [(waiting, here.leader.id)], 6: []}
    delegate = at_work(here.clerk.id, day=FIRST_DAY)
    assert queries.box_counts(delegate.scope)[Box.MINE] == 1
    assert mine(at_work(here.leader.id, day=FIRST_DAY)) == [(waiting, None)], "for the leader it is his own"
    here.advance(delegate, waiting, "approve", on("03/03 11:00"))
    assert [who for _dossier, who in mine(delegate)] == [None], "sealing it is the clerk's own work again"


def test_a_delegation_that_is_revoked_takes_it_away(here: House, waiting: int) -> None:
    delegation_id = lend(here, here.clerk)
    lending.revoke_delegation(
        actor=ACTOR, at=on("03/03 08:00"), delegation_id=delegation_id, first_day_without=date(2026, 3, 4)
    )
    assert mine(at_work(here.clerk.id, day=date(2026, 3, 3))) == [(waiting, here.leader.id)]
    assert mine(at_work(here.clerk.id, day=date(2026, 3, 4))) == []


def test_only_the_work_of_the_delegated_post_comes_along(here: House, waiting: int) -> None:
    """The leader also appraises, in another post that he has delegated to nobody."""
    appoint(here.leader.id, post(here.office.resolving, Role.OFFICER))
    appraised = here.receive().dossier_id
    boss = at_work(here.leader.id, day=FIRST_DAY)
    if work(appraised).placement.officer_id != here.leader.id:
        commands.reassign(
            actor=boss.actor,
            scope=boss.scope,
            at=on("03/03 08:00"),
            dossier_id=appraised,
            work_number=work(appraised).number,
            officer_id=here.leader.id,
            reason="Đồng chí Dung nghỉ",
        )
    (holding,) = [
        one for one in organisation.holdings(on=FIRST_DAY, officer_id=here.leader.id) if one.post.role is Role.LEADER
    ]
    lending.delegate(
        actor=ACTOR,
        at=on("02/03 08:00"),
        giver_id=here.leader.id,
        receiver_id=here.clerk.id,
        post_id=holding.post.id,
        valid_from=FIRST_DAY,
        valid_to=LAST_DAY,
        decision="Giấy ủy quyền 3",
    )
    assert mine(at_work(here.clerk.id, day=FIRST_DAY)) == [(waiting, here.leader.id)]


def test_a_strangers_list_stays_empty_and_the_cost_the_same(here: House, waiting: int) -> None:
    before = statements(at_work(here.clerk.id, day=FIRST_DAY))
    lend(here, here.clerk)
    assert statements(at_work(here.clerk.id, day=FIRST_DAY)) == before
    assert mine(at_work(here.stranger.id, day=FIRST_DAY)) == []


def statements(person: Person) -> int:
    with CaptureQueriesContext(connection) as captured:
        queries.inbox(person.scope, Box.MINE)
        queries.box_counts(person.scope)
    return len(captured)

"""Many late dossiers at once: each hour is charged to who had the work then, and to who led the agency then."""

from datetime import date

import pytest

from motcua.organisation import commands as staffing
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import ACTOR, DECISION, appoint, officer
from motcua.process import commands, queries
from motcua.process.tests.house import house, on, work

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
_HOUR = 60


def test_each_hand_and_each_head_answers_for_his_own_hours() -> None:
    """Four hours for appraising; from Monday to the Tuesday of next week with one, then with his colleague. On Thursday
    of that week another one leads the commune."""
    here = house()
    dossier_id, in_term = here.receive_land(), here.receive_land(on("19/03 15:00"))
    boss, begun = here.leader, work(dossier_id)
    commands.reassign(
        actor=boss.actor,
        scope=boss.scope,
        at=on("10/03 09:00"),
        dossier_id=dossier_id,
        work_number=begun.number,
        officer_id=here.colleague.id,
        reason="Nghỉ phép",
    )
    (held,) = organisation.holdings(on=date(2026, 3, 2), officer_id=here.leader.id)
    staffing.end_holding(
        actor=ACTOR, at=on("11/03 08:00"), holding_id=held.id, last_day=date(2026, 3, 11), decision=DECISION
    )
    follower = officer("QN-20", "Đinh Thị Nga")
    appoint(follower, held.post.id, valid_from=date(2026, 3, 12))

    found = queries.answered_for(here.leader.scope, late=[], overdue=[dossier_id], at=on("20/03 09:00"))
    (one,) = found.overdue
    first, second = begun.placement.officer_id, here.colleague.id
    assert [(over.officer_id, over.beyond_minutes) for over in one.overruns] == [
        (first, 44 * _HOUR),
        (second, 14 * _HOUR + 30),
        (second, 49 * _HOUR + 30),
    ]
    assert [(charge.head_ids, charge.overdue, charge.beyond_minutes) for charge in found.charges] == [
        ((here.leader.id,), 0, 58 * _HOUR + 30),
        ((follower,), 1, 49 * _HOUR + 30),
    ]
    assert (dict(found.causes), found.unexplained) == ({}, 1)
    (alone,) = queries.responsibilities([dossier_id], at=on("20/03 09:00"))
    assert [(over.officer_id, over.beyond_minutes) for over in alone.overruns] == [
        (first, 44 * _HOUR),
        (second, 64 * _HOUR),
    ]
    (kept,) = queries.responsibilities([in_term], at=on("20/03 09:00"))
    assert kept.overruns == ()

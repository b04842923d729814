"""A commune goes into another one: its heir finds the open dossiers on its own desks, with everything as promised."""

from datetime import date, datetime, timedelta

import pytest

from motcua.dossier import queries as dossiers
from motcua.journal.queries import verify
from motcua.organisation import commands as organisation
from motcua.organisation import queries as agencies
from motcua.organisation.tests.factories import ACTOR, DECISION, appoint, establish, post
from motcua.organisation.types import Level, Replacement, Role
from motcua.process import queries
from motcua.process.tests.offices import facts, receive, staffed

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2026, 4, 1)
AT = datetime(2026, 3, 20, 8, 0)


def test_open_work_goes_to_the_heir_and_to_the_officer_who_went_along() -> None:
    here = staffed()
    heir = establish("H49.202", "UBND phường Hạ Long", level=Level.COMMUNE)
    stays_on = agencies.officer_by_code("QN-2").id
    appoint(stays_on, post(heir, Role.OFFICER), valid_from=FIRST_DAY)
    mine = receive(here, datetime(2026, 3, 2, 9, 0))
    before = facts(mine.dossier_id)
    due_before = queries.open_work(mine.dossier_id)[0].due_at

    replacements = [Replacement(here.resolving, (heir,), heir_id=heir)]
    plan = agencies.plan_merger(replacements=replacements, first_day=FIRST_DAY, decision=DECISION)
    left = {estate.room: estate.count for estate in plan.steps[0].estates}
    assert left == {"catalogue": 0, "dossier": 1, "process": 1}

    organisation.merge(
        actor=ACTOR, at=AT, replacements=replacements, first_day=FIRST_DAY, decision=DECISION, token=plan.token
    )
    organisation.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 0, 30))

    (work,) = queries.open_work(mine.dossier_id)
    assert (work.placement.agency_id, work.placement.officer_id, work.due_at) == (heir, stays_on, due_before)
    after = facts(mine.dossier_id)
    assert (after.subject.resolving_agency_id, after.holder.officer_id) == (heir, stays_on)
    assert after.clock is not None
    assert before.clock is not None
    assert after.clock.due_at == before.clock.due_at
    later = organisation.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 0, 30) + timedelta(hours=1))
    assert later == 0
    assert list(dossiers.faults()) == []
    assert not verify().findings


def test_where_nobody_went_along_it_lies_in_the_pool_of_the_heir() -> None:
    here = staffed()
    heir = establish("H49.202", "UBND phường Hạ Long", level=Level.COMMUNE)
    mine = receive(here, datetime(2026, 3, 2, 9, 0))
    replacements = [Replacement(here.resolving, (heir,), heir_id=heir)]
    plan = agencies.plan_merger(replacements=replacements, first_day=FIRST_DAY, decision=DECISION)
    organisation.merge(
        actor=ACTOR, at=AT, replacements=replacements, first_day=FIRST_DAY, decision=DECISION, token=plan.token
    )
    organisation.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 0, 30))
    (work,) = queries.open_work(mine.dossier_id)
    assert (work.placement.agency_id, work.placement.officer_id, work.placement.because) == (heir, None, "nobody")

"""Every kind of entry this room writes, as its commands write it today, against the kept ones."""

from datetime import date
from typing import Any

import pytest

from motcua.journal.queries import entries_after
from motcua.journal.tests import golden
from motcua.organisation import commands, queries
from motcua.organisation.kinds import OrganisationKind
from motcua.organisation.tests.factories import (
    ACTOR,
    AT,
    DECISION,
    START,
    TODAY,
    appoint,
    establish,
    holder,
    officer,
    post,
    small_state,
)
from motcua.organisation.types import Contact, FormChoice, FormLanguages, PageSize, Replacement, Role

pytestmark = pytest.mark.django_db


def test_every_kind_is_written_as_it_always_was() -> None:
    state = small_state()
    by: dict[str, Any] = {"actor": ACTOR, "at": AT}
    commands.rename_agency(
        actor=ACTOR, at=AT, agency_id=state.department, name="Sở mới", first_day=date(2026, 1, 1), decision=DECISION
    )
    commands.recode_agency(
        actor=ACTOR, at=AT, agency_id=state.commune, code="H49.9", first_day=TODAY, decision=DECISION
    )
    commands.say_contact(
        **by, agency_id=state.commune, contact=Contact("Số 1 đường Trần Phú", "0203 000 0001", "xa@example.org")
    )
    commands.choose_forms(
        **by,
        agency_id=state.centre,
        choice=FormChoice(PageSize.A4, FormLanguages.WITH_ENGLISH),
        first_day=TODAY,
        decision=DECISION,
    )
    unit = commands.open_unit(actor=ACTOR, at=AT, agency_id=state.department, code="P", name="Phòng", valid_from=START)
    commands.close_unit(**by, unit_id=unit, last_day=TODAY)
    desk = commands.open_desk(
        actor=ACTOR, at=AT, agency_id=state.centre, code="Q", name="Quầy", desk_key="", valid_from=START
    )
    commands.close_desk(**by, desk_id=desk, last_day=TODAY)
    person, held = officer("2", "Lê Mai"), post(state.department)
    holding = appoint(person, held)
    commands.end_holding(**by, holding_id=holding, last_day=TODAY, decision=DECISION)
    commands.close_post(**by, post_id=held, last_day=TODAY)
    leader, deputy = holder(state.department, Role.LEADER, "3"), holder(state.department, Role.OFFICER, "4")
    lent = commands.delegate(
        actor=ACTOR,
        at=AT,
        giver_id=leader,
        receiver_id=deputy,
        post_id=queries.capacities(leader, on=TODAY)[0].post.id,
        valid_from=TODAY,
        valid_to=TODAY,
        decision=DECISION,
    )
    commands.revoke_delegation(**by, delegation_id=lent, first_day_without=TODAY)
    heir = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    merged = [Replacement(state.department, (heir,), heir)]
    plan = queries.plan_merger(replacements=merged, first_day=date(2026, 3, 3), decision=DECISION)
    commands.merge(
        actor=ACTOR, at=AT, replacements=merged, first_day=date(2026, 3, 3), decision=DECISION, token=plan.token
    )
    commands.hand_over_estates(actor=ACTOR, at=AT.replace(day=3))
    written = {entry.kind: entry.body for entry in entries_after(0, limit=1000)}
    assert set(written) == set(OrganisationKind)
    for kind, body in written.items():
        golden.check(kind, body)

"""What a process keeps of the organisation is right on every day, also around the days on which something changes."""

from datetime import date, timedelta
from typing import Any

from motcua.organisation import commands, queries
from motcua.organisation.queries.eras import era
from motcua.organisation.tests.factories import ACTOR, AT, DECISION, appoint, officer, post, small_state
from motcua.organisation.types import Role

RENAMED, LAST_IN_OFFICE = date(2026, 4, 1), date(2026, 4, 15)
DAYS = [date(2026, 3, 29) + timedelta(days=number) for number in range(25)]


def test_every_day_has_its_own_answer(own_database: Any) -> None:
    state = small_state()
    place, person = post(state.department), officer()
    appoint(person, place, valid_to=LAST_IN_OFFICE)
    commands.rename_agency(
        actor=ACTOR,
        at=AT,
        agency_id=state.department,
        name="Sở Tư pháp và Nội vụ",
        first_day=RENAMED,
        decision=DECISION,
    )
    for days in (DAYS, DAYS[::-1]):  # whatever day is asked for first
        for day in days:
            name = "Sở Tư pháp" if day < RENAMED else "Sở Tư pháp và Nội vụ"
            assert queries.agency(state.department, on=day).name == name
            holders = (person,) if day <= LAST_IN_OFFICE else ()
            assert queries.holders_of(Role.OFFICER, agency_id=state.department, on=day) == holders


def test_days_between_two_changes_belong_together(own_database: Any) -> None:
    state = small_state()
    commands.rename_agency(
        actor=ACTOR,
        at=AT,
        agency_id=state.department,
        name="Sở Tư pháp và Nội vụ",
        first_day=RENAMED,
        decision=DECISION,
    )
    day_before = RENAMED - timedelta(days=1)
    assert era(date(2025, 12, 1)) == era(day_before) == date(2025, 7, 1)
    assert era(RENAMED) == era(date(2030, 1, 1)) == RENAMED

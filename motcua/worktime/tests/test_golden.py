"""The entries of this room have the shape they were released in."""

import pytest

from motcua.journal.queries import entries
from motcua.journal.tests import golden
from motcua.kernel.types import system
from motcua.worktime import commands
from motcua.worktime.kinds import WorktimeKind
from motcua.worktime.tests.settings import SATURDAY_MORNING, day, definition, moment, special
from motcua.worktime.types import SpecialKind

ACTOR = system("test")


@pytest.mark.django_db
def test_every_kind_is_written_as_it_was_released() -> None:
    new_year = special(SpecialKind.HOLIDAY, "01/01/2026")
    commands.publish_calendar(
        actor=ACTOR, at=moment("01/12/2025 08:00"), definition=definition([new_year]), decision="QĐ 1/QĐ-UBND"
    )
    commands.enter_closure(
        actor=ACTOR,
        at=moment("08/03/2026 20:00"),
        calendar_key="made-up",
        decision="QĐ 99/QĐ-UBND",
        name="Bão số 3",
        first_day=day("09/03/2026"),
        last_day=day("09/03/2026"),
        agencies=["H49.201"],
        stops_terms=True,
    )
    commands.publish_desk(actor=ACTOR, at=moment("01/12/2025 08:00"), desk=SATURDAY_MORNING, decision="QĐ 2/QĐ-UBND")
    written = [*entries(stream="calendar/made-up"), *entries(stream="reception/saturday_morning")]
    assert [entry.kind for entry in written] == [
        WorktimeKind.CALENDAR_PUBLISHED,
        WorktimeKind.DAYS_ENTERED,
        WorktimeKind.DESK_PUBLISHED,
    ]
    for entry in written:
        golden.check(entry.kind, entry.body)

"""Two hands on one calendar."""

from datetime import datetime
from typing import Any

from motcua.journal.queries import entries
from motcua.kernel.types import system
from motcua.worktime import commands, queries
from motcua.worktime.tests.settings import day, moment

BINH = system("test")
NEW_YEAR = datetime(2025, 12, 1, 8, 0)


def test_two_decisions_entered_at_once_make_two_versions(own_database: Any) -> None:
    commands.seed(actor=BINH, at=NEW_YEAR)

    def close(number: int) -> str:
        return commands.enter_closure(
            actor=BINH,
            at=moment("08/03/2026 20:00"),
            calendar_key="vn-office",
            decision=f"QĐ {number}/QĐ-UBND",
            name="Bão số 3",
            first_day=day("09/03/2026"),
            last_day=day("10/03/2026"),
            agencies=[f"H49.{number}"],
            stops_terms=True,
        ).version

    assert sorted(own_database.together(close, 4)) == ["2026.2", "2026.3", "2026.4", "2026.5"]
    assert all(not queries.calendar(agency=f"H49.{number}").is_working(day("09/03/2026")) for number in range(4))
    assert len(list(entries(stream="calendar/vn-office"))) == 5

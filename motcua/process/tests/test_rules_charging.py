"""What agencies and their heads answer for: a table of situations with exact hours, counted by the rules beneath."""

from datetime import date, datetime

import pytest

from motcua.kernel.types import granted
from motcua.process.rules.charging import charges, under_heads
from motcua.process.rules.responsibility import overruns
from motcua.process.types import Charge, Headship, Lying, Responsibility
from motcua.worktime.types import DEFAULT_CALENDAR, packaged_calendar

HOUSE, TAX, FAR = 1, 2, 3
HUNG, THAO, TAX_HEAD = 31, 32, 41
LET_IT_LIE, TOOK_IT = 11, 12
TWO_DAYS = 960


def on(text: str) -> datetime:
    return datetime.strptime(f"{text} 2026", "%d/%m %H:%M %Y")


ALONE = {HOUSE: [Headship(HUNG, date(2020, 1, 1), None)], TAX: [Headship(TAX_HEAD, date(2020, 1, 1), None)]}
FOLLOWED = {HOUSE: [Headship(HUNG, date(2020, 1, 1), date(2026, 3, 4)), Headship(THAO, date(2026, 3, 5), None)]}
VACANT = {HOUSE: [Headship(HUNG, date(2020, 1, 1), date(2026, 3, 4)), Headship(THAO, date(2026, 3, 6), None)]}
TOGETHER = {HOUSE: [Headship(THAO, date(2020, 1, 1), None), Headship(HUNG, date(2020, 1, 1), None)]}


def lay(begins: str, ends: str, officer: int = LET_IT_LIE, *, agency: int = HOUSE, number: int = 5) -> Lying:
    return Lying(number, "appraise", agency, officer, on(begins), on(ends))


# One piece of work has a term of two working days, 16 hours. Each line of what is expected: the agency, its heads, how
# many dossiers it resolved late, in how many its own steps ran over, and by how many minutes.
SITUATIONS = {
    "one head answers for all of it": (
        [lay("02/03 07:30", "05/03 17:00")], ALONE, [(HOUSE, (HUNG,), 1, 1, 960)],
    ),
    "two who lead together answer together": (
        [lay("02/03 07:30", "05/03 17:00")], TOGETHER, [(HOUSE, (HUNG, THAO), 1, 1, 960)],
    ),
    "whoever came on the fourth day answers for the fourth day, and for what came out then": (
        [lay("02/03 07:30", "05/03 17:00")], FOLLOWED, [(HOUSE, (THAO,), 1, 1, 480), (HOUSE, (HUNG,), 0, 1, 480)],
    ),
    "a day on which nobody led it stands alone": (
        [lay("02/03 07:30", "06/03 17:00")], VACANT,
        [(HOUSE, (THAO,), 1, 1, 480), (HOUSE, (), 0, 1, 480), (HOUSE, (HUNG,), 0, 1, 480)],
    ),
    "the term was used up under the one before: each hour is his who led then": (
        [lay("02/03 07:30", "03/03 17:00"), lay("04/03 07:30", "05/03 11:30", TOOK_IT)], FOLLOWED,
        [(HOUSE, (HUNG,), 0, 1, 480), (HOUSE, (THAO,), 1, 1, 240)],
    ),
    "a step of another agency is that agency's": (
        [lay("02/03 07:30", "03/03 17:00"), lay("04/03 07:30", "06/03 17:00", agency=TAX, number=9)], ALONE,
        [(TAX, (TAX_HEAD,), 0, 1, 480), (HOUSE, (HUNG,), 1, 0, 0)],
    ),
    "a step of an agency out of sight is not shown": (
        [lay("02/03 07:30", "03/03 17:00"), lay("04/03 07:30", "06/03 17:00", agency=FAR, number=9)], ALONE,
        [(HOUSE, (HUNG,), 1, 0, 0)],
    ),
    "without overruns the dossier itself is still late": (
        [lay("02/03 07:30", "03/03 17:00")], ALONE, [(HOUSE, (HUNG,), 1, 0, 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lying", "heads", "expected"), SITUATIONS.values(), ids=SITUATIONS)
def test_who_is_charged(
    lying: list[Lying],
    heads: dict[int, list[Headship]],
    expected: list[tuple[int, tuple[int, ...], int, int, int]],
) -> None:
    late = answered(lying, heads)
    found = charges([late], [], heads, seen={HOUSE, TAX})
    assert [(one.agency_id, one.head_ids, one.late, one.overran, one.beyond_minutes) for one in found] == expected
    assert sum(one.beyond_minutes for one in charges([late], [], heads, seen=None)) == late.beyond_minutes, (
        "no hour is charged twice, and none to nobody"
    )


def test_what_is_open_is_his_who_leads_at_the_end_of_the_period() -> None:
    """Looked at on Thursday at midnight, when another one leads from the first minute on."""
    midnight = answered([lay("02/03 07:30", "05/03 00:00")], FOLLOWED, until="05/03 00:00")
    assert charges([], [midnight], FOLLOWED, seen=None) == (
        Charge(agency_id=HOUSE, head_ids=(HUNG,), late=0, overdue=1, overran=1, beyond_minutes=480),
    )


def test_nothing_late_is_nobodys() -> None:
    assert charges([], [], ALONE, seen=None) == ()


def answered(lying: list[Lying], heads: dict[int, list[Headship]], *, until: str = "") -> Responsibility:
    """A late dossier whose work lay so, until its result was there."""
    calendar = granted(packaged_calendar(DEFAULT_CALENDAR))
    upto = on(until) if until else lying[-1].ends_at
    beyond = overruns(
        under_heads(lying, heads),
        {one.number: TWO_DAYS for one in lying},
        not_counted=[],
        calendars={HOUSE: calendar, TAX: calendar, FAR: calendar},
        upto=upto,
    )
    return Responsibility(
        dossier_id=7,
        code="H49-7",
        resolving_agency_id=HOUSE,
        due_at=on("03/03 17:00"),
        until=upto,
        late_minutes=0,
        overruns=beyond,
    )

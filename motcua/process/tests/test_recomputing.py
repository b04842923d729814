"""Rule 25: a calendar changed after the receipt. Later moves, earlier does not; E54 and E55 through the commands."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from motcua.catalogue import commands as catalogue
from motcua.catalogue.tests.factories import house_number
from motcua.dossier import queries as dossiers
from motcua.dossier.tests.office import Office
from motcua.journal.queries import entries
from motcua.kernel.types import system
from motcua.process import commands
from motcua.process.tests.offices import facts, receive, staffed
from motcua.process.types import Recomputed
from motcua.worktime import commands as worktime
from motcua.worktime.commands import Published
from motcua.worktime.types import packaged_definitions

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
CLERK = system("test")
NOTICE = "Thông báo 9441/TB-BNV"
NEW_YEAR_SWAP = (date(2026, 1, 2), date(2026, 1, 10))
AUGUST_SWAP = (date(2026, 8, 22), date(2026, 8, 31))


def calendar_without(*days: date) -> None:
    """The office calendar before these days were decided."""
    packaged = packaged_definitions()["vn-office"]
    withdrawn = [each for each in packaged.special_days if each.day in days]
    assert len(withdrawn) == len(days)
    unaware = packaged.followed_by(withdrawn=withdrawn, version="2025.1", published_at=datetime(2025, 1, 1, 8, 0))
    worktime.publish_calendar(actor=CLERK, at=datetime(2025, 1, 1, 8, 0), definition=unaware, decision="ban đầu")


def decide(at: datetime, *days: date) -> Published:
    """The days are decided after all."""
    packaged = packaged_definitions()["vn-office"]
    decided = [replace(each, decision=NOTICE) for each in packaged.special_days if each.day in days]
    return worktime.enter_decree(actor=CLERK, at=at, calendar_key="vn-office", days=decided)


def recompute(published: Published, at: datetime, **options: Any) -> Recomputed:
    assert published.affected is not None
    return commands.recompute_clocks(
        actor=CLERK,
        at=at,
        calendar_key="vn-office",
        affected=published.affected,
        decision=NOTICE,
        **options,
    )


def due_at(dossier_id: int) -> datetime | None:
    clock = facts(dossier_id).clock
    return None if clock is None else clock.due_at


def received(here: Office, term: str, at: datetime) -> int:
    """A dossier of a procedure with that term, in force since the communes of today exist."""
    version = replace(house_number(term=term, effective_from=date(2025, 7, 1)), code="9.000002")
    version_id = catalogue.publish(actor=CLERK, at=datetime(2025, 7, 1, 8, 0), version=version)
    return receive(here, at, procedure_version_id=version_id, procedure_code="9.000002").dossier_id


def kinds_of(dossier_id: int) -> list[str]:
    return [entry.kind for entry in entries(stream=f"dossier/{dossier_id}")]


def test_e54_a_swapped_friday_moves_the_date_and_the_page_says_so() -> None:
    calendar_without(*NEW_YEAR_SWAP)
    one = received(staffed(), "10 working_day", datetime(2025, 12, 22, 9, 0))
    assert due_at(one) == datetime(2026, 1, 6, 17, 0)
    christmas = datetime(2025, 12, 25, 16, 0)
    swap = decide(christmas, *NEW_YEAR_SWAP)

    told = recompute(swap, christmas)

    assert (told.concerned, told.kept) == (1, 0)
    (moved,) = told.moves
    assert (moved.before, moved.after) == (datetime(2026, 1, 6, 17, 0), datetime(2026, 1, 7, 17, 0))
    assert due_at(one) == datetime(2026, 1, 7, 17, 0)
    assert any(NOTICE in line for line in dossiers.explain(one, at=christmas, language="vi"))
    assert list(dossiers.faults()) == []


def test_e55_an_earlier_date_does_not_take_back_what_was_printed() -> None:
    calendar_without(*AUGUST_SWAP)
    one = received(staffed(), "3 working_day", datetime(2026, 8, 21, 9, 0))
    assert due_at(one) == datetime(2026, 8, 26, 17, 0)
    evening = datetime(2026, 8, 21, 16, 0)
    swap = decide(evening, *AUGUST_SWAP)
    told = recompute(swap, evening)
    assert (told.kept, told.moves) == (1, ())
    assert due_at(one) == datetime(2026, 8, 26, 17, 0)
    assert any(NOTICE in line for line in dossiers.explain(one, at=evening, language="vi"))


def test_a_dry_run_says_what_would_move_and_writes_nothing() -> None:
    calendar_without(*NEW_YEAR_SWAP)
    one = received(staffed(), "10 working_day", datetime(2025, 12, 22, 9, 0))
    christmas = datetime(2025, 12, 25, 16, 0)
    swap = decide(christmas, *NEW_YEAR_SWAP)
    before = kinds_of(one)
    dry = recompute(swap, christmas, is_dry_run=True)
    assert [move.after for move in dry.moves] == [datetime(2026, 1, 7, 17, 0)]
    assert (kinds_of(one), due_at(one)) == (before, datetime(2026, 1, 6, 17, 0))
    assert recompute(swap, christmas) == dry


def test_stopped_in_the_middle_it_goes_on_and_gives_each_dossier_one_entry() -> None:
    calendar_without(*NEW_YEAR_SWAP)
    here = staffed()
    first = received(here, "10 working_day", datetime(2025, 12, 22, 9, 0))
    subject = facts(first).subject
    many = [first] + [
        receive(
            here,
            datetime(2025, 12, 22, 9, 1),
            procedure_version_id=subject.procedure_version_id,
            procedure_code=subject.procedure_code,
        ).dossier_id
        for _ in range(4)
    ]
    christmas = datetime(2025, 12, 25, 16, 0)
    swap = decide(christmas, *NEW_YEAR_SWAP)
    assert len(recompute(swap, christmas, at_once=2).moves) == 5
    again = recompute(swap, christmas, at_once=2)
    assert (again.moves, again.kept) == ((), 0)
    assert all(kinds_of(one).count("dossier.clock_recomputed") == 1 for one in many)
    assert all(due_at(one) == datetime(2026, 1, 7, 17, 0) for one in many)

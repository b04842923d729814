"""A fortnight of the sample province: real commands only, nothing refused, everything adds up afterwards."""

from datetime import date, datetime

from motcua.dossier import queries as dossier
from motcua.insight import checking
from motcua.journal import queries as journal
from motcua.simulate import history

WISH = history.Wish(first=date(2026, 3, 2), until=datetime(2026, 3, 13, 16, 0), dossiers=60, seed=3)


def told() -> list[tuple[datetime, datetime, str]]:
    return [
        (entry.at, entry.recorded_at, entry.kind)
        for entry in journal.entries_after(0, limit=100_000)
        if entry.stream.startswith("dossier/")
    ]


def streams() -> set[str]:
    return {entry.stream for entry in journal.entries_after(0, limit=100_000)}


def test_a_fortnight_adds_up(own_quang_ninh: object) -> None:
    days = 0

    def count(done: int) -> None:
        nonlocal days
        days += done

    made = history.write(WISH, progress=count)
    assert made.arrivals == WISH.dossiers
    assert made.refused == {}
    assert days == WISH.days
    story = told()
    assert {"dossier.received", "dossier.filed", "dossier.completed", "dossier.handed_over"} <= {
        row[2] for row in story
    }
    assert [row for row in story if not row[0] <= row[1] <= WISH.until] == []
    assert list(dossier.faults()) == []
    assert list(checking.faults()) == []
    assert journal.verify().holds


def test_whoever_would_come_later_today_came_before(own_quang_ninh: object) -> None:
    just_after_midnight = datetime(2026, 3, 9, 0, 5)

    made = history.write(history.Wish(first=date(2026, 3, 6), until=just_after_midnight, dossiers=12, seed=3))

    assert made.arrivals == 12
    assert len([stream for stream in streams() if stream.startswith("dossier/")]) == 12

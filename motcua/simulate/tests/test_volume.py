"""A volume for trials goes past people's desks but through the heart: its dossiers add up like any others."""

from datetime import date, datetime

from motcua.dossier import queries as dossier
from motcua.insight import checking
from motcua.journal import queries as journal
from motcua.journal.commands import catch_up
from motcua.journal.types import readers
from motcua.simulate import volume
from motcua.simulate.history import Wish

WISH = Wish(first=date(2026, 1, 5), until=datetime(2026, 3, 31, 17, 0), dossiers=200, seed=4)


def written() -> list[tuple[datetime, str]]:
    return [
        (entry.at, entry.kind)
        for entry in journal.entries_after(0, limit=100_000)
        if entry.stream.startswith("dossier/")
    ]


def test_a_volume_adds_up(own_quang_ninh: object) -> None:
    done: list[int] = []

    made = volume.write(WISH, progress=done.append)

    assert made == sum(done) == WISH.dossiers
    kinds = [kind for _, kind in written()]
    assert kinds.count("dossier.received") == made
    assert {"dossier.completed", "dossier.handed_over", "dossier.stopped"} <= set(kinds)
    assert [at for at, _ in written() if at > WISH.until] == []
    for reader in readers():
        catch_up(reader.name)
    assert list(dossier.faults()) == []
    assert list(checking.faults()) == []
    assert journal.verify().holds

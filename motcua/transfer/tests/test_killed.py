"""Power cuts while an office comes over: the same file is given again, nothing is twice and nothing is lost."""

import json
import subprocess
import sys
import time

import pytest

from conftest import OwnDatabase
from motcua.dossier import models
from motcua.dossier import queries as dossiers
from motcua.journal.queries import verify
from motcua.parties import queries as persons
from motcua.process import queries as process
from motcua.process.tests.offices import staffed
from motcua.transfer.tests.test_bring_over import RUNNING, bring
from motcua.transfer.types import Fate

BRING_OVER = """
import sys, django
django.setup()
from datetime import datetime
from motcua.kernel.types import Actor, ActorKind
from motcua.transfer.commands import bring_over
bring_over(
    actor=Actor(ActorKind.IMPORT, "migrate-in"), at=datetime(2026, 4, 1, 8, 0), text=sys.stdin.read(), source="HTTT cũ",
    is_dry_run=False, progress=lambda done, of: print(done, flush=True), at_once=5,
)
"""


def killed(own_database: OwnDatabase, text: str, *, after: int, then: float) -> None:
    """Brings it over in a process of its own, which is killed so many seconds after so many rows were done."""
    process = subprocess.Popen(
        [sys.executable, "-c", BRING_OVER],
        env=own_database.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(text)
        process.stdin.close()
        while int(process.stdout.readline()) < after:
            pass
        time.sleep(then)
        process.kill()
    while working_for_the_dead(own_database):
        time.sleep(0.01)


def working_for_the_dead(own_database: OwnDatabase) -> bool:
    with own_database.connect() as session:
        found = session.execute(
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'"
            " AND pid <> pg_backend_pid()"
        ).fetchone()
    return found is not None


@pytest.mark.slow
def test_killed_again_and_again_nothing_is_twice_and_nothing_is_lost(own_database: OwnDatabase) -> None:
    staffed()
    rows = [RUNNING | {"code": f"H49.201-260302-{number:04d}"} for number in range(1, 61)]
    text = "\n".join(json.dumps(row) for row in rows)
    before = models.Dossier.objects.count()
    for after, then in ((5, 0.0), (20, 0.03), (40, 0.08)):
        killed(own_database, text, after=after, then=then)
        here_now = models.Dossier.objects.count()
        assert before < here_now < len(rows)
        assert here_now % 5 == 0, "a batch is there whole or not at all"
        assert here_now >= after
        before = here_now
        assert list(dossiers.faults()) == []
        assert verify().holds
    report = bring(*rows)
    assert [report.count(fate) for fate in (Fate.KNOWN, Fate.TAKEN_OVER, Fate.REFUSED)] == [before, 60 - before, 0]
    assert sorted(models.Dossier.objects.values_list("code", flat=True)) == [row["code"] for row in rows]
    declared = [dossiers.facts(line.dossier_id).declaration.id for line in report.lines if line.dossier_id]
    assert len(set(declared)) == len(persons.declarations(declared)) == 60
    assert not list(persons.faults_of_the_journal())
    assert all(len(process.open_work(line.dossier_id)) == 1 for line in report.lines if line.dossier_id)
    assert [line.fate for line in bring(*rows).lines] == [Fate.KNOWN] * 60
    assert verify().holds

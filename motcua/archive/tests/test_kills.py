"""A process is killed in the middle of a destruction; the next one goes on, and everything verifies."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import OwnDatabase
from motcua.archive import commands, queries
from motcua.archive.tests.stories import Archive, all_is_well, digests
from motcua.archive.tests.test_story import DECIDED
from motcua.archive.types import Stage
from motcua.kernel import clock
from motcua.papers import commands as store
from motcua.papers.models import StoredFile
from motcua.process.tests.house import house

_DESTROYING = """
import sys, time
from datetime import datetime
import django
django.setup()
from motcua.archive import commands
from motcua.papers import commands as papers
destroy, calls = papers.destroy_file, []
def slowly(*args, **options):
    calls.append(1)
    if len(calls) == 2:
        print("in the middle", flush=True)
        time.sleep(60)
    return destroy(*args, **options)
papers.destroy_file = slowly
commands.carry_out(int(sys.argv[1]), at=datetime(2047, 1, 6, 9, 0))
"""
_EMPTYING = """
import time
from datetime import datetime
import django
django.setup()
from motcua.kernel import sweep
from motcua.papers import models
from motcua.papers.store.sweeps import DESTROYED_FILES
def never(*args, **options):
    print("in the middle", flush=True)
    time.sleep(60)
models.StoredFile.save = never
sweep.run_once(datetime(2047, 1, 6, 9, 5), only=[DESTROYED_FILES])
"""


@pytest.fixture
def there(own_database: OwnDatabase, here_files: Path) -> Archive:
    """The same house with real commits."""
    return Archive(house())


def killed_in_the_middle(script: str, *arguments: str, surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-c", script, *arguments]
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == "in the middle"
        os.kill(run.pid, signal.SIGKILL)


def test_a_killed_destruction_leaves_dossiers_whole_or_gone_and_is_gone_on_with(
    there: Archive, own_database: OwnDatabase, here_files: Path
) -> None:
    surroundings: dict[str, Any] = {"surroundings": own_database.environment | {"MOTCUA_HOME": str(here_files)}}
    ids = [there.finished(1), there.finished(2)]
    gone = digests(ids[0]) | digests(ids[1])
    there.close()
    proposal = there.propose()
    there.decide(proposal)
    killed_in_the_middle(_DESTROYING, str(proposal), **surroundings)
    assert [bool(digests(one)) for one in ids] == [False, True]
    assert all_is_well() == []
    commands.carry_out(proposal, at=DECIDED)
    assert queries.destruction(there.house.clerk.scope, proposal, today=DECIDED.date()).stage is Stage.FINISHED

    killed_in_the_middle(_EMPTYING, **surroundings)
    files = StoredFile.objects.filter(digest__in=gone)
    assert {file.emptied_at for file in files} == {None}, "the bytes of one are gone, its row does not say so yet"
    there.sweep(DECIDED.replace(hour=10))
    assert None not in {file.emptied_at for file in files.all()}
    assert store.verify_files(at=clock.now()).holds
    assert all_is_well() == []

"""Of every kind and version ever written there is one entry here, unaltered, and it is still understood."""

import json
import os
import subprocess
import sys

import pytest

from motcua.journal.tests import golden

# In a process of its own: the tests of some rooms declare kinds of their own.
_KINDS = """
import importlib.util, json, pkgutil
import django
django.setup()
import motcua
from motcua.journal.types import declared_kinds
known = {name: kind.version for name, kind in declared_kinds().items()}
for room in pkgutil.iter_modules(motcua.__path__, "motcua."):
    for door in ("commands", "queries", "types"):
        if room.ispkg and importlib.util.find_spec(f"{room.name}.{door}"):
            importlib.import_module(f"{room.name}.{door}")
print(json.dumps({"known": known, "late": sorted(set(declared_kinds()) - set(known))}))
"""


@pytest.fixture(scope="module")
def kinds() -> dict[str, dict[str, int]]:
    answer = subprocess.run([sys.executable, "-c", _KINDS], env=os.environ, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    read: dict[str, dict[str, int]] = json.loads(answer.stdout)
    return read


def test_every_kind_is_known_once_the_house_is_set_up(kinds: dict[str, dict[str, int]]) -> None:
    assert not kinds["late"], "these kinds are declared only when a command is imported; load them in AppConfig.ready"


def test_every_kind_and_version_has_its_golden_entry(kinds: dict[str, dict[str, int]]) -> None:
    there = {(entry.kind, entry.version) for entry in golden.kept()}
    wanted = {(kind, version) for kind, last in kinds["known"].items() for version in range(1, last + 1)}
    assert not wanted - there, "check these in their room's tests (journal.tests.golden.check)"
    assert not there - wanted, "what was once released is never forgotten; declare these kinds"


@pytest.mark.parametrize("entry", golden.kept(), ids=lambda entry: f"{entry.kind} {entry.version}")
def test_what_was_written_once_is_understood_for_ever(entry: golden.Golden) -> None:
    golden.check_kept(entry)

"""A disk that is really full: a small one of its own, seen by one process only."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.papers.store.tests import corpus

_UNSHARE = shutil.which("unshare")
_MOUNTED = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"'
_HANDING_IN = """
import json, os, sys
from datetime import date
from pathlib import Path
import django
from django.conf import settings
home = Path(sys.argv[1])
settings.configure(HOME=home, FILES_URL="", SCANNER_URL="", SECRET_KEY="x", USE_I18N=False)
from motcua.kernel.types import Refused
from motcua.papers.store.acceptance import accept
from motcua.papers.store.stores.disk import DiskStore
store = DiskStore(home / "files")
said = []
for path in sys.argv[2:]:
    try:
        with open(path, "rb") as content:
            accept(content, name_hint="a.txt" if path.endswith("txt") else "a.pdf", on=date(2026, 3, 2), store=store)
        said.append("taken")
    except Refused as refused:
        said.append(refused.refusal.code)
drafts = home / "files" / "drafts"
left = [str(one) for one in drafts.iterdir()] if drafts.exists() else []
print(json.dumps({"said": said, "kept": [one.size for one in store.listing()], "left": left}))
"""


def _alone(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The command in a world of its own, in which that folder is a disk of one megabyte."""
    assert _UNSHARE is not None
    world = [_UNSHARE, "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNTED, str(folder)]
    return subprocess.run([*world, *command], capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    if _UNSHARE is None or _alone(folder, "true").returncode:
        pytest.skip("This machine lets nobody have a disk of his own.")
    return folder


def test_a_full_disk_is_said_nothing_half_is_left_and_what_was_there_stays(small_disk: Path, tmp_path: Path) -> None:
    small, large, paper = tmp_path / "small.txt", tmp_path / "large.txt", tmp_path / "paper.pdf"
    small.write_bytes(b"." * 300_000)
    large.write_bytes(b"," * 2_000_000)
    paper.write_bytes(corpus.pdf())
    run = _alone(
        small_disk, sys.executable, "-c", _HANDING_IN, str(small_disk), *map(str, (small, large, small, paper))
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["said"] == ["taken", "file_store_full", "taken", "taken"]
    assert told["kept"] == sorted([300_000, paper.stat().st_size]) or told["kept"] == [300_000, paper.stat().st_size]
    assert told["left"] == []


def test_a_disk_that_fills_up_between_spool_and_store_keeps_nothing_half(small_disk: Path, tmp_path: Path) -> None:
    """The content fits once, and not twice: it is full when the file is written beside its spool."""
    content = tmp_path / "content.txt"
    content.write_bytes(b"." * 700_000)
    run = _alone(small_disk, sys.executable, "-c", _HANDING_IN, str(small_disk), str(content))
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"said": ["file_store_full"], "kept": [], "left": []}

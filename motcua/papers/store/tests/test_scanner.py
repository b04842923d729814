"""The real virus scanner, with one signature of its own: what it finds is refused, what it passes is taken."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.kernel.types import Refused
from motcua.papers import commands, queries
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.tests import corpus
from motcua.papers.store.tests.test_acceptance import TODAY

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(CLAMD is None, reason="clamav-daemon is not installed: nobody scans")
EVIL = b"day-la-doan-ma-doc-thu-nghiem"
_SECONDS_TO_START = 30


@pytest.fixture(scope="module")
def socket_of_clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A scanner that knows one evil word, takes a megabyte, and listens where nobody else does."""
    assert CLAMD is not None
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "own.ndb").write_text(f"Motcua.Thu:0:*:{EVIL.hex()}\n")
    listening = folder / "s"
    (folder / "clamd.conf").write_text(
        f"DatabaseDirectory {folder / 'db'}\nLocalSocket {listening}\nTemporaryDirectory {folder}\n"
        f"LogFile {folder / 'log'}\nForeground yes\nBytecode no\nStreamMaxLength 1M\nMaxThreads 2\n"
    )
    folder.chmod(0o755)
    with subprocess.Popen(
        [CLAMD, "--config-file", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        deadline = time.monotonic() + _SECONDS_TO_START
        while not listening.exists() and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert listening.exists(), (folder / "log").read_text()
        yield listening
        run.terminate()


@pytest.fixture
def scanner(socket_of_clamd: Path, house: Path, settings: Any) -> Path:
    """The house asks it."""
    settings.SCANNER_URL = f"unix://{socket_of_clamd}"
    return socket_of_clamd


def handed_in(content: bytes, name: str = "a.txt") -> str:
    """The code of the refusal, empty when it was taken."""
    try:
        commands.accept_file(content, name_hint=name, on=TODAY)
    except Refused as refused:
        return refused.refusal.code
    return ""


@pytest.mark.usefixtures("workshop_at_hand", "scanner")
class TestScanner:
    def test_it_says_that_it_is_there(self) -> None:
        assert list(queries.file_troubles()) == []

    def test_what_is_clean_is_taken(self) -> None:
        assert handed_in(b"an toan") == ""
        assert handed_in(corpus.pdf(), "don.pdf") == ""

    def test_what_it_finds_is_refused_by_name_and_is_not_kept(self, disk: DiskStore) -> None:
        with pytest.raises(Refused) as raised:
            commands.accept_file(b"thu " + EVIL, name_hint="a.txt", on=TODAY)
        assert raised.value.refusal.code == "file_infected"
        assert "Motcua.Thu" in str(raised.value.refusal.values["found"])
        assert list(disk.listing()) == []

    def test_it_looks_into_packages(self) -> None:
        assert handed_in(corpus.office({"word/media/x.bin": EVIL}), "don.docx") == "file_infected"

    def test_what_is_cut_into_pieces_on_its_way_is_found_whole(self) -> None:
        assert handed_in(b"." * (256 * 1024 - 10) + EVIL + b"." * 1000) == "file_infected"

    def test_what_is_too_long_for_it_is_not_taken_unseen(self) -> None:
        assert handed_in(b"." * (3 * 1024**2)) == "file_check_unavailable"

    def test_many_ask_it_one_after_another(self) -> None:
        assert [handed_in(b"an toan %d" % number) for number in range(20)] == [""] * 20

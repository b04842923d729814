"""Rows of files and who holds them; grants; previews; what may be destroyed, and when."""

import errno
import io
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from conftest import OwnDatabase
from motcua.journal.commands import recording
from motcua.kernel import clock, sweep
from motcua.kernel.types import Refused, system
from motcua.papers import commands, models, queries
from motcua.papers.store.commands import remove_orphan
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.sweeps import DESTROYED_FILES
from motcua.papers.store.tests import corpus
from motcua.papers.types import Attached, Fault, FilesVerified, Grant, StoredFile

AT = datetime(2026, 3, 2, 9, 0)
SOON = AT + timedelta(minutes=10)
CLERK = system("test:clerk")
DAY = timedelta(days=1)
pytestmark = [pytest.mark.usefixtures("workshop_at_hand", "house"), pytest.mark.own_sql]


def stored(content: bytes, name: str = "don.pdf", *, keep_until: date | None = None, at: datetime = AT) -> StoredFile:
    accepted = commands.accept_file(content, name_hint=name, on=at.date())
    with recording(actor=CLERK, at=at) as unit:
        return commands.keep_file(accepted, unit=unit, keep_until=keep_until)


def held(file: StoredFile, holder: str = "dossier/12", component: str = "to-khai") -> Attached:
    with recording(actor=CLERK, at=AT) as unit:
        return commands.attach(file, holder=holder, kind="scan", component=component, unit=unit)


def dropped(attached: Attached) -> None:
    with recording(actor=CLERK, at=AT) as unit:
        commands.drop(attached.id, holder=attached.holder, unit=unit)


def destroyed(file: StoredFile, *, at: datetime = AT, decision: str = "12/QĐ-UBND, 01/03/2026") -> None:
    with recording(actor=CLERK, at=at) as unit:
        commands.destroy_file(file.id, decision=decision, unit=unit)


# --- rows ---


@pytest.mark.django_db
def test_the_same_content_twice_is_one_file_held_twice(disk: DiskStore) -> None:
    first, second = stored(corpus.pdf()), stored(corpus.pdf())
    assert first == second
    assert len(list(disk.listing())) == 1
    held(first)
    held(second, "dossier/13")
    again = held(second, "dossier/13")
    assert [one.id for one in queries.attachments("dossier/13")] == [again.id], "the same thing is attached once"
    assert models.StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_a_file_is_found_by_what_was_handed_in_too() -> None:
    file = stored(corpus.pdf(corpus.scripted))
    assert file.original_digest != file.file.digest
    assert queries.stored_file(file.original_digest) == queries.stored_file(file.file.digest) == file
    assert queries.stored_file("0" * 64) is None


@pytest.mark.django_db
def test_what_is_undone_leaves_a_file_without_a_row_and_no_row_without_a_file(disk: DiskStore) -> None:
    accepted = commands.accept_file(corpus.pdf(), name_hint="don.pdf", on=AT.date())

    def undone() -> None:
        with recording(actor=CLERK, at=AT) as unit:
            commands.keep_file(accepted, unit=unit)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert queries.stored_file(accepted.file.digest) is None
    assert disk.find(accepted.file.digest) is not None
    disk.remove(accepted.file.digest)
    with pytest.raises(Refused, match="file_store_unreachable"), recording(actor=CLERK, at=AT) as unit:
        commands.keep_file(accepted, unit=unit)


@pytest.mark.django_db
def test_only_its_holder_takes_a_file_away_and_the_file_stays(disk: DiskStore) -> None:
    mine = held(stored(corpus.pdf()))
    with pytest.raises(Refused, match="file_absent"), recording(actor=CLERK, at=AT) as unit:
        commands.drop(mine.id, holder="dossier/99", unit=unit)
    dropped(mine)
    assert queries.attachments("dossier/12") == []
    (gone,) = queries.attachments("dossier/12", with_removed=True)
    assert gone.removed_at == AT
    assert disk.find(mine.file.digest) is not None
    with pytest.raises(Refused, match="file_absent"):
        dropped(mine)


# --- destruction ---


@pytest.mark.django_db
def test_a_file_is_destroyed_by_decision_once_nobody_holds_it_and_its_period_is_over(disk: DiskStore) -> None:
    file = stored(corpus.pdf(), keep_until=date(2031, 12, 31))
    mine = held(file)
    with pytest.raises(Refused, match="file_destroyed_without_decision"):
        destroyed(file, decision=" ")
    with pytest.raises(Refused, match="file_still_held"):
        destroyed(file)
    dropped(mine)
    with pytest.raises(Refused, match="file_still_kept"):
        destroyed(file, at=datetime(2031, 12, 31, 23, 59))
    later = datetime(2032, 1, 1, 8, 0)
    destroyed(file, at=later)
    with pytest.raises(Refused, match="file_absent"):
        held(file)
    assert disk.find(file.file.digest) is not None
    assert sweep.run_once(later, only=[DESTROYED_FILES]).acted == 1
    assert disk.find(file.file.digest) is None
    kept = queries.stored_file(file.file.digest)
    assert kept is not None
    assert kept.decision == "12/QĐ-UBND, 01/03/2026"
    assert sweep.run_once(later, only=[DESTROYED_FILES]).acted == 0


@pytest.mark.django_db
def test_a_period_only_grows_and_a_destroyed_file_that_comes_again_lives_again(disk: DiskStore) -> None:
    file = stored(corpus.pdf(), keep_until=date(2026, 1, 1))
    assert stored(corpus.pdf(), keep_until=date(2025, 1, 1)).keep_until == date(2026, 1, 1)
    destroyed(file)
    again = stored(corpus.pdf())
    assert (again.id, again.destroyed_at) == (file.id, None)
    assert sweep.run_once(AT, only=[DESTROYED_FILES]).acted == 0
    with recording(actor=CLERK, at=AT) as unit:
        longer = commands.retain_file(file.id, retention="dossier", until=date(2046, 1, 1), unit=unit)
    assert (longer.retention, longer.keep_until) == ("dossier", date(2046, 1, 1))


# --- reading ---


def opened(leave: Grant, *, reader: str = "officer:an", at: datetime = AT) -> bytes:
    file = queries.open_granted(leave, reader=reader, at=at, name="Tờ khai")
    assert file.name == "Tờ khai.pdf"
    return b"".join(file.read(0, file.size))


@pytest.mark.django_db
def test_a_grant_is_good_for_one_reader_and_a_short_time() -> None:
    content = corpus.pdf()
    leave = queries.grant(held(stored(content)), reader="officer:an", at=AT, until=SOON)
    assert opened(leave) == content
    for stranger in ({"reader": "officer:binh"}, {"at": SOON}):
        with pytest.raises(Refused, match="file_grant_void"):
            opened(leave, **stranger)
    with pytest.raises(Refused, match="file_grant_void"):
        opened(Grant(leave.token[:-1] + ("A" if leave.token[-1] != "A" else "B")))
    with pytest.raises(ValueError, match="at most an hour"):
        queries.grant(held(stored(content)), reader="officer:an", at=AT, until=AT + DAY)


@pytest.mark.django_db
def test_a_part_of_a_file_is_read_alone_and_a_lost_one_is_said_to_be_lost(disk: DiskStore) -> None:
    content = corpus.pdf()
    mine = held(stored(content))
    leave = queries.grant(mine, reader="officer:an", at=AT, until=SOON)
    file = queries.open_granted(leave, reader="officer:an", at=AT, name="x")
    assert b"".join(file.read(10, 20)) == content[10:20]
    assert list(file.read(5, 5)) == []
    disk.remove(mine.file.digest)
    with pytest.raises(Refused, match="file_missing"):
        opened(leave)
    with pytest.raises(Refused, match="file_missing"):
        list(file.read(0, 5))


def looked_at(leave: Grant, *, page: int = 1, size: str = "small") -> Image.Image:
    picture = queries.open_preview(leave, reader="officer:an", at=AT, page=page, size=size)
    assert picture.media_type == "image/jpeg"
    return Image.open(io.BytesIO(b"".join(picture.read(0, picture.size))))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [(corpus.pdf(pages=2), "don.pdf"), (corpus.picture("TIFF", (3000, 4200)), "quet.tif")],
    ids=["pdf", "tiff"],
)
def test_a_page_is_drawn_once_small_or_large_and_kept_beside_the_file(
    content: bytes, name: str, disk: DiskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = held(stored(content, name))
    leave = queries.grant(mine, reader="officer:an", at=AT, until=SOON)
    assert looked_at(leave).width == 320
    assert looked_at(leave, size="large").width == 1400
    keys = [kept.key for kept in disk.listing()]
    assert keys == [mine.file.digest, f"{mine.file.digest}.p1-large-1", f"{mine.file.digest}.p1-small-1"]
    monkeypatch.setattr("motcua.papers.store.workbench.done", None)
    assert looked_at(leave).width == 320, "it is not drawn again"


@pytest.mark.django_db
def test_what_has_no_such_page_has_no_preview() -> None:
    leave = queries.grant(held(stored(corpus.pdf())), reader="officer:an", at=AT, until=SOON)
    text = queries.grant(held(stored(b"chu", "a.txt")), reader="officer:an", at=AT, until=SOON)
    for attempt in ((leave, 2, "small"), (leave, 0, "small"), (leave, 1, "huge"), (text, 1, "small")):
        with pytest.raises(Refused, match="file_without_preview"):
            looked_at(attempt[0], page=attempt[1], size=attempt[2])


# --- verifying ---


def verified(*, at: datetime | None = None, repair: bool = False) -> FilesVerified:
    return commands.verify_files(at=at or clock.now(), repair=repair)


def later() -> datetime:
    return clock.now() + 2 * DAY


@pytest.mark.django_db
def test_a_sound_store_is_said_to_be_sound() -> None:
    file = stored(corpus.pdf())
    queries.open_preview(queries.grant(held(file), reader="r", at=AT, until=SOON), reader="r", at=AT)
    outcome = verified(at=later())
    assert outcome == FilesVerified(1, file.file.size, 0, ())
    assert outcome.holds


@pytest.mark.django_db
def test_what_is_missing_or_changed_is_named_with_who_holds_it(disk: DiskStore) -> None:
    lost, bent = stored(corpus.pdf()), stored(corpus.pdf(pages=2))
    held(lost)
    held(bent, "dossier/13")
    disk.remove(lost.file.digest)
    path = disk.folder / bent.file.digest[:2] / bent.file.digest[2:4] / bent.file.digest
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    outcome = verified(repair=True)
    found = {finding.fault: (finding.digest, finding.holders) for finding in outcome.findings}
    assert found == {
        Fault.MISSING: (lost.file.digest, ("dossier/12",)),
        Fault.CHANGED: (bent.file.digest, ("dossier/13",)),
    }
    assert not outcome.holds, "only a backup brings these back"


@pytest.mark.django_db
def test_what_has_no_row_is_left_alone_for_a_day_and_then_removed(disk: DiskStore) -> None:
    accepted = commands.accept_file(corpus.pdf(), name_hint="don.pdf", on=AT.date())
    young = verified(repair=True)
    assert (young.fresh, young.findings) == (1, ())
    (finding,) = verified(at=later()).findings
    assert (finding.fault, finding.is_repaired) == (Fault.ORPHANED, False)
    assert disk.find(accepted.file.digest) is not None, "without being told to, it removes nothing"
    outcome = verified(at=later(), repair=True)
    assert outcome.holds
    assert outcome.findings[0].is_repaired
    assert disk.find(accepted.file.digest) is None


@pytest.mark.django_db
def test_what_destruction_left_behind_is_found(disk: DiskStore) -> None:
    file = stored(corpus.pdf())
    destroyed(file)
    (finding,) = verified(at=later(), repair=True).findings
    assert (finding.fault, finding.is_repaired) == (Fault.LEFT_OVER, True)
    assert disk.find(file.file.digest) is None


def test_a_row_that_is_just_being_written_saves_its_file(own_database: OwnDatabase, disk: DiskStore) -> None:
    """The remover waits for the lock that the row's writer holds, looks again, and finds the row."""
    accepted = commands.accept_file(corpus.pdf(), name_hint="don.pdf", on=AT.date())

    def act(number: int) -> bool | None:
        if number == 0:
            with recording(actor=CLERK, at=AT) as unit:
                commands.keep_file(accepted, unit=unit)
                time.sleep(0.5)
            return None
        time.sleep(0.2)
        return remove_orphan(accepted.file.digest, AT)

    assert own_database.together(act, 2) == [None, False]
    assert disk.find(accepted.file.digest) is not None
    assert verified(at=later()).holds


_KILLED = """
import sys, time
from datetime import datetime
import django
django.setup()
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.papers import commands
at = datetime(2026, 3, 2, 9, 0)
accepted = commands.accept_file(b"van ban", name_hint="a.txt", on=at.date())
with recording(actor=system("test"), at=at) as unit:
    commands.keep_file(accepted, unit=unit)
    print(accepted.file.digest, flush=True)
    time.sleep(60)
"""


def test_a_process_killed_between_file_and_row_leaves_nothing_that_is_not_repaired(
    own_database: OwnDatabase, house: Path, disk: DiskStore
) -> None:
    surroundings = own_database.environment | {"MOTCUA_HOME": str(house)}
    with subprocess.Popen([sys.executable, "-c", _KILLED], env=surroundings, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        digest = run.stdout.readline().strip()
        os.kill(run.pid, signal.SIGKILL)
    assert disk.find(digest) is not None
    assert queries.stored_file(digest) is None
    assert verified(at=later(), repair=True).holds
    assert disk.find(digest) is None


@pytest.mark.django_db
def test_a_full_disk_is_said_and_nothing_is_kept(disk: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full for the store (a double that answers ENOSPC), then for the spool before it."""

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("motcua.papers.store.stores.disk.shutil.copyfileobj", full)
        with pytest.raises(Refused, match="file_store_full"):
            stored(corpus.pdf())
    monkeypatch.setattr("motcua.papers.store.acceptance.spooling.os.open", full)
    with pytest.raises(Refused, match="file_store_full"):
        stored(corpus.pdf())
    assert list(disk.listing()) == []
    assert not models.StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_house_with_a_service_keeps_reads_and_verifies_there(service: str, settings: Any, house: Path) -> None:
    settings.FILES_URL = f"s3://motcua/mot-nha?endpoint={service}"
    content = corpus.pdf()
    leave = queries.grant(held(stored(content)), reader="officer:an", at=AT, until=SOON)
    assert opened(leave) == content
    assert looked_at(leave).width == 320
    orphan = commands.accept_file(b"cua ai", name_hint="a.txt", on=AT.date())
    old = house / "files" / "drafts" / "killed"
    old.mkdir()
    outcome = verified(at=later(), repair=True)
    assert [(finding.digest, finding.is_repaired) for finding in outcome.findings] == [(orphan.file.digest, True)]
    assert verified(at=later()) == FilesVerified(1, len(content), 0, ())
    assert not old.exists()
    assert [path.name for path in (house / "files").iterdir()] == ["drafts"], "nothing lies on the disk of the house"

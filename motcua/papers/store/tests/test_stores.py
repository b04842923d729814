"""What every store must do, asked of the disk and of an S3 service; and what is the disk's own."""

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.kernel import clock
from motcua.papers.store.places import BadPlaceError, S3Place, ScannerPlace, place_of, scanner_of
from motcua.papers.store.stores import (
    FileStore,
    NotKeptError,
    Pieces,
    StoreFullError,
    StoreTroubleError,
    open_store,
)
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.stores.s3 import S3Store

CONTENT = b"quy\xe1\xba\xbft \xc4\x91\xe1\xbb\x8bnh " * 1000
KEY = hashlib.sha256(CONTENT).hexdigest()
PREVIEW = f"{KEY}.p1-small-1"
DAY = timedelta(days=1)


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FileStore]:
    if request.param == "disk":
        yield DiskStore(tmp_path / "files")
        return
    s3 = S3Store(bucket="motcua", prefix="giay-to/", endpoint=request.getfixturevalue("service"))
    yield s3
    for kept in list(s3.listing()):
        s3.remove(kept.key)


def put(store: FileStore, key: str = KEY, content: bytes = CONTENT) -> None:
    store.put(key, io.BytesIO(content))


def read(store: FileStore, start: int, end: int) -> bytes:
    return b"".join(Pieces(store.open(KEY, start=start, end=end), end - start))


def test_what_was_put_is_found_and_read_whole_or_in_part(store: FileStore) -> None:
    assert store.find(KEY) is None
    put(store)
    found = store.find(KEY)
    assert found is not None
    assert (found.key, found.size) == (KEY, len(CONTENT))
    assert abs(found.written_at - clock.now()) < timedelta(minutes=1)
    assert read(store, 0, len(CONTENT)) == CONTENT
    assert read(store, 5, 105) == CONTENT[5:105]
    assert read(store, len(CONTENT) - 1, len(CONTENT)) == CONTENT[-1:]
    with store.open(KEY) as file:
        assert file.read() == CONTENT


def test_what_is_not_there_is_said_to_be_not_there(store: FileStore) -> None:
    with pytest.raises(NotKeptError):
        store.open(KEY)
    store.remove(KEY)


def test_the_same_content_twice_is_one_file_and_a_damaged_one_is_made_whole(store: FileStore) -> None:
    put(store, content=b"damaged")
    put(store)
    put(store)
    assert [kept.key for kept in store.listing()] == [KEY]
    assert read(store, 0, len(CONTENT)) == CONTENT


def test_previews_go_with_their_file_and_with_nothing_else(store: FileStore) -> None:
    other = "f" * 64
    put(store)
    put(store, PREVIEW, b"jpeg")
    put(store, other, b"other")
    assert [kept.key for kept in store.listing()] == sorted([KEY, PREVIEW, other])
    store.remove(PREVIEW)
    assert [kept.key for kept in store.listing()] == sorted([KEY, other])
    put(store, PREVIEW, b"jpeg")
    store.remove(KEY)
    assert [kept.key for kept in store.listing()] == [other]


@pytest.mark.parametrize("key", ["", "../../etc/passwd", KEY.upper(), KEY + "/x", KEY + ".", KEY + "\n", "ab"])
def test_what_is_no_key_never_becomes_a_path(store: FileStore, key: str) -> None:
    for act in (lambda: put(store, key), lambda: store.open(key), lambda: store.find(key), lambda: store.remove(key)):
        with pytest.raises(ValueError, match="not a key"):
            act()


def test_a_store_that_can_be_used_says_nothing(store: FileStore) -> None:
    store.examine()
    assert store.tidy(before=clock.now()) == 0


def test_a_file_that_ends_too_early_is_not_passed_off_as_whole() -> None:
    with pytest.raises(StoreTroubleError):
        list(Pieces(io.BytesIO(b"half"), 8))


def test_whoever_goes_away_before_the_first_piece_leaves_no_file_open() -> None:
    file = io.BytesIO(b"whole")
    pieces = Pieces(file, 5)
    pieces.close()
    assert file.closed
    assert list(Pieces(io.BytesIO(b"whole"), 5)) == [b"whole"]


# --- the disk ---


class _Breaking(io.BytesIO):
    """Gives a little, then fails like a disk."""

    def __init__(self, number: int) -> None:
        super().__init__(b"begun")
        self.number = number

    def read(self, size: int | None = -1) -> bytes:
        if piece := super().read(size):
            return piece
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(("number", "error"), [(errno.ENOSPC, StoreFullError), (errno.EIO, StoreTroubleError)])
def test_what_cannot_be_written_whole_is_not_there_at_all(
    tmp_path: Path, number: int, error: type[StoreTroubleError]
) -> None:
    disk = DiskStore(tmp_path)
    with pytest.raises(error):
        disk.put(KEY, _Breaking(number))
    assert disk.find(KEY) is None
    assert not list((tmp_path / "drafts").iterdir())


def test_only_the_house_reads_its_files_and_nobody_writes_them_again(tmp_path: Path) -> None:
    disk = DiskStore(tmp_path / "files")
    put(disk)
    path = tmp_path / "files" / KEY[:2] / KEY[2:4] / KEY
    assert path.stat().st_mode & 0o777 == 0o400
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in list(path.parents)[:3])


def test_a_file_and_the_folders_that_lead_to_it_are_flushed_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    put(DiskStore(tmp_path))
    draft = next(place for place, path in enumerate(flushed) if path.startswith(str(tmp_path / "drafts")))
    assert flushed.index(str(tmp_path / KEY[:2] / KEY[2:4])) > draft
    assert {str(tmp_path), str(tmp_path / KEY[:2])} <= set(flushed)


def test_what_killed_writers_left_behind_goes_after_a_day(tmp_path: Path) -> None:
    disk = DiskStore(tmp_path)
    put(disk)
    old, young = tmp_path / "drafts" / "old", tmp_path / "drafts" / "young"
    for path in (old, young):
        path.mkdir()
        (path / "original").write_bytes(b"half")
    two_days_ago = clock.outward(clock.now() - 2 * DAY).timestamp()
    os.utime(old, (two_days_ago, two_days_ago))
    assert disk.tidy(before=clock.now() - DAY) == 1
    assert young.exists()
    assert not old.exists()


def test_other_peoples_files_among_ours_are_left_alone(tmp_path: Path) -> None:
    disk = DiskStore(tmp_path)
    put(disk)
    (tmp_path / KEY[:2] / KEY[2:4] / ".DS_Store").write_bytes(b"x")
    assert [kept.key for kept in disk.listing()] == [KEY]


# --- the service ---


def test_a_service_that_is_away_is_a_passing_trouble(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.papers.store.stores.s3._TRIES", 1)
    away = S3Store(bucket="motcua", endpoint="http://127.0.0.1:9")
    for act in (away.examine, lambda: put(away), lambda: away.find(KEY), lambda: list(away.listing())):
        with pytest.raises(StoreTroubleError):
            act()


def test_a_bucket_that_is_not_there_is_a_trouble(service: str) -> None:
    with pytest.raises((StoreTroubleError, NotKeptError)):
        S3Store(bucket="khong-co", endpoint=service).examine()


# --- which store ---


def test_without_a_word_files_lie_in_the_home(house: Path) -> None:
    store = open_store()
    assert isinstance(store, DiskStore)
    assert store.folder == house / "files"


def test_the_environment_names_a_service(service: str, settings: Any) -> None:
    settings.FILES_URL = f"s3://motcua/giay-to?endpoint={service}"
    store = open_store()
    assert isinstance(store, S3Store)
    assert (store.bucket, store.prefix) == ("motcua", "giay-to/")
    put(store)
    assert store.find(KEY) is not None
    store.remove(KEY)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("", None),
        ("s3://kho", S3Place("kho")),
        ("s3://kho/a/b/?region=hn&endpoint=https://s3.vidu.vn", S3Place("kho", "a/b/", "https://s3.vidu.vn", "hn")),
    ],
)
def test_places_are_read(url: str, place: S3Place | None) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize("url", ["kho", "https://kho", "s3://", "s3://a:b@kho", "s3://kho?acl=public"])
def test_places_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(BadPlaceError):
        place_of(url)


def test_places_of_scanners_are_read() -> None:
    assert scanner_of("") is None
    assert scanner_of("unix:///run/clamd.ctl") == ScannerPlace(socket="/run/clamd.ctl")
    assert scanner_of("tcp://quet.vidu:77") == ScannerPlace(host="quet.vidu", port=77)
    for url in ("clamd", "tcp://", "unix://", "tcp://a:b"):
        with pytest.raises(BadPlaceError):
            scanner_of(url)

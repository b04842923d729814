"""The home: what is made once stays, and is its owner's alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from motcua.kernel.home import BadHomeError, Home


def test_naming_a_home_makes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert home.known_identity() is None
    assert not home.path.exists()


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    key = home.secret_key()
    assert len(key) >= 50
    assert home.secret_key() == key
    assert Home(tmp_path / "home").secret_key() == key
    assert Home(tmp_path / "other").secret_key() != key
    assert stat.S_IMODE((home.path / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700


def test_all_who_ask_first_at_the_same_moment_get_the_same_key(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: home.secret_key(), range(32)))
    assert len(keys) == 1
    assert sorted(path.name for path in home.path.iterdir()) == ["secret-key"]


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o750)
    Home(folder).identity()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_a_home_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadHomeError, match="MOTCUA_HOME"):
        Home(tmp_path / "file" / "home").make()

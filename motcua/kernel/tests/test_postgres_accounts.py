"""Under whose name the embedded server runs, and whose folders it leaves alone."""

import contextlib
import os
import pwd
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from motcua.kernel.home import Home
from motcua.kernel.postgres import NoDatabaseError, Server, accounts, binaries, leftovers, place, processes
from motcua.kernel.postgres.binaries import Binaries
from motcua.kernel.tests.street import IN_A_HURRY, Street

pytestmark = pytest.mark.embedded


def modes_above(path: Path) -> dict[Path, tuple[int, int, int]]:
    return {folder: (folder.stat().st_mode, folder.stat().st_uid, folder.stat().st_gid) for folder in path.parents}


def users_running(data: Path) -> set[int]:
    found = set()
    for process in processes.of_data_directory(data):
        with contextlib.suppress(FileNotFoundError):  # a short-lived helper of the server that has just ended
            found.add(Path(f"/proc/{process.pid}").stat().st_uid)
    return found


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("What root lends its server is only seen by root; these tests do not run as root.")


@pytest.mark.usefixtures("as_root")
def test_root_runs_it_under_the_service_account_in_a_folder_of_its_own(home: Home) -> None:
    home.make()
    before = modes_above(home.path / "x")
    with Server(home, settings=IN_A_HURRY) as server:
        service = pwd.getpwnam("motcua")
        assert service.pw_uid != 0
        assert service.pw_shell.endswith("nologin")
        assert server.place.folder.parent == Path("/var/lib/motcua")
        for folder in (server.place.folder, server.place.data, server.place.socket_directory):
            assert folder.stat().st_uid == service.pw_uid
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert users_running(server.place.data) == {service.pw_uid}
    assert modes_above(home.path / "x") == before, "no folder above changed its mode or its owner"


@pytest.mark.usefixtures("as_root")
def test_programs_in_a_closed_folder_are_copied_and_the_folder_stays_closed(
    street: Street, empty_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = binaries.of_the_wheel()
    wheel = shipped.installation.parent
    closed = street.folder / "closed"
    shutil.copytree(shipped.installation, closed / wheel.name / shipped.installation.name)
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), closed / f"{wheel.name}.libs")
    closed.chmod(0o700)
    before = modes_above(closed / "x")
    monkeypatch.setattr(binaries, "of_the_wheel", lambda: Binaries(closed / wheel.name / shipped.installation.name))
    shelf = street.folder / "shelf"
    monkeypatch.setattr(place, "STATE_FOLDER", shelf)
    with Server(empty_home, settings=IN_A_HURRY) as server:
        assert server.answers()
        assert len(list(shelf.glob("programs-18-*"))) == 1
    assert modes_above(closed / "x") == before
    server.discard()


@pytest.mark.usefixtures("as_root")
def test_a_state_folder_that_others_made_and_closed_is_not_opened(
    empty_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "state"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(place, "STATE_FOLDER", closed)
    with pytest.raises(NoDatabaseError, match="may not enter"):
        Server(empty_home, settings=IN_A_HURRY).join()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert list(closed.iterdir()) == []


@pytest.mark.usefixtures("as_root")
def test_a_machine_without_the_program_that_makes_accounts_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "SERVICE_NAME", "motcua-not-yet-there")
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(NoDatabaseError, match="MOTCUA_DATABASE_URL"):
        accounts.service_account()


@pytest.mark.usefixtures("as_root")
class TestDeletedHomes:
    """Root's data lies apart from its home, so deleting the home does not delete it."""

    @pytest.fixture
    def state(self, street: Street, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = street.folder / "state"
        monkeypatch.setattr(place, "STATE_FOLDER", folder)
        return folder

    def left_behind(self, home: Home) -> Path:
        with Server(home, settings=IN_A_HURRY) as server:
            pass
        shutil.rmtree(home.path)
        return server.place.folder

    def test_the_data_of_a_deleted_temporary_home_is_cleared_by_the_next_new_one(
        self, state: Path, street: Street
    ) -> None:
        left = self.left_behind(street.home("deleted"))
        assert left.exists()
        with Server(street.home("next"), settings=IN_A_HURRY) as server:
            assert not left.exists()
            assert [folder.name for folder in state.iterdir()] == [server.place.folder.name]

    @pytest.mark.usefixtures("state")
    def test_the_data_of_a_home_that_may_only_be_away_is_kept(
        self, street: Street, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        left = self.left_behind(street.home("on-another-disk"))
        monkeypatch.setattr(leftovers, "_is_temporary", lambda _home: False)
        with Server(street.home("next"), settings=IN_A_HURRY):
            assert (left / "data" / "PG_VERSION").exists()

    @pytest.mark.usefixtures("state")
    def test_a_server_that_still_runs_keeps_its_data(self, street: Street) -> None:
        home = street.home("running")
        with Server(home, settings=IN_A_HURRY) as running:
            identity, away = home.path / "identity", home.path / "away"
            identity.rename(away)
            with Server(street.home("next"), settings=IN_A_HURRY):
                assert running.answers()
            away.rename(identity)


def test_an_ordinary_user_runs_it_under_his_own_name_in_his_own_home(street: Street, ordinary_user: int) -> None:
    home = street.home(user=ordinary_user)
    neighbour = street.neighbour(home, user=ordinary_user)
    assert neighbour.obey("join") == "joined"
    assert users_running(home.database / "data") == {ordinary_user}
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
    assert neighbour.obey("leave") == "left"
    assert not processes.of_data_directory(home.database / "data")


def test_two_users_of_the_machine_have_two_servers_and_neither_reaches_the_other(
    street: Street, ordinary_user: int, second_user: int
) -> None:
    users = (ordinary_user, second_user)
    homes = {user: street.home(user=user) for user in users}
    for user in users:
        assert street.neighbour(homes[user], user=user).obey("join") == "joined"
    sockets = {user: homes[user].database / "socket" for user in users}
    for user, other in (users, users[::-1]):
        assert connects(sockets[user], user)
        assert not connects(sockets[other], user)


def connects(socket: Path, user: int) -> bool:
    """Whether that user of the machine can open a connection there."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
            psycopg.connect(f"postgresql://motcua@/postgres?host={socket}").close()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_the_home_of_somebody_else_is_refused_with_a_reason(
    street: Street, ordinary_user: int, second_user: int
) -> None:
    home = street.home(user=ordinary_user)
    assert street.neighbour(home, user=ordinary_user).obey("join") == "joined"
    assert "MOTCUA_HOME" in street.neighbour(home, user=second_user).obey("join")


def test_an_ordinary_users_killed_postmaster_is_replaced(street: Street, ordinary_user: int) -> None:
    home = street.home(user=ordinary_user)
    neighbour = street.neighbour(home, user=ordinary_user)
    assert neighbour.obey("join") == "joined"
    for process in processes.of_data_directory(home.database / "data"):
        with contextlib.suppress(ProcessLookupError):  # it noticed by itself that its postmaster is gone
            os.kill(process.pid, 9)
    assert neighbour.obey("join") == "joined"
    assert processes.of_data_directory(home.database / "data")

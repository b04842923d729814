"""The embedded server after every kind of violent death: adopted or started anew, with all that was committed."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import TupleRow

from motcua.kernel.home import Home
from motcua.kernel.postgres import Server, processes
from motcua.kernel.tests.street import IN_A_HURRY, Street

pytestmark = pytest.mark.embedded

LONG_QUERY = "SELECT count(*) FROM generate_series(1, 20_000_000_000)"  # never looks up from its work


def connected(server: Server) -> psycopg.Connection[TupleRow]:
    return psycopg.connect(server.place.address("postgres"), autocommit=True)


def postmaster_of(server: Server) -> int:
    found = processes.postmaster_among(processes.of_data_directory(server.place.data))
    assert found is not None
    return found.pid


def pid_of(server: Server, role: str) -> int | None:
    for process in processes.of_data_directory(server.place.data):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{process.pid}/cmdline").read_bytes().startswith(f"postgres: {role}".encode()):
                return process.pid
    return None


def receipts(server: Server) -> list[str]:
    with connected(server) as connection:
        return [code for (code,) in connection.execute("SELECT code FROM receipt ORDER BY code")]


def eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "ten seconds were not enough"
        time.sleep(0.02)


@pytest.fixture
def server(home: Home) -> Iterator[Server]:
    """A running server with one committed receipt; flushed to the disk, as in life."""
    server = Server(home).join()
    with connected(server) as connection:
        connection.execute("CREATE TABLE receipt (code text); INSERT INTO receipt VALUES ('0001')")
    yield server
    server.leave()


def test_a_killed_backend_costs_its_connection_and_nothing_else(server: Server) -> None:
    with connected(server) as connection:
        victim = connection.info.backend_pid
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    server.join()
    assert receipts(server) == ["0001"]


@pytest.mark.parametrize("role", ["checkpointer", "background writer", "walwriter", "autovacuum launcher"])
def test_any_other_process_may_be_killed_too(server: Server, role: str) -> None:
    eventually(lambda: pid_of(server, role) is not None)
    victim = pid_of(server, role)
    assert victim is not None
    os.kill(victim, signal.SIGKILL)
    eventually(lambda: pid_of(server, role) not in (None, victim))
    server.join()
    assert receipts(server) == ["0001"]


def test_a_killed_postmaster_is_replaced_even_while_its_child_is_deep_in_a_query(server: Server) -> None:
    busy = connected(server)
    busy.pgconn.send_query(LONG_QUERY.encode())
    busy.pgconn.flush()
    child = busy.info.backend_pid
    os.kill(postmaster_of(server), signal.SIGKILL)
    server.join()
    assert not processes.alive(child)
    assert receipts(server) == ["0001"]
    busy.close()


def test_after_a_power_cut_what_was_committed_is_there_and_what_was_not_is_not(server: Server) -> None:
    connection = connected(server)
    connection.execute("INSERT INTO receipt VALUES ('0002')")
    connection.execute("BEGIN; INSERT INTO receipt VALUES ('0003')")
    for process in processes.of_data_directory(server.place.data):
        os.kill(process.pid, signal.SIGKILL)
    begun = time.monotonic()
    server.join()
    assert time.monotonic() - begun < 5
    connection.close()
    assert receipts(server) == ["0001", "0002"]


def test_a_long_recovery_is_waited_for_and_told(home: Home) -> None:
    told: list[str] = []
    much_to_redo = {"checkpoint_timeout": "1h", "max_wal_size": "4GB", "fsync": "off"}
    server = Server(home, settings=much_to_redo, progress=told.append).join()
    with connected(server) as connection:
        connection.execute("CREATE TABLE receipt (code text PRIMARY KEY)")
        connection.execute("INSERT INTO receipt SELECT md5(n::text) FROM generate_series(1, 200_000) n")
    for process in processes.of_data_directory(server.place.data):
        os.kill(process.pid, signal.SIGKILL)
    eventually(lambda: not processes.of_data_directory(server.place.data))
    with ThreadPoolExecutor(1) as pool:
        disk = pool.submit(hold_up, server, 1.5)
        begun = time.monotonic()
        server.join()
        assert time.monotonic() - begun > 1.5
        disk.result()
    assert any("getting ready" in line for line in told)
    assert len(receipts(server)) == 200_000
    server.leave()


def hold_up(server: Server, seconds: float) -> None:
    """Makes the recovery as slow as a slow disk would: its process stands still for a while."""
    eventually(lambda: pid_of(server, "startup") is not None)
    recovering = pid_of(server, "startup")
    assert recovering is not None
    os.kill(recovering, signal.SIGSTOP)
    time.sleep(seconds)
    os.kill(recovering, signal.SIGCONT)


def test_the_server_of_a_killed_process_is_adopted_and_then_stopped_by_its_new_user(street: Street, home: Home) -> None:
    starter = street.neighbour(home)
    assert starter.obey("join") == "joined"
    server = Server(home)
    before = postmaster_of(server)
    starter.die()
    with server:
        assert postmaster_of(server) == before
    assert not processes.alive(before)


def test_a_starter_killed_while_creating_the_database_leaves_nothing_in_the_way(
    street: Street, empty_home: Home
) -> None:
    starter = street.neighbour(empty_home)
    server = Server(empty_home)
    starter.ask("join")
    eventually(lambda: any(server.place.folder.glob("data.new-*/base")))
    starter.die()
    assert not server.place.data.exists()
    with server:
        assert server.answers()


def test_a_starter_killed_while_the_server_comes_up_leaves_nothing_in_the_way(street: Street, home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        pass
    starter = street.neighbour(home)
    starter.ask("join")
    eventually(lambda: bool(processes.of_data_directory(server.place.data)))
    starter.die()
    with server:
        assert server.answers()


def test_a_server_whose_socket_was_swept_away_is_replaced_but_not_under_its_users(street: Street, home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        for path in server.place.socket_directory.iterdir():
            path.unlink()
        newcomer = street.neighbour(home)
        assert "is used by other processes" in newcomer.obey("join")
        server.join()
        assert server.answers()


class Files:
    """The files a server leaves when the power goes: its pid file and its socket with the socket's own pid file."""

    def __init__(self, server: Server, shelf: Path) -> None:
        self.paths = [server.place.data / "postmaster.pid", server.place.socket_directory / ".s.PGSQL.5432.lock"]
        self.shelf = shelf

    def keep(self) -> None:
        for path in self.paths:
            shutil.copy2(path, self.shelf / path.name)

    def put_back(self, *, pid: int) -> None:
        """With another pid: numbers are given out again after a restart of the machine."""
        for path in self.paths:
            first, rest = (self.shelf / path.name).read_text().split("\n", 1)
            assert int(first) > 0
            path.write_text(f"{pid}\n{rest}")
            owner = path.parent.stat()
            os.chown(path, owner.st_uid, owner.st_gid)


@pytest.fixture
def stranger(home: Home) -> Iterator[int]:
    """A living process under the very account that runs the server, and nothing to do with it."""
    account = Server(home).place.account
    process = subprocess.Popen(["sleep", "60"], **(account.for_process() if account else {}))
    yield process.pid
    assert process.poll() is None, "the stranger was left alone"
    process.kill()
    process.wait()


def test_pid_files_that_name_a_living_stranger_do_not_keep_it_from_starting(
    home: Home, stranger: int, tmp_path: Path
) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        files = Files(server, tmp_path)
        files.keep()
    files.put_back(pid=stranger)
    with server:
        assert server.answers()
        assert postmaster_of(server) != stranger
    files.put_back(pid=stranger)
    with Server(home) as other:
        assert other.answers()


def test_pid_files_that_name_a_stranger_do_not_make_it_think_the_server_runs(
    home: Home, stranger: int, tmp_path: Path
) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        files = Files(server, tmp_path)
        files.keep()
    files.put_back(pid=stranger)
    assert not server.answers()
    server.discard()  # and a stranger is not what it stops


def test_pid_files_full_of_nonsense_do_no_harm(home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        pass
    for path in (server.place.data / "postmaster.pid", server.place.socket_directory / ".s.PGSQL.5432.lock"):
        path.write_text("")
    with server:
        assert server.answers()


def test_a_whole_set_of_stale_locks_does_no_harm(home: Home, tmp_path: Path) -> None:
    server = Server(home).join()
    files = Files(server, tmp_path)
    files.keep()
    for process in processes.of_data_directory(server.place.data):
        os.kill(process.pid, signal.SIGKILL)
    eventually(lambda: not processes.of_data_directory(server.place.data))
    files.put_back(pid=1)
    for lock in (server.place.starting_lock, server.place.users_lock):
        lock.write_text("12345\n")  # our own locks hold by the kernel's word, not by being there
    with Server(home) as other:
        assert other.answers()
    server.leave()


def test_a_socket_that_nobody_listens_on_is_no_server(home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        os.kill(postmaster_of(server), signal.SIGKILL)
        eventually(lambda: not server.answers())
        assert (server.place.socket_directory / ".s.PGSQL.5432").is_socket()
        server.join()
        assert server.answers()


def test_the_server_is_not_reached_by_a_ctrl_c_at_the_terminal(street: Street, home: Home) -> None:
    starter = street.neighbour(home)
    assert starter.obey("join") == "joined"
    server = Server(home)
    assert os.getpgid(postmaster_of(server)) != os.getpgid(starter.process.pid)
    assert os.getsid(postmaster_of(server)) != os.getsid(starter.process.pid)


def test_a_server_that_will_not_end_by_itself_is_waited_for(home: Home) -> None:
    """A shutdown that somebody else began: whoever comes then waits for its end and starts the next one."""
    with Server(home, settings=IN_A_HURRY) as server:
        first = postmaster_of(server)
        os.kill(first, signal.SIGTERM)  # a smart shutdown: refuses newcomers, ends when the last connection does
        server.join()
        assert postmaster_of(server) != first

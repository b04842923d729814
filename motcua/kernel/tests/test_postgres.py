"""The embedded server in ordinary life: it starts by itself, is shared, and the last one stops it."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from motcua.kernel.home import Home
from motcua.kernel.postgres import NoDatabaseError, Server, processes
from motcua.kernel.tests.street import IN_A_HURRY, Street

pytestmark = pytest.mark.embedded


def said(server: Server, question: str) -> str:
    with psycopg.connect(server.place.address("postgres"), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return str(row[0])


def runs(server: Server) -> bool:
    return bool(processes.of_data_directory(server.place.data))


def test_the_first_use_creates_a_unicode_server_that_only_a_private_socket_reaches(empty_home: Home) -> None:
    with Server(empty_home) as server:
        assert said(server, "SHOW server_encoding") == "UTF8"
        assert said(server, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'postgres'") == (
            "bC.UTF-8"
        )
        assert said(server, "SELECT lower('ĐĂNG KÝ HỘ TỊCH')") == "đăng ký hộ tịch"
        assert said(server, "SHOW jit") == "off"
        assert said(server, "SHOW fsync") == "on"
        assert said(server, "SHOW listen_addresses") == ""
        for folder in (server.place.folder, server.place.data, server.place.socket_directory):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not runs(server)


def test_a_second_user_connects_and_its_leaving_stops_nothing(home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as first:
        born = said(first, "SELECT pg_postmaster_start_time()")
        with Server(home) as second:
            assert said(second, "SELECT pg_postmaster_start_time()") == born
        assert said(first, "SELECT pg_postmaster_start_time()") == born
    assert not runs(first)


def test_the_one_who_started_it_may_leave_before_the_others(home: Home) -> None:
    first = Server(home, settings=IN_A_HURRY).join()
    second = Server(home).join()
    first.leave()
    assert said(second, "SELECT 1") == "1"
    second.leave()
    assert not runs(second)


def test_leaving_twice_or_without_joining_does_nothing(home: Home) -> None:
    server = Server(home, settings=IN_A_HURRY)
    server.leave()
    server.join()
    with Server(home) as other:
        server.leave()
        server.leave()
        assert said(other, "SELECT 1") == "1"


def test_a_child_made_by_fork_does_not_stop_its_parents_server(street: Street, home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        child = os.fork()
        if child == 0:
            server.leave()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        assert said(server, "SELECT 1") == "1"


def test_what_was_written_is_there_after_a_restart(home: Home) -> None:
    with Server(home) as server, psycopg.connect(server.place.address("postgres")) as connection:
        connection.execute("CREATE TABLE receipt AS SELECT 'H40.16-261120-0001' AS code")
    with Server(home) as server:
        assert said(server, "SELECT code FROM receipt") == "H40.16-261120-0001"


def test_five_who_start_at_once_share_one_server(street: Street, empty_home: Home) -> None:
    neighbours = [street.neighbour(empty_home) for _ in range(5)]
    for neighbour in neighbours:
        neighbour.ask("join")
    assert [neighbour.hear() for neighbour in neighbours] == ["joined"] * 5
    server = Server(empty_home)
    alive = processes.of_data_directory(server.place.data)
    postmaster = processes.postmaster_among(alive)
    assert postmaster is not None
    assert {process.parent for process in alive if process != postmaster} == {postmaster.pid}
    for neighbour in neighbours:
        assert neighbour.obey("leave") == "left"
    assert not runs(server)


def test_joining_and_leaving_at_random_always_meets_a_server(home: Home) -> None:
    def visit(number: int) -> str:
        with Server(home, settings=IN_A_HURRY) as server:
            return said(server, f"SELECT {number}")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(visit, range(24))) == [str(number) for number in range(24)]


def test_a_home_with_a_long_path_gets_a_short_private_socket_folder(street: Street) -> None:
    home = street.home("m" * 60 + "/" + "c" * 60)
    with Server(home, settings=IN_A_HURRY) as server:
        socket = server.place.socket_directory / ".s.PGSQL.5432"
        assert len(os.fsencode(socket)) <= 107
        assert socket.is_socket()
        assert stat.S_IMODE(server.place.socket_directory.stat().st_mode) == 0o700
    assert not runs(server)


def test_a_socket_folder_that_others_may_enter_is_refused(home: Home) -> None:
    server = Server(home, settings=IN_A_HURRY)
    server.place.make()
    server.place.socket_directory.chmod(0o777)
    with pytest.raises(NoDatabaseError, match="mode 0700"):
        server.join()
    assert stat.S_IMODE(server.place.socket_directory.stat().st_mode) == 0o777, "nobody else's folder is changed"


def test_data_of_another_major_version_is_left_alone_with_a_reason(home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        pass
    (server.place.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(NoDatabaseError, match=r"made by PostgreSQL 15.*brings PostgreSQL 18"):
        server.join()


def test_a_server_that_cannot_start_says_its_last_words(home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        pass
    (server.place.data / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(NoDatabaseError, match="pg_control"):
        server.join()
    with pytest.raises(NoDatabaseError, match="pg_control"):
        server.join()


def test_only_a_database_that_nobody_else_uses_can_be_discarded(home: Home) -> None:
    with Server(home, settings=IN_A_HURRY) as server:
        with pytest.raises(NoDatabaseError, match="in use"):
            Server(home).discard()
        server.discard()
        assert not server.place.folder.exists()
        assert not runs(server)
    with Server(home, settings=IN_A_HURRY) as server:
        assert said(server, "SELECT count(*) FROM pg_database") == "3"


def test_the_wait_is_told_in_plain_lines(empty_home: Home) -> None:
    told: list[str] = []
    with Server(empty_home, settings=IN_A_HURRY, progress=told.append):
        pass
    assert told[0] == "Creating the database, for the first time."

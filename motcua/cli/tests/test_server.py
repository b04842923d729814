"""The commands that run the house, called as a person calls them, on homes that were empty before."""

import json
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import click
import psycopg
import pytest
from click.testing import CliRunner
from django.utils import translation

from motcua.cli.main import COMMANDS, main
from motcua.config import startup
from motcua.kernel import checking
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server, processes


def motcua(home: Home, *words: str, **variables: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "motcua", *words],
        env={**kept, "MOTCUA_HOME": str(home.path), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.embedded
def test_any_command_makes_a_house_of_an_empty_home_and_two_at_once_make_one(empty_home: Home) -> None:
    both = [motcua(empty_home, "migrate"), motcua(empty_home, "check")]
    answers = [ended(process) for process in both]
    assert [code for code, _, _ in answers] == [0, 0], answers
    with (
        Server(empty_home) as server,
        psycopg.connect(server.place.address("motcua")) as session,
    ):
        planted: dict[str, str] = dict(session.execute("SELECT name, edition FROM kernel_planted").fetchall())
        assert planted["tables"]
    assert not processes.of_data_directory(server.place.data)


@pytest.mark.embedded
def test_a_polite_kill_leaves_no_server_behind(empty_home: Home) -> None:
    process = motcua(empty_home, "work")
    server = Server(empty_home)
    while not server.answers():
        assert process.poll() is None
        time.sleep(0.05)
    process.terminate()
    code, _, _ = ended(process)
    assert code in (0, 143)
    assert not processes.of_data_directory(server.place.data)


def test_a_contradictory_environment_is_a_wrong_call(tmp_path: Path) -> None:
    code, out, said = ended(motcua(Home(tmp_path / "home"), "check", MOTCUA_MODE="demo", MOTCUA_HOSTS="motcua.example"))
    assert code == 2
    assert "MOTCUA_HOSTS" in said
    assert "Traceback" not in said
    assert out == ""


def test_a_database_that_cannot_be_reached_is_a_no_with_words(tmp_path: Path) -> None:
    nowhere = "postgresql://motcua@127.0.0.1:1/motcua"
    code, _, said = ended(motcua(Home(tmp_path / "home"), "check", MOTCUA_DATABASE_URL=nowhere))
    assert code == 1
    assert "MOTCUA_DATABASE_URL" in said
    assert "Traceback" not in said


class TestCheck:
    """A house with one check that finds nothing and one that finds a dossier in two states."""

    @pytest.fixture(autouse=True)
    def two_checks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sound = checking.Check("sound", lambda: iter(()))
        split = checking.Check("split", lambda: iter(["H40.16-261120-0001 is open and closed at once"]))
        monkeypatch.setattr(checking, "_CHECKS", {"sound": sound, "split": split})
        monkeypatch.setattr(startup, "house", lambda _progress: nullcontext())

    def test_what_is_wrong_is_said_and_the_answer_is_no(self) -> None:
        result = CliRunner().invoke(main, ["check"])
        assert result.exit_code == 1
        assert result.stdout == "split: H40.16-261120-0001 is open and closed at once\n"

    def test_for_programs_it_is_one_object_a_line(self) -> None:
        result = CliRunner().invoke(main, ["check", "--json"])
        assert result.exit_code == 1
        assert [json.loads(line) for line in result.stdout.splitlines()] == [
            {"check": "split", "finding": "H40.16-261120-0001 is open and closed at once"}
        ]

    def test_a_sound_part_alone_is_a_yes(self) -> None:
        with translation.override("vi"):
            result = CliRunner().invoke(main, ["check", "--only", "sound"])
        assert result.exit_code == 0
        assert result.stdout == "Mọi việc đều ổn: đã kiểm tra 1 mục, không thấy sai sót.\n"

    def test_an_unknown_check_is_a_wrong_call_that_names_the_known_ones(self) -> None:
        result = CliRunner().invoke(main, ["check", "--only", "sond"])
        assert result.exit_code == 2
        assert "sound, split" in result.stderr


def test_djangos_own_commands_are_there_for_the_builders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "database", lambda _progress: nullcontext())
    called: list[list[str]] = []
    monkeypatch.setattr("motcua.cli.server.execute_from_command_line", called.append)
    assert CliRunner().invoke(main, ["manage", "showmigrations", "--plan"]).exit_code == 0
    assert called == [["motcua manage", "showmigrations", "--plan"]]


def test_the_help_names_every_command_that_is_not_hidden() -> None:
    said = CliRunner().invoke(main, ["--help"]).stdout
    for name, command in COMMANDS.items():
        assert (f"  {name} " in said) is not command.hidden


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_of_the_table_can_be_loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_MODE", "test")  # `demo` sets its own; it is taken back
    assert main.get_command(click.Context(main), name) is not None

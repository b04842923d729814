"""`motcua archive`: what it says, in words and for programs, and how it ends."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation
from pypdf import PdfReader

from motcua.archive.tests.stories import LATER, NEW_YEAR, Archive
from motcua.cli.archive import archive
from motcua.config import startup
from motcua.journal.tests.wall import wall_of_the_story
from motcua.kernel import clock
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.process.tests.house import House


class Wall:
    """The clock on the wall."""

    def __init__(self, at: datetime) -> None:
        self.at = at


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    wall = Wall(NEW_YEAR)
    monkeypatch.setattr(clock, "now", lambda: wall.at)
    return wall


@pytest.fixture
def here(
    settled: House, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, transactional_story: None
) -> Archive:
    """The database of the test is the house's; its files lie in a home of their own."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)
    settings.HOME, settings.FILES_URL, settings.SCANNER_URL = tmp_path / "home", "", ""
    return Archive(settled)


@pytest.fixture
def transactional_story() -> Iterator[None]:
    with wall_of_the_story():
        yield


def call(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(archive, words)


def lines(answer: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def code(here: Archive) -> str:
    return organisation.agency(here.agency_id).code


def read(paper: Path) -> str:
    return PdfReader(paper).pages[0].extract_text()


def test_a_year_is_closed_packed_checked_and_nothing_is_done_twice(here: Archive, wall: Wall, tmp_path: Path) -> None:
    here.finished(1)
    (dry,) = lines(call("close", "2026", "--dry-run", "--json"))
    assert (dry["listed"], dry["is_dry_run"]) == (1, True)
    (done,) = lines(call("close", "2026", "--agency", code(here), "--json"))
    assert (done["before"], done["listed"], done["is_dry_run"]) == (0, 1, False)
    assert "0 dossiers listed behind the 1 that were" in call("close", "2026").stdout
    assert "1 listed, 0 waiting, 0 past their period, list closed" in call("years").stdout
    place = tmp_path / "goi"
    (packed,) = lines(call("pack", "2026", str(place), "--agency", code(here), "--json"))
    assert packed["dossiers"] == 1
    (checked,) = lines(call("check", str(place), "--json"))
    assert (checked["holds"], checked["manifest"]) == (True, packed["manifest"])
    (place / "bag-info.txt").write_text("x", encoding="utf-8")
    answer = call("check", str(place))
    assert answer.exit_code == 1
    assert "bag-info.txt: was changed" in answer.stdout


def test_what_is_past_its_period_is_named_and_goes_by_decision_only(here: Archive, wall: Wall, tmp_path: Path) -> None:
    here.finished(1)
    here.close()
    assert "Nothing is past its period" in call("expired").stdout
    wall.at = LATER
    assert "01/2026" in call("expired").stdout
    (record,) = lines(call("expired", "--agency", code(here), "--json"))
    assert record["keep_until"] == "2046-12-31"
    proposal = here.propose()
    answer = call("destroy", str(proposal))
    assert isinstance(answer.exception, Refused)
    assert answer.exception.refusal.code == "archive_not_decided"
    wall.at = datetime(2047, 1, 6, 10, 0)
    here.decide(proposal)
    (done,) = lines(call("destroy", str(proposal), "--json"))
    assert (done["done"], done["files_destroyed"], done["stage"]) == (1, 1, "finished")
    paper = tmp_path / "bien-ban.pdf"
    assert call("minutes", str(proposal), str(paper)).exit_code == 0
    assert "Bản in" not in read(paper)
    assert call("minutes", str(proposal), str(paper)).exit_code == 1
    again = tmp_path / "bien-ban-in-lai.pdf"
    assert call("minutes", str(proposal), str(again)).exit_code == 0
    assert "Bản in lại lần" in read(again)


def test_where_nothing_is_finished_it_says_so_in_the_readers_language(here: Archive, wall: Wall) -> None:
    assert "No dossier is finished yet" in call("years").stdout
    assert "Chưa có hồ sơ nào kết thúc" in call("years", language="vi").stdout
    assert "Nothing was finished in 2026" in call("close", "2026").stdout

"""`motcua report period`: the same figures for people, for a spreadsheet and for programs; calls that are none."""

import csv
import json
from contextlib import AbstractContextManager, nullcontext
from io import StringIO
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.main import main
from motcua.config import startup
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import Office, act, office, written
from motcua.dossier.types import Stop
from motcua.insight.commands import LEDGER
from motcua.journal.commands import catch_up

MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


def report(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(main, ("report", "period", *words))


@pytest.fixture(autouse=True)
def three_dossiers(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Three were received, one of them was stopped in time."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)
    here = office()
    stopped, *_others = here.receive(), here.receive(), here.receive()
    act(stopped, lambda unit: Stop(written(unit, "Người dân rút hồ sơ")), on("06/03 09:00"))
    catch_up(LEDGER.name)
    return here


def test_programs_read_an_object_a_line_with_the_rates_as_numbers() -> None:
    told = report(*MARCH, "--by", "field", "--json")
    assert told.exit_code == 0
    *rows, total = (json.loads(line) for line in told.stdout.splitlines())
    assert sum(row["received"] for row in rows) == total["received"] == 3
    assert (total["resolved"], total["rate_on_time"], total["rate_late"], total["is_total"]) == (1, 100.0, 0.0, True)
    assert total["before"]["received"] == 0


def test_a_spreadsheet_reads_the_same_figures() -> None:
    *_rows, total = csv.DictReader(StringIO(report(*MARCH, "--csv").stdout))
    assert (total["received"], total["resolved"], total["open"]) == ("3", "1", "2")


@pytest.mark.parametrize(("language", "words"), [("vi", "chuyển"), ("en", "early")])
def test_people_read_whole_words_above_the_figures(language: str, words: str) -> None:
    told = report(*MARCH, language=language).stdout
    assert words in told.lower()
    assert "100,00 %" in told


def test_what_was_known_then_is_asked_for_to_the_minute() -> None:
    known = report(*MARCH, "--json", "--known-at", "2026-02-01T10:00", "--basis", "happened")
    assert known.exit_code == 0
    assert json.loads(known.stdout.splitlines()[-1])["received"] == 0


@pytest.mark.parametrize(
    ("call", "english", "vietnamese"),
    [
        ((), "Say which period", "Hãy nêu kỳ"),
        (("--from", "2026-03-01"), "Say which period", "Hãy nêu kỳ"),
        (("--from", "2026-03-31", "--to", "2026-03-01"), "ends before it begins", "đứng trước ngày đầu"),
        (("--name", "2026-Q9"), "This is no period", "Không phải là một kỳ"),
        ((*MARCH, "--csv", "--json"), "not both", "không chọn cả hai"),
        ((*MARCH, "--by", "moon"), "moon", "moon"),
    ],
)
def test_a_call_that_is_none_ends_with_two(call: tuple[str, ...], english: str, vietnamese: str) -> None:
    for language, words in (("en", english), ("vi", vietnamese)):
        told = report(*call, language=language)
        assert told.exit_code == 2
        assert words in told.stderr
        assert told.stdout == ""

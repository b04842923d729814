"""`motcua catalogue import`, `show` and `draft`, as a person types them."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation

from motcua.catalogue.tests.import_factory import detail, json_lines, way
from motcua.cli.catalogue import catalogue
from motcua.config import startup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_house_of_the_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(startup, "house", lambda tell: nullcontext())
    with translation.override("en"):
        yield


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "thu-tuc.jsonl"
    path.write_text(json_lines([detail(1), detail(2, channels=[way(qty=8, unit="HOUR")]), "{"]), encoding="utf-8")
    return path


def run(*words: object) -> tuple[int, str, str]:
    answer = CliRunner().invoke(catalogue, [str(word) for word in words])
    return answer.exit_code, answer.stdout, answer.stderr


def test_programs_read_one_object_a_row(source: Path) -> None:
    code, out, _ = run("import", source, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [(line["status"], line["code"], line["line"]) for line in lines] == [
        ("added", "7.000001", 1),
        ("added", "7.000002", 2),
        ("refused", "", 3),
    ]
    assert lines[1]["marks"] == ["hour_unsaid"]
    assert lines[2]["reason"] == "not_json"


def test_looking_first_then_importing_twice(source: Path) -> None:
    assert "2 added" in run("import", source, "--dry-run")[1]
    assert "2 added" in run("import", source)[1]
    assert "0 added, 0 changed, 2 unchanged" in run("import", source)[1]


def test_a_file_of_another_kind_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "lich.csv").write_text("day,hour\n1,2\n", encoding="utf-8")
    code, _, said = run("import", tmp_path / "lich.csv")
    assert code == 2
    assert "neither JSON nor a list" in said


def test_a_listed_procedure_shows_its_draft_and_its_questions(source: Path) -> None:
    run("import", source)
    code, out, said = run("show", "7.000002")
    assert code == 0
    assert "1 to decide:" in out
    assert "only listed" in said
    assert json.loads(run("show", "7.000002", "--json")[1])["marks"][0]["kind"] == "hour_unsaid"


def test_a_draft_is_printed_to_be_finished_checked_and_published(source: Path, tmp_path: Path) -> None:
    run("import", source)
    code, text, _ = run("draft", "7.000001", "--from", "2026-01-01", "--process", "on_site_5")
    assert code == 0
    (tmp_path / "7.000001.yaml").write_text(text, encoding="utf-8")
    assert run("publish", tmp_path / "7.000001.yaml")[0] == 0
    code, text, questions = run("draft", "7.000002")
    assert code == 1
    assert "marks:" in text
    assert "working hours or hours of the clock" in questions


def test_of_a_procedure_nobody_read_there_is_no_draft() -> None:
    code, out, said = run("draft", "7.000009")
    assert (code, out) == (1, "")
    assert "7.000009" in said

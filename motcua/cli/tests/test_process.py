"""`motcua process draw`: the process of a procedure, for a document or a wall."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from click.testing import CliRunner, Result

from motcua.catalogue import commands, queries
from motcua.catalogue.tests.factories import ACTOR, AT, house_number, starters
from motcua.cli.process import process
from motcua.config import startup
from motcua.kernel.clock import outward
from motcua.kernel.types import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house_with_a_procedure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is the house's; one procedure is published in it."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)
    commands.publish(actor=ACTOR, at=AT, version=house_number())


def motcua_process(*words: str) -> Result:
    with time_machine.travel(outward(datetime(2026, 3, 2, 9, 0)), tick=False):
        return CliRunner().invoke(process, words)


def test_the_picture_is_a_file_of_its_own() -> None:
    answer = motcua_process("draw", "9.000001")
    assert answer.exit_code == 0, answer.output
    assert ET.fromstring(answer.output).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own picture
    assert "giờ làm việc" in answer.output
    assert "working hours" in motcua_process("draw", "9.000001", "--version", "1", "--lang", "en").output


def test_it_is_drawn_in_other_languages_of_pictures_too() -> None:
    assert motcua_process("draw", "9.000001", "--mermaid").output.startswith("flowchart TD\n")


@pytest.mark.parametrize("words", [("9.999999",), ("9.000001", "--version", "2"), ("9.000001", "--on", "2020-01-01")])
def test_what_is_not_there_is_said(words: tuple[str, ...]) -> None:
    assert isinstance(motcua_process("draw", *words).exception, Refused)


def test_an_unknown_case_is_named() -> None:
    answer = motcua_process("draw", "9.000001", "--case", "twins")
    assert answer.exit_code == 2
    assert "twins" in answer.output


def test_every_process_that_comes_with_the_house_can_be_drawn() -> None:
    for version in starters():
        drawn = queries.flow_of(version)
        assert drawn is not None
        assert len(drawn.steps) == len(version.process.steps if version.process else ())
        ET.fromstring(queries.process_drawing(version, form="svg"))  # noqa: S314 - our own picture

"""Templates of the house's own that are set aside are named before somebody waits for a paper in vain."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from motcua.config import doctor
from motcua.kernel import clock

VERSION = """versions:
  - number: {number}
    valid_from: 2026-12-01
    drawing: refusal.{number}.typ
"""
DRAWING = """#import "/official.typ": *
#let draw(paper) = official(paper)[#paper.reason]
"""


@pytest.fixture
def slips(db: None, tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.HOME = tmp_path
    folder = tmp_path / "templates" / "slips"
    folder.mkdir(parents=True)
    with translation.override("en"):
        yield folder


def write(slips: Path, *, number: int, drawing: str = DRAWING) -> None:
    (slips / "refusal.yaml").write_text(VERSION.format(number=number), encoding="utf-8")
    (slips / f"refusal.{number}.typ").write_text(drawing, encoding="utf-8")


def said() -> list[str]:
    return [str(one.sentence) for one in doctor.examine(at=clock.now()) if one.about == "template"]


def test_a_house_without_templates_of_its_own_hears_nothing_of_them(slips: Path) -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("number", "drawing", "why"),
    [
        (1, DRAWING, "100"),
        (100, DRAWING, "the procedure"),
        (100, "#let draw(paper) = absent(paper)", "absent"),
    ],
)
def test_one_that_is_set_aside_is_named_with_the_reason(slips: Path, number: int, drawing: str, why: str) -> None:
    write(slips, number=number, drawing=drawing)
    (complaint,) = said()
    assert "templates/slips/refusal.yaml of this house is not used" in complaint
    assert why in complaint


def test_a_letter_that_cannot_be_read_is_named_too(slips: Path) -> None:
    letters = slips.parent / "letters"
    letters.mkdir()
    (letters / "general_letter.yaml").write_text("versions: 3", encoding="utf-8")
    (complaint,) = said()
    assert "templates/letters/general_letter.yaml" in complaint

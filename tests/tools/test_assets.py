"""The letters on the screen: every Vietnamese one is there, and figures stand in straight columns."""

import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from motcua.ui import icons
from tools import assets

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | set(
    "bcdđghklmnpqrstvx"
)
OFFICE = set("0123456789 .,:;/-–−()[]\"'“”…%₫·°§")
LETTERS = sorted(assets.VENDOR.glob("be-vietnam-pro-*.woff2"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name)
def test_every_letter_of_vietnamese_is_drawn(path: Path) -> None:
    with TTFont(path) as font:
        drawn = {chr(code) for code in font.getBestCmap()}
    wanted = VIETNAMESE | {letter.upper() for letter in VIETNAMESE} | OFFICE
    assert len(VIETNAMESE) == 72 + 17
    assert not wanted - drawn


def test_there_are_letters_for_screens_and_for_phones() -> None:
    assert len(LETTERS) == 2 * len(assets.WEIGHTS)
    weight = sum(path.stat().st_size for path in LETTERS if path.stem.endswith("-light"))
    assert weight < 80 * 1024


@pytest.mark.parametrize("path", sorted(assets.VENDOR.glob("motcua-figures-*.woff2")), ids=lambda path: path.name)
def test_figures_have_one_width(path: Path) -> None:
    with TTFont(path) as font:
        names = font.getBestCmap()
        assert {chr(code) for code in names} == set(assets.FIGURES)
        assert {font["hmtx"][name][0] for name in names.values()} == {assets.FIGURE_WIDTH}


def test_the_sprite_holds_exactly_the_icons_pages_may_use() -> None:
    sprite = (assets.VENDOR / "icons.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([\w-]+)"', sprite)) == icons.NAMES
    assert "M0 0h24v24H0z" not in sprite


def test_the_public_stylesheet_is_a_small_part_of_the_framework() -> None:
    whole, part = (assets.VENDOR / name for name in ("tabler.min.css", "tabler.citizen.css"))
    assert part.stat().st_size < whole.stat().st_size / 10
    assert ".form-control" in part.read_text(encoding="utf-8")
    assert "sourceMappingURL" not in whole.read_text(encoding="utf-8")

"""The table of the screens: every page of it is one of the house, and nothing is used before it is known."""

import string
from pathlib import Path

import pytest
from django.urls import resolve

from tools.screens import __main__ as screens
from tools.screens.table import MAIN, REST, TABLE, Shot


def test_every_page_has_a_name_of_its_own() -> None:
    names = [shot.name for shot in TABLE]
    assert len(names) == len(set(names))


def test_thirty_pages_are_the_main_ones_and_come_first() -> None:
    assert len(MAIN) == 30
    assert TABLE[:30] == MAIN


def test_what_stands_in_an_address_was_kept_by_a_page_before() -> None:
    known: set[str] = set()
    for shot in TABLE:
        used = {name for _, name, _, _ in string.Formatter().parse(shot.address) if name}
        assert used <= known, shot.name
        known |= {shot.keeps} - {""}


@pytest.mark.parametrize(
    "shot", [shot for shot in TABLE if not shot.address.startswith("/demo/")], ids=lambda shot: str(shot.name)
)
def test_every_address_leads_to_a_page(shot: Shot) -> None:
    address = shot.address.format(**{one.keeps: "1" for one in TABLE if one.keeps})
    assert resolve(address.partition("?")[0])


def test_the_index_shows_what_was_taken_in_the_order_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens, "FOLDER", tmp_path)
    for name in ("board-phone", "desk-home-desktop", "desk-home-phone", "rest/result-phone"):
        (tmp_path / f"{name}.png").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.png").write_bytes(b"")
    page = screens.index(MAIN)
    assert page.index("desk-home-desktop.png") < page.index("desk-home-phone.png") < page.index("board-phone.png")
    assert "board-desktop.png" not in page
    assert "result-phone.png" not in page, "what is taken on demand has an index of its own"
    assert "result-phone.png" in screens.index(REST)

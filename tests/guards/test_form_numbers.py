"""The numbers of the forms that are printed, and whether their titles have English beside them."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import motcua
from motcua.papers import press

_ROOM = Path(motcua.__file__).parent
_OWN = "NB-"
"""What the number of a form begins with that no circular prescribes."""
_DATA = (
    "catalogue/data/regimes.yaml",
    "passing/data/forms.yaml",
    "payments/data/forms.yaml",
    "papers/data/retention.yaml",
    "postal/data/rules.yaml",
    "process/data/forms.yaml",
    "certification/data/books.yaml",
)


def _forms(told: Any) -> Iterator[tuple[str, str]]:
    """Number and title of every form in a file of dated data, however deep it lies."""
    if isinstance(told, list):
        for one in told:
            yield from _forms(one)
    if not isinstance(told, dict):
        return
    if {"number", "title"} <= told.keys():
        yield told["number"], told["title"]
    for one in told.values():
        yield from _forms(one)


@pytest.fixture(scope="module")
def titles() -> dict[str, set[str]]:
    """The titles that each number has, over all rooms and days."""
    found = defaultdict(set)
    for path in _DATA:
        for number, title in _forms(yaml.safe_load((_ROOM / path).read_text(encoding="utf-8"))):
            found[number].add(title)
    return found


def test_no_two_forms_of_the_house_have_the_same_number(titles: dict[str, set[str]]) -> None:
    own = {number: named for number, named in titles.items() if number.startswith(_OWN)}
    assert len(own) == 10, "a form was added: its number is the next one"
    assert {number: named for number, named in own.items() if len(named) > 1} == {}


def test_every_title_has_its_english(titles: dict[str, set[str]]) -> None:
    known = (press.FORMS / "labels.typ").read_text(encoding="utf-8")
    assert {one for named in titles.values() for one in named if f'"{one}": ' not in known} == set()


def test_every_file_of_forms_is_read_here() -> None:
    holding = {
        str(path.relative_to(_ROOM)) for path in _ROOM.glob("*/data/*.yaml") if _OWN in path.read_text(encoding="utf-8")
    }
    assert holding <= set(_DATA)

"""A house with a store of its own for each test."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from motcua.papers.store import workbench
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.workshop.__main__ import answered


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Path:
    """The home of the house, empty; files lie on its disk, and no scanner is asked."""
    settings.HOME = tmp_path / "home"
    settings.FILES_URL = settings.SCANNER_URL = ""
    return tmp_path / "home"


@pytest.fixture
def disk(house: Path) -> DiskStore:
    """The store of that house."""
    return DiskStore(house / "files")


@pytest.fixture
def workshop_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workshop works in this process: quicker, and without its walls. Traps are for the real one."""

    def done(job: Mapping[str, Any]) -> dict[str, Any]:
        return workbench.told(json.loads(json.dumps(answered(json.loads(json.dumps(job, default=str))))))

    monkeypatch.setattr(workbench, "done", done)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared in English."""
    with translation.override("en"):
        yield

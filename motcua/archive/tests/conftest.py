"""A house with dossiers that are finished, told at its own instants, with a store of its own for each test."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from motcua.archive.tests.stories import Archive
from motcua.journal.tests.wall import wall_of_the_story
from motcua.papers.store import workbench
from motcua.papers.store.workshop.__main__ import answered
from motcua.process.tests.house import House


@pytest.fixture(autouse=True)
def _the_wall() -> Iterator[None]:
    with wall_of_the_story(), translation.override("en"):
        yield


@pytest.fixture
def here_files(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home in which the files lie, empty. Uploads are opened in this process: quicker."""

    def done(job: Mapping[str, Any]) -> dict[str, Any]:
        return workbench.told(json.loads(json.dumps(answered(json.loads(json.dumps(job, default=str))))))

    monkeypatch.setattr(workbench, "done", done)
    settings.HOME, settings.FILES_URL, settings.SCANNER_URL = tmp_path / "home", "", ""
    return tmp_path / "home"


@pytest.fixture
def here(settled: House, here_files: Path) -> Archive:
    """The people of a commune, its centre and their archive."""
    return Archive(settled)

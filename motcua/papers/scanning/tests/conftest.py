"""A house with a tray, with and without somebody who reads."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.papers.scanning.tray import Tray, open_tray
from motcua.papers.scanning.workshop.__main__ import answered as answered_here
from motcua.papers.store import workbench
from motcua.papers.store.workshop.__main__ import answered

AT = datetime(2026, 3, 2, 9)


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Path:
    """The home of the house, empty; files lie on its disk, and no virus scanner is asked."""
    settings.HOME = tmp_path / "home"
    settings.FILES_URL = settings.SCANNER_URL = ""
    return tmp_path / "home"


@pytest.fixture
def tray(house: Path) -> Tray:
    """The tray of one officer for one dossier."""
    return open_tray(holder="dossier/1", keeper="officer:lan", at=AT)


@pytest.fixture
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Tesseract."""
    found: Callable[..., str | None] = shutil.which

    def which(name: str, **options: Any) -> str | None:
        return None if name == "tesseract" else found(name, **options)

    monkeypatch.setattr(shutil, "which", which)


@pytest.fixture
def workshop_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workshops work in this process: quicker, and without their walls."""

    def done(job: Mapping[str, Any], *, workshop: str = "", longest_seconds: float = 0) -> dict[str, Any]:
        work = answered_here if workshop else answered
        return workbench.told(json.loads(json.dumps(work(json.loads(json.dumps(job, default=str))))))

    monkeypatch.setattr(workbench, "done", done)

"""Files that are made to stop a machine: opened in a process of their own, they stop nothing."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.kernel.types import Refused
from motcua.papers.store import workbench
from motcua.papers.store.acceptance import accept, accepting
from motcua.papers.store.limits import limits_on
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.tests import corpus

TODAY = date(2026, 3, 2)
A_MILLION = 10**6


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that unpacks 50 MB and no more, so that small bombs will do."""
    small = replace(limits_on(TODAY), most_expanded_bytes=50 * A_MILLION)
    monkeypatch.setattr(accepting, "limits_on", lambda _day: small)


def refused(content: bytes, name: str, disk: DiskStore) -> str:
    with pytest.raises(Refused) as answer:
        accept(io.BytesIO(content), name_hint=name, on=TODAY, store=disk)
    assert list(disk.listing()) == []
    return answer.value.refusal.code


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: (corpus.unpacking_to(100 * A_MILLION), "don.pdf"),
        lambda: (corpus.unpacking_to(100 * A_MILLION, twice=True), "don.pdf"),
        lambda: (corpus.office({"word/media/a.bin": bytes(100 * A_MILLION)}), "don.docx"),
        lambda: (corpus.office({f"word/{number}.xml": b"" for number in range(2_100)}), "don.docx"),
    ],
    ids=["page", "page packed twice", "office", "many parts"],
)
def test_what_is_small_and_unpacks_to_more_than_a_machine_holds_is_not_opened(
    bomb: Callable[[], tuple[bytes, str]], disk: DiskStore
) -> None:
    content, name = bomb()
    assert len(content) < 5 * A_MILLION
    assert refused(content, name, disk) == "file_too_demanding"


def test_a_bomb_that_strikes_while_the_file_is_opened_finds_no_room_to_unfold(disk: DiskStore) -> None:
    content = corpus.holding_its_objects_in_a_bomb(100 * A_MILLION)
    assert len(content) < 5 * A_MILLION
    assert refused(content, "don.pdf", disk) in {"file_damaged", "file_too_demanding"}


def test_a_sound_file_comes_through_the_walls(disk: DiskStore) -> None:
    accepted = accept(corpus.pdf(corpus.scripted), name_hint="don.pdf", on=TODAY, store=disk)
    assert accepted.stripped
    assert disk.find(accepted.file.digest) is not None


def test_a_workshop_that_breaks_down_refuses_the_file(disk: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refused(corpus.pdf(), "don.pdf", disk) == "file_too_demanding"


def test_a_workshop_that_takes_too_long_refuses_the_file(disk: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("workshop", 60)

    monkeypatch.setattr(subprocess, "run", too_long)
    assert refused(corpus.pdf(), "don.pdf", disk) == "file_too_demanding"


def test_too_many_at_once_are_asked_to_come_again(disk: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbench, "_PLACES", threading.BoundedSemaphore(1))
    monkeypatch.setattr(workbench, "_WAIT_SECONDS", 0.01)
    with workbench._place():
        assert refused(corpus.pdf(), "don.pdf", disk) == "file_check_unavailable"


def test_the_workshop_knows_no_secret(monkeypatch: pytest.MonkeyPatch, disk: DiskStore) -> None:
    seen: dict[str, Any] = {}
    real = subprocess.run

    def watched(*words: Any, **options: Any) -> Any:
        seen.update(options["env"])
        return real(*words, **options)

    monkeypatch.setenv("MOTCUA_SECRET_KEY", "secret")
    monkeypatch.setattr(subprocess, "run", watched)
    accept(b"an toan", name_hint="thu.txt", on=TODAY, store=disk)
    assert set(seen) <= {"PATH", "PYTHONPATH", "LANG", "OMP_NUM_THREADS"}
    assert os.environ["MOTCUA_SECRET_KEY"] not in str(seen)

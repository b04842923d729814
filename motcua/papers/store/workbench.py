"""Sends a file into the workshop, a process of its own, and brings the answer back.

A few at a time: who waits for too long is asked to try again, rather than the machine being brought to its knees.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from motcua.kernel.types import Refusal, Refused
from motcua.papers.store.objections import ActiveContent, Objection

_PLACES = threading.BoundedSemaphore(3)
_WAIT_SECONDS = 30.0
_LONGEST_SECONDS = 60.0
_ROOT = Path(__file__).resolve().parents[3]
_WORKSHOP = "motcua.papers.store.workshop"


def done(
    job: Mapping[str, Any], *, workshop: str = _WORKSHOP, longest_seconds: float = _LONGEST_SECONDS
) -> dict[str, Any]:
    """The answer of a workshop: that of this room's part, or another that keeps itself to the same manners.

    Refused: what it objects to; `file_too_demanding` when it broke down over the file; `file_check_unavailable` when
    all places were taken for too long.
    """
    with _place():
        try:
            run = subprocess.run(  # noqa: S603 - our own workshops
                [sys.executable, "-P", "-m", workshop],
                input=json.dumps(job, default=str),
                capture_output=True,
                text=True,
                timeout=longest_seconds,
                cwd=Path(job["path"]).parent,
                env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Refused(Refusal("file_too_demanding")) from error
    if run.returncode:
        raise Refused(Refusal("file_too_demanding"))
    return told(json.loads(run.stdout))


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer. Refused: what the workshop objects to."""
    if "objection" in answer:
        raise Refused(_refusal(Objection(answer["objection"]), answer["values"]))
    return answer


def _refusal(objection: Objection, values: Mapping[str, Any]) -> Refusal:
    if "what" in values:
        return Refusal(objection.value, {**values, "what": tuple(ActiveContent(word) for word in values["what"])})
    return Refusal(objection.value, dict(values))


@contextmanager
def _place() -> Iterator[None]:
    if not _PLACES.acquire(timeout=_WAIT_SECONDS):
        raise Refused(Refusal("file_check_unavailable"))
    try:
        yield
    finally:
        _PLACES.release()

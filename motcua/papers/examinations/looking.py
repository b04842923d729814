"""Looking at the signatures of a file in the workshop, as this house believes. Never in a unit of work."""

import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from motcua.kernel.types import Refused
from motcua.papers.examinations.types import Believed, Found, Hindrance
from motcua.papers.signing import doors
from motcua.papers.signing.types import SigningError
from motcua.papers.signing.written import read, written_trust
from motcua.papers.store import workbench
from motcua.papers.store.acceptance.spooling import unless_the_disk_is_full, working_folder
from motcua.papers.store.stores import FileStore
from motcua.papers.store.stores.port import Pieces
from motcua.papers.store.types import FileRef, MediaType

WAITS_SECONDS = 300.0
"""So long a service that was silent is not asked again by this process."""
_was_silent: dict[str, float] = {}


def looked_at(file: FileRef, *, store: FileStore, at: datetime) -> Found:
    """What is found about the signatures of a file in the store, judged as of `at`.

    Refused: `file_check_unavailable` when all places of the workshop are taken, `signing_settings_wrong`,
    `file_store_full`. Raises what the store raises.
    """
    if file.media_type != MediaType.PDF:
        return Found(examined_at=at, hindrance=Hindrance.OTHER_KIND)
    trust, believed = doors.trusted()
    with working_folder() as folder, unless_the_disk_is_full():
        path = folder / "signed.pdf"
        _copied(Pieces(store.open(file.digest, end=file.size), file.size), path)
        try:
            answer = workbench.done(
                {
                    "task": "signatures",
                    "path": str(path),
                    "trust": written_trust(trust),
                    "at": at.isoformat(),
                    "unheard": _unheard(),
                }
            )
        except Refused as refused:
            if isinstance(refused, SigningError) or refused.refusal.code != "file_too_demanding":
                raise
            answer = {"verdicts": [], "silent": [], "hindrance": Hindrance.TOO_DEMANDING}
    _was_silent.update(dict.fromkeys(set(answer["silent"]) - set(_unheard()), time.monotonic()))
    return Found(
        verdicts=tuple(read(one) for one in answer["verdicts"]),
        silent=tuple(answer["silent"]),
        believed=tuple(Believed(one.name, one.fingerprint) for one in believed),
        asked_issuers=trust.asks_issuers,
        examined_at=at,
        hindrance=Hindrance(answer.get("hindrance", "")),
    )


def _unheard() -> list[str]:
    """The services that were silent a moment ago: a hundred papers do not wait for them one after another."""
    since = time.monotonic() - WAITS_SECONDS
    return [host for host, silent_at in _was_silent.items() if silent_at > since]


def _copied(content: Iterable[bytes], into: Path) -> None:
    with into.open("wb") as copy:
        copy.writelines(content)

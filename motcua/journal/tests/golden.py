"""Golden entries: one entry of each kind and version ever released, in `tests/golden/<kind>/<version>.json`.

A file holds a whole entry with its digest, so that a touched body no longer fits, and `reads_as`: what the body means
to today's house after it was lifted. When a kind gets a new version, its room adds a lift and a new file, and
says in `reads_as` of the old ones how they read now; nothing else in them ever changes.

A room's test calls `check("dossier.received", example)` for each of its kinds, with a body as it writes it today: that
fails when the body got another shape without a new version. `MOTCUA_KEEP_GOLDEN=1` writes files that are missing;
`keep_missing()` does so from the entries in the journal of the current database.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.journal.queries.reading import Row, rows_after
from motcua.journal.rules import chain
from motcua.journal.types import current_version, declared_kinds, lifted
from motcua.kernel.types import system

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "golden"
_EXAMPLE_AT = datetime(2026, 2, 13, 9, 0)


@dataclass(frozen=True, slots=True)
class Golden:
    """One kept entry."""

    path: Path
    previous: bytes
    stream: str
    sequence: int
    at: datetime
    actor: Mapping[str, Any]
    kind: str
    version: int
    body: Mapping[str, Any]
    digest: bytes
    reads_as: Mapping[str, Any]

    def digest_of_what_it_says(self) -> bytes:
        """The digest its contents ought to have."""
        return chain.entry_digest(
            previous=self.previous,
            stream=self.stream,
            sequence=self.sequence,
            at=self.at,
            actor=chain.written(self.actor),
            kind=self.kind,
            version=self.version,
            body=chain.written(self.body),
        )


def kept(kinds: Iterable[str] | None = None, *, folder: Path = FOLDER) -> list[Golden]:
    """The golden entries of these kinds (of all), by kind and version."""
    wanted = None if kinds is None else set(kinds)
    found = [_read(path) for path in folder.glob("*/*.json") if wanted is None or path.parent.name in wanted]
    return sorted(found, key=lambda golden: (golden.kind, golden.version))


def missing(kinds: Iterable[str], *, folder: Path = FOLDER) -> list[tuple[str, int]]:
    """The kinds and versions that have no golden entry."""
    there = {(golden.kind, golden.version) for golden in kept(folder=folder)}
    return [
        (kind, version)
        for kind in sorted(kinds)
        for version in range(1, current_version(kind) + 1)
        if (kind, version) not in there
    ]


def check(kind: str, example: Mapping[str, Any], *, folder: Path = FOLDER) -> None:
    """Fails unless every version of the kind is kept, unaltered and read as promised, and has the shape of today."""
    version = current_version(kind)
    if os.environ.get("MOTCUA_KEEP_GOLDEN") and (kind, version) in missing([kind], folder=folder):
        keep(_example_row(kind, version, example), previous=b"", folder=folder)
    absent = missing([kind], folder=folder)
    assert not absent, f"No golden entry of {absent}: run this test once with MOTCUA_KEEP_GOLDEN=1 and commit the file."
    mine = kept([kind], folder=folder)
    for golden in mine:
        check_kept(golden)
    assert same_shape(json.loads(chain.written(example)), mine[-1].body), (
        f"{kind} is written in another shape than version {version}: give it a new version and a lift."
    )


def check_kept(golden: Golden) -> None:
    """Fails when the file was altered or its body reads differently than it promises."""
    assert golden.digest_of_what_it_says() == golden.digest, f"{golden.path} was altered: released bodies stay."
    assert lifted(golden.kind, golden.version, golden.body) == golden.reads_as, f"{golden.path} reads differently now."


def keep(row: Row, *, previous: bytes, folder: Path = FOLDER) -> Path:
    """Writes an entry as the golden one of its kind and version. Raises FileExistsError: one is for ever."""
    path = folder / row.kind / f"{row.version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = chain.read(row.body)
    parts = {
        "stream": row.stream,
        "sequence": row.sequence,
        "previous": previous.hex(),
        "at": chain.instant_written(row.at),
        "actor": json.loads(row.actor),
        "kind": row.kind,
        "version": row.version,
        "body": body,
        "digest": bytes(row.digest).hex(),
        "reads_as": lifted(row.kind, row.version, body),
    }
    with open(path, "x", encoding="utf-8") as file:
        file.write(json.dumps(parts, ensure_ascii=False, indent=1) + "\n")
    return path


def keep_missing(*, folder: Path = FOLDER) -> list[Path]:
    """Keeps, from the journal of the current database, one entry of each kind and version that has no file yet."""
    wanted = set(missing(declared_kinds(), folder=folder))
    digests: dict[str, bytes] = {}
    written: list[Path] = []
    position = 0
    while wanted and (rows := rows_after(position, limit=2_000)):
        for row in rows:
            if (row.kind, row.version) in wanted:
                wanted.discard((row.kind, row.version))
                written.append(keep(row, previous=digests.get(row.stream, b""), folder=folder))
            digests[row.stream] = bytes(row.digest)
        position = rows[-1].position
    return written


def same_shape(one: object, other: object) -> bool:
    """Whether two bodies have the same keys at every depth outside lists; null stands for anything."""
    if one is None or other is None:
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_shape(one[key], other[key]) for key in one)
    return isinstance(one, Mapping) == isinstance(other, Mapping)


def _read(path: Path) -> Golden:
    parts = json.loads(path.read_text(encoding="utf-8"))
    assert (parts["kind"], str(parts["version"])) == (path.parent.name, path.stem), f"{path} lies in the wrong place."
    return Golden(
        path=path,
        previous=bytes.fromhex(parts["previous"]),
        stream=parts["stream"],
        sequence=parts["sequence"],
        at=datetime.fromisoformat(parts["at"]),
        actor=parts["actor"],
        kind=parts["kind"],
        version=parts["version"],
        body=parts["body"],
        digest=bytes.fromhex(parts["digest"]),
        reads_as=parts["reads_as"],
    )


def _example_row(kind: str, version: int, example: Mapping[str, Any]) -> Row:
    actor, body = chain.actor_written(system("golden")), chain.written(example)
    digest = chain.entry_digest(
        previous=b"",
        stream=f"golden/{kind}",
        sequence=1,
        at=_EXAMPLE_AT,
        actor=actor,
        kind=kind,
        version=version,
        body=body,
    )
    return Row(0, f"golden/{kind}", 1, _EXAMPLE_AT, _EXAMPLE_AT, actor, kind, version, body, digest)

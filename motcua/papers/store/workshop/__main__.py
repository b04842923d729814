"""One job: `python -m motcua.papers.store.workshop`, JSON in, JSON out."""

import json
import resource
import sys
from collections.abc import Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.types import OFFICE, PICTURES, MediaType
from motcua.papers.store.workshop import kinds, office, texts

_MEMORY_BYTES = 2 * 1024**3
_SECONDS = 40
_OUTPUT_BYTES = 512 * 1024**2


def main() -> None:
    """Does the job, or says why the file cannot be taken."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_OUTPUT_BYTES, _OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answered(json.load(sys.stdin)), sys.stdout)


def answered(job: Mapping[str, Any]) -> dict[str, Any]:
    """What the job brings, or the objection to its file."""
    try:
        return _JOBS[job["task"]](job)
    except NotAcceptableError as error:
        return {"objection": error.objection, "values": error.values}
    except MemoryError:
        return {"objection": Objection.TOO_DEMANDING, "values": {}}


def _examine(job: Mapping[str, Any]) -> dict[str, Any]:
    path, limits = Path(job["path"]), _limits(job)
    kind = kinds.kind_of(path)
    kinds.must_fit(kind, job["extension"])
    found: dict[str, Any] = {"media_type": kind, "pages": 0, "is_signed": False, "stripped": [], "is_changed": False}
    if kind is MediaType.PDF:
        found |= _tool("pdf").examine(path, Path(job["output"]), limits=limits)
    elif kind in PICTURES:
        found["pages"] = _tool("pictures").examine(path, kind, limits=limits)
    elif kind in OFFICE:
        found["is_signed"] = office.examine(path, limits=limits)
    elif kind is MediaType.XML:
        found["is_signed"] = texts.examine_xml(path)
    return found


def _bind_photos(job: Mapping[str, Any]) -> dict[str, Any]:
    return {"pages": _tool("photos").bind(job["photos"], Path(job["output"]), limits=_limits(job))}


def _preview(job: Mapping[str, Any]) -> dict[str, Any]:
    _tool("previews").draw(
        Path(job["path"]),
        MediaType(job["media_type"]),
        page=job["page"],
        width=job["width"],
        output=Path(job["output"]),
        limits=_limits(job),
    )
    return {}


def _signatures(job: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _tool("signatures").examine(
        Path(job["path"]), trust=job["trust"], at=datetime.fromisoformat(job["at"]), unheard=job["unheard"]
    )
    return found


def _tool(name: str) -> ModuleType:
    """Loaded only when it is needed: reading the libraries takes longer than most files do."""
    return import_module(f"motcua.papers.store.workshop.{name}")


def _limits(job: Mapping[str, Any]) -> Limits:
    return Limits(**(job["limits"] | {"since": date.fromisoformat(job["limits"]["since"])}))


_JOBS = {"examine": _examine, "bind_photos": _bind_photos, "preview": _preview, "signatures": _signatures}

if __name__ == "__main__":
    main()

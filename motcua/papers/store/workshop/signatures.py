"""Signatures of a PDF, examined where a hostile one harms nobody."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.papers.signing.examining import found
from motcua.papers.signing.written import read_trust, written


def examine(path: Path, *, trust: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The verdicts as plain values, and who was silent."""
    verdicts, silent = found(path.read_bytes(), trust=read_trust(trust), at=at)
    return {"verdicts": [written(verdict) for verdict in verdicts], "silent": list(silent)}

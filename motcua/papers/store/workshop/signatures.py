"""Signatures of a PDF, examined where a hostile one harms nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.papers.signing.examining import found
from motcua.papers.signing.written import read_trust, written


def examine(path: Path, *, trust: Mapping[str, Any], at: datetime, unheard: Sequence[str]) -> dict[str, Any]:
    """The verdicts as plain values, and who was silent."""
    verdicts, silent = found(path.read_bytes(), trust=read_trust(trust), at=at, unheard=unheard)
    return {"verdicts": [written(verdict) for verdict in verdicts], "silent": list(silent)}

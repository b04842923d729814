"""Verdicts and anchors as plain values, to be kept in a table and handed to another process, and back."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from motcua.papers.signing.types import (
    Change,
    Coverage,
    Integrity,
    Kind,
    Outcome,
    Revocation,
    Subject,
    TimeSource,
    Trust,
    TrustAnchors,
    Verdict,
)

_CODES = {
    "kind": Kind,
    "outcome": Outcome,
    "integrity": Integrity,
    "trust": Trust,
    "revocation": Revocation,
    "time": TimeSource,
    "coverage": Coverage,
    "change": Change,
}
_ENCODED = ("issuers", "authorities", "intermediates", "revocation_lists", "revocation_answers")


def written(verdict: Verdict) -> dict[str, Any]:
    """The verdict's codes and values."""
    values = asdict(verdict)
    if verdict.subject is not None:
        values["subject"] |= {
            "valid_from": verdict.subject.valid_from.isoformat(),
            "valid_until": verdict.subject.valid_until.isoformat(),
        }
    return values | {
        "at": verdict.at.isoformat() if verdict.at is not None else None,
        "pages": list(verdict.pages),
    }


def read(values: Mapping[str, Any]) -> Verdict:
    """The verdict back from what was written."""
    codes: dict[str, Any] = {name: code(values[name]) for name, code in _CODES.items()}
    subject = values["subject"]
    return Verdict(
        **codes,
        role=values["role"],
        subject=None if subject is None else _subject(subject),
        at=datetime.fromisoformat(values["at"]) if values["at"] else None,
        stamped_by=values["stamped_by"],
        pages=tuple(values["pages"]),
        trouble=values["trouble"],
    )


def written_trust(trust: TrustAnchors) -> dict[str, Any]:
    """The anchors, their certificates and lists as Base64."""
    return {
        "certificates": {name: [b64encode(one).decode() for one in getattr(trust, name)] for name in _ENCODED},
        "asks_issuers": trust.asks_issuers,
        "inside": list(trust.inside),
    }


def read_trust(values: Mapping[str, Any]) -> TrustAnchors:
    """The anchors back from what was written."""
    encoded: dict[str, Any] = {name: tuple(b64decode(one) for one in values["certificates"][name]) for name in _ENCODED}
    return TrustAnchors(**encoded, asks_issuers=values["asks_issuers"], inside=tuple(values["inside"]))


def _subject(values: Mapping[str, Any]) -> Subject:
    valid = {name: datetime.fromisoformat(values[name]) for name in ("valid_from", "valid_until")}
    return Subject(**{**values, **valid})

"""What a version is called by: its stable number, and what lists and the search show of it."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

from motcua.catalogue.parts.codec import encode
from motcua.catalogue.parts.listing import Listing
from motcua.catalogue.parts.procedure import ProcedureVersion

_ID_BITS = 52
"""So many bits of the digest make the id: exact in every language that reads JSON numbers, and two versions among a
hundred thousand meet by chance once in a million houses."""


def sealed(version: ProcedureVersion, *, number: int) -> tuple[ProcedureVersion, dict[str, object], bytes]:
    """The version with its number and its id made from its content, its body for storing, and the body's digest."""
    body: dict[str, object] = encode(replace(version, id=0, number=number))
    digest = sha256(json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).digest()
    version_id = int.from_bytes(digest[:8], "big") >> (64 - _ID_BITS)
    return replace(version, id=version_id, number=number), body, digest


def listing_of(version: ProcedureVersion) -> Listing:
    """What lists and the search show of this version."""
    return Listing(version.code, version.name, version.field.code, version.field.name, version.levels, version.keywords)


def same_content(one: ProcedureVersion, other: ProcedureVersion) -> bool:
    """Whether two versions say the same, whatever their numbers."""
    return replace(one, id=0, number=0) == replace(other, id=0, number=0)


def comes_after(earlier: ProcedureVersion, later: ProcedureVersion, *, today: date) -> bool:
    """Whether `later` may follow: it begins after `earlier`, or replaces one that is not yet in force."""
    return earlier.effective_from < later.effective_from or today < earlier.effective_from

"""How a draft is kept, what changed between two, and what lists show of one."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from motcua.catalogue.importing.marking import is_vertical
from motcua.catalogue.importing.shapes import Draft
from motcua.catalogue.importing.words import Words
from motcua.catalogue.parts.codec import encode
from motcua.catalogue.parts.listing import Listing
from motcua.catalogue.parts.words import AuthorityLevel, Mark
from motcua.kernel.text import fold

_LONGEST_FIELD_CODE = 60
_LONGEST_FIELD_NAME = 250
_MARKS = "marks"


def body_of(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON values."""
    body: dict[str, Any] = encode(draft)
    return body


def marks_body(marks: tuple[Mark, ...]) -> list[dict[str, str]]:
    """Marks as plain JSON values."""
    return [encode(mark) for mark in marks]


def digest_of(body: Mapping[str, Any], marks: list[dict[str, str]]) -> bytes:
    """SHA-256 over all that is kept of a draft."""
    text = json.dumps([body, marks], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).digest()


def changed_parts(
    before: tuple[Mapping[str, Any], list[dict[str, str]]], after: tuple[Mapping[str, Any], list[dict[str, str]]]
) -> tuple[str, ...]:
    """The names of the parts that differ, in alphabetical order; `marks` when only other questions are asked."""
    old, new = before[0], after[0]
    parts = sorted(part for part in old.keys() | new.keys() if old.get(part) != new.get(part))
    return (*parts, _MARKS) if before[1] != after[1] else tuple(parts)


def listing_of_draft(draft: Draft, earlier: Listing | None, *, words: Words) -> Listing:
    """What lists show of the draft. What its source does not say stays as it was shown before.

    A branch of a vertical agency that is published as commune level is not shown as the commune's.
    """
    levels = {words.levels[fold(level)] for level in draft.levels if fold(level) in words.levels}
    if is_vertical(draft, words):
        levels.discard(AuthorityLevel.COMMUNE)
    field_code, field_name = _field(draft, words)
    if earlier is not None:
        levels = levels or set(earlier.levels)
        if not field_name:
            field_code, field_name = earlier.field_code, earlier.field_name
    keywords = earlier.keywords if earlier else ()
    return Listing(draft.code, draft.name, field_code, field_name, frozenset(levels), keywords)


def field_key(name: str) -> str:
    """A key for a field the house has no key for, made from its name."""
    key = fold(name).replace(" ", "_")[:_LONGEST_FIELD_CODE].strip("_")
    return key if re.match("[a-z]", key) else f"f_{key}"[:_LONGEST_FIELD_CODE]


def _field(draft: Draft, words: Words) -> tuple[str, str]:
    if not draft.fields:
        return "", ""
    name = draft.fields[0][:_LONGEST_FIELD_NAME]
    known = words.fields.get(draft.field_code) or words.fields.get(fold(name))
    return known or field_key(name), name

"""Names and addresses: kept as typed, only the encoding and the blanks are made one."""

import re
import unicodedata

from motcua.kernel.types import Refusal

LONGEST_NAME = 300
_BLANKS = re.compile(r"\s+")


def as_typed(text: str) -> str:
    """The text in Unicode NFC, runs of blanks and line ends as one blank. Nothing else is changed."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def prose(text: str) -> str:
    """A longer text in Unicode NFC, with its line breaks, without blanks at the ends."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def check_name(name: str, *, person: bool) -> Refusal | None:
    """A name must be there, hold a letter, no control characters and, for a person, no digits."""
    if not name:
        return Refusal("name_missing")
    if len(name) > LONGEST_NAME:
        return Refusal("name_too_long", {"most": LONGEST_NAME})
    if not any(character.isalpha() for character in name) or any(
        unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn") for character in name
    ):
        return Refusal("name_unreadable")
    if person and any(character.isdigit() for character in name):
        return Refusal("name_unreadable")
    return None

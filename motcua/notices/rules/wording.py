"""A template with its fields filled. What is missing stops it, and is named."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from motcua.kernel.types import Refusal
from motcua.notices.types import Filled, Template

_FIELD = re.compile(r"{([a-z_]+)}")
_MAILBOX = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def fields_in(line: str) -> frozenset[str]:
    """The fields that a line names."""
    return frozenset(_FIELD.findall(line))


def filled(template: Template, values: Mapping[str, str], *, language: str) -> Filled | Refusal:
    """The message in that language. Refused: `notice_field_missing`, naming every declared field without a value."""
    known = {name: value for name, value in values.items() if value}
    missing = template.fields - known.keys()
    if missing:
        return Refusal("notice_field_missing", {"fields": tuple(sorted(missing))})
    words = template.words[language]
    return Filled(
        subject=words.subject.format(**known),
        body="\n".join(_said(words.lines, known)),
        short=" ".join(_said(words.short, known)),
    )


def _said(lines: Iterable[str], known: Mapping[str, str]) -> list[str]:
    return [line.format(**known) for line in lines if fields_in(line) <= known.keys()]


def unmarked(text: str) -> str:
    """The text without Vietnamese marks, as an SMS carries it: with them only 70 signs fit into one.

    >>> unmarked("Đã tiếp nhận hồ sơ")
    'Da tiep nhan ho so'
    """
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def masked_email(address: str) -> str:
    """Enough to recognise one's own mailbox.

    >>> masked_email("nguyenvanan@example.vn")
    'n***@example.vn'
    """
    name, _at, host = address.partition("@")
    return f"{name[:1]}***@{host}" if host else ""


def is_mailbox(text: str) -> bool:
    """Whether the text has the shape of an e-mail address."""
    return bool(_MAILBOX.fullmatch(text))

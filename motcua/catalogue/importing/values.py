"""Taking values out of a row: every text tidied the same way, every wrong type named with its place."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

_MOST_DIGITS = 15
"""Numbers with more digits before the point are typing errors; they stay text."""

_MOST_COPIES = 1_000_000
_SHOWN = 80
_DAMAGED = "\ufffd"
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_HALF = re.compile("[\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818 - it is an answer about one row, not an error of the house
    """Why a row cannot be read: a stable reason, the place in the row, what was found there."""

    def __init__(self, reason: str, where: str = "", found: object = "") -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where
        self.found = shortened(str(found))


def shortened(text: str) -> str:
    """The text, or its beginning."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def tidy(text: str) -> str:
    """The text in NFC without outer blanks, control and invisible characters; broken halves of a character show."""
    return visible(text).strip()


def visible(text: str) -> str:
    """The same with its outer blanks."""
    if text.isascii() and text.isprintable():
        return text
    plain = _INVISIBLE.sub("", _HALF.sub(_DAMAGED, text).replace("\xa0", " "))
    return unicodedata.normalize("NFC", plain)


def is_damaged(text: str) -> bool:
    """Whether characters were lost on the way here."""
    return _DAMAGED in text


def number_in(text: str) -> Decimal | None:
    """The plain number a text consists of ("12", "12.5", "12,5"), or None."""
    plain = text.strip().replace(",", ".")
    if not plain or not all(character in "0123456789.-" for character in plain):
        return None
    try:
        return _sensible(Decimal(plain))
    except InvalidOperation:
        return None


def _sensible(number: Decimal) -> Decimal | None:
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return None
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()


class Node:
    """An object inside a row, and where it stands."""

    def __init__(self, value: Mapping[str, Any], path: str = "") -> None:
        self.value = value
        self.path = path

    def place(self, key: str) -> str:
        """The written path of a key, for people."""
        return ".".join(part for part in (self.path, key) if part)

    def raw_text(self, key: str) -> str:
        """The text as it stands, with its blanks. Raises Unreadable when it is no text or number."""
        found = self.value.get(key)
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
            raise Unreadable("text_expected", self.place(key), found)
        return str(found)

    def text(self, key: str) -> str:
        """The tidied text, empty where there is none."""
        return tidy(self.raw_text(key))

    def number(self, key: str) -> tuple[Decimal | None, str]:
        """The number, or the text that stands where a number belongs."""
        text = self.text(key)
        number = number_in(text)
        return number, "" if number is not None else text

    def count(self, key: str) -> int:
        """How many; nothing is none. Raises Unreadable for what is no small whole number."""
        number, text = self.number(key)
        if text or (number is not None and not (number == int(number) and 0 <= number <= _MOST_COPIES)):
            raise Unreadable("count_expected", self.place(key), self.value.get(key))
        return int(number or 0)

    def flag(self, key: str) -> bool:
        """Whether it says yes. Raises Unreadable when it is neither yes nor no."""
        found = self.value.get(key)
        if found is not None and not isinstance(found, bool):
            raise Unreadable("yes_or_no_expected", self.place(key), found)
        return bool(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, without empty ones."""
        return tuple(text for text in (self._text_of(key, place, item) for place, item in self._list(key)) if text)

    def nodes(self, key: str) -> Iterator["Node"]:
        """The objects of a list. One object where a list belongs counts as a list of one."""
        for place, item in self._list(key):
            if not isinstance(item, Mapping):
                raise Unreadable("object_expected", f"{self.place(key)}[{place}]", item)
            yield Node(item, f"{self.place(key)}[{place}]")

    def _list(self, key: str) -> Iterator[tuple[int, Any]]:
        found = self.value.get(key)
        if found is None or found == "":
            return
        if isinstance(found, Mapping):
            found = [found]
        if not isinstance(found, list):
            raise Unreadable("list_expected", self.place(key), found)
        yield from enumerate(found)

    def _text_of(self, key: str, place: int, item: Any) -> str:
        return Node({"": item}, f"{self.place(key)}[{place}]").text("")

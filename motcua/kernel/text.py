"""Vietnamese text for searching and sorting: one fold for stored keys and for queries, one sort key."""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """The text as people type it in a hurry: no marks, đ as d, lower case, single blanks.

    >>> fold("Đăng ký  KHAI SINH")
    'dang ky khai sinh'
    """
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", bare.lower()).strip()


def sort_key(text: str) -> str:
    """A key whose plain order is the Vietnamese dictionary's: letters first (a ă â … d đ), tones only to break ties.

    >>> sorted(["Đà", "Ăn", "An", "Dung", "Ánh", "Âu"], key=sort_key)
    ['An', 'Ánh', 'Ăn', 'Âu', 'Dung', 'Đà']
    """
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFC", text).lower():
        marks = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), "0")
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        place = _LETTERS.find(base)
        letters.append(chr(ord("A") + place) if place >= 0 else character if character.isdigit() else " ")
        tones.append(tone)
    return "".join(letters) + " " + "".join(tones)

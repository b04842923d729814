"""Words as they are heard, and what somebody meant whose finger slipped or who writes as he speaks.

Marks are told apart from letters, i and y at the end of a syllable are one sound, and so are the consonants that are
one sound in the speech of a region (tr and ch, s and x, gi, d and r, l and n at the beginning; n and ng, t and c at the
end). A word is put right when nobody knows it, or when it never stands beside its neighbours and a near one does.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from motcua.kernel.text import fold

_WRITTEN_WORD = re.compile(r"[^\W_]+")
_TELEX_TONE = re.compile(r"[sfrxj]$")
_TELEX_DOUBLES = re.compile(r"([aeod])\1")
_TELEX_LETTERS = re.compile(r"w")
_SOUNDS = (
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^(gi(?=[aeou])|r)"), "d"),
    (re.compile(r"^n(?![gh])"), "l"),
    (re.compile(r"^ngh"), "ng"),
    (re.compile(r"^k(?!h)"), "c"),
    (re.compile(r"ng$"), "n"),
    (re.compile(r"t$"), "c"),
)

_KEPT_WORDS = 20_000
_TYPO_QUALITY = 0.75
_SOUND_QUALITY = 0.8
_UNMARKED_QUALITY = 0.97
_MOST_LIKE = 8
"""So many known words are taken for a mistyped one."""

_SHORT_WORD = 3
_LONG_WORD = 7


class Word(NamedTuple):
    """A word as it is heard: its letters without marks, and its marks wherever they were put (hòa is hoà)."""

    letters: str
    marks: str


def heard(text: str) -> list[Word]:
    """The words of a text as they are heard (lí lịch is lý lịch)."""
    return [_word(written) for written in words_of(text)]


def words_of(text: str) -> list[str]:
    """The words of a text as they are written, in small letters."""
    return _WRITTEN_WORD.findall(unicodedata.normalize("NFC", text).lower())


class Vocabulary:
    """The words of some texts: which are near a mistyped one, which stand beside each other, how they are written."""

    def __init__(self, texts: Iterable[str], *, unmistakable: Iterable[str] = ()) -> None:
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        self._neighbours: set[tuple[str, str]] = set()
        for text in texts:
            letters = [_word(written).letters for written in words_of(text)]
            for written, of in zip(words_of(text), letters, strict=True):
                self._written[of][written] += 1
            self._neighbours.update(pairwise(letters))
        self._known = sorted(self._written)
        self._unmistakable = frozenset(unmistakable)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for letters_known in self._known:
            self._by_sound[_sound(letters_known)].append(letters_known)

    def near(self, letters: str) -> dict[str, float]:
        """The known words that may be meant by an unknown one, each with how sure that is.

        One slip of the finger, or two in long words (a transposition is one); the same sound written another way; or
        the marks of a keyboard that did not put them (thuwcj is thực).
        """
        if len(letters) < _SHORT_WORD:
            return {}
        slips = 2 if len(letters) >= _LONG_WORD else 1
        found = process.extract(letters, self._known, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_LIKE)
        near = {known: _TYPO_QUALITY**distance for known, distance, _ in found if distance}
        near |= {known: _SOUND_QUALITY for known in self._by_sound.get(_sound(letters), ()) if known != letters}
        return near | self.unmarked(letters)

    def unmarked(self, letters: str) -> dict[str, float]:
        """The known word that was typed with the signs of a keyboard instead of marks, if it is one."""
        plain = _TELEX_LETTERS.sub("", _TELEX_DOUBLES.sub(r"\1", _TELEX_TONE.sub("", letters)))
        return {plain: _UNMARKED_QUALITY} if plain != letters and plain in self._written else {}

    def beginning(self, letters: str) -> list[str]:
        """The known words that begin so."""
        return [known for known in self._known if known.startswith(letters)]

    def corrected(self, question: str) -> str:
        """The question with its mistyped words put right, as the texts write them; empty when there is none."""
        written = words_of(question)
        letters = [_word(one).letters for one in written]
        right = [self._right(letters, place) for place in range(len(letters))]
        if right == letters:
            return ""
        return " ".join(
            one if now == before else self._as_written(now)
            for one, before, now in zip(written, letters, right, strict=True)
        )

    def _right(self, letters: Sequence[str], place: int) -> str:
        """The word of that place, or the likelier one that was meant by it."""
        word = letters[place]
        if word in self._unmistakable or word.isdigit() or len(word) < _SHORT_WORD:
            return word
        is_known = word in self._written
        if is_known and (len(letters) == 1 or self._fits(letters, place, word)):
            return word
        near = {
            known: (self._fits(letters, place, known), quality, self._written[known].total())
            for known, quality in self.near(word).items()
            if not is_known or self._fits(letters, place, known)
        }
        return max(near, key=lambda known: near[known], default=word)

    def _fits(self, letters: Sequence[str], place: int, word: str) -> bool:
        """Whether the texts know that word beside the word before it or the one after it."""
        before = place > 0 and (letters[place - 1], word) in self._neighbours
        return before or (place + 1 < len(letters) and (word, letters[place + 1]) in self._neighbours)

    def _as_written(self, letters: str) -> str:
        return self._written[letters].most_common(1)[0][0]


@lru_cache(maxsize=_KEPT_WORDS)
def _word(written: str) -> Word:
    letters = fold(written).replace(" ", "")
    marks = unicodedata.normalize("NFD", written)
    return Word(
        f"{letters[:-1]}i" if letters.endswith("y") else letters,
        "".join(sorted(sign for sign in marks if unicodedata.combining(sign) or sign == "đ")),
    )


@lru_cache(maxsize=_KEPT_WORDS)
def _sound(letters: str) -> str:
    for written, sound in _SOUNDS:
        letters = written.sub(sound, letters)
    return letters

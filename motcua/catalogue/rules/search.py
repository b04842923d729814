"""Finding a procedure by the words people use.

An index held in memory: words of everyday speech weigh little, rare words much; words that stand side by side in the
question and in the title count more; shorter titles, the commune's level and procedures that can be filed here come
first; a word nobody knows is taken for the nearest ones, and a question that was mistyped is asked as it was meant too.
It works over listings alone and knows no database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from motcua.catalogue.parts.listing import Found, Listing
from motcua.catalogue.parts.words import AuthorityLevel
from motcua.catalogue.rules.hearing import Vocabulary, Word, heard, words_of

_KEPT_QUESTIONS = 100
"""The answers of so many readings are kept: what one person asks, many do."""

_MOST_WORDS = 24
"""More words than this of a question are not read."""

_EVERYDAY_SHARE = 0.1
"""What an everyday word weighs of its own weight: enough to break a tie, too little to decide."""

_OTHER_MARKS_QUALITY = 0.6
"""What a word is worth that was asked with marks and stands in the title with others (thuế, thuê)."""

_UNKNOWN_SHARE = 0.4
"""What a word that nobody knows weighs of the rarest one: it is asked in vain, but not all that was asked."""

_PREFIX_QUALITY = 0.8
_SYNONYM_QUALITY = 0.97
_CORRECTED_QUALITY = 0.9
_KEYWORD_QUALITY = 0.88
_BEGINS_WITHIN = 3
_LEAST_COVERAGE = 0.45
"""Less of the question than this in a title is no answer."""

_STORY_COVERAGE = 0.25
"""But it may help where nothing is a good answer: people tell a story, and few of its words name the procedure."""

_A_GOOD_ANSWER = 0.6
"""With a score like this a title holds most of what was asked."""

_STORY_QUALITY = 0.6

_LEAST_OF_BEST = 0.6
"""A title that holds less than this of what the best one holds would not come near it with every bonus."""

_ADJACENT = 0.6
_BREVITY = 0.5
_BEGINNING = 0.1
_COMMUNE = 0.12
_FILED_HERE = 0.12


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people say, what the catalogue calls it, and from when to when people say so (inclusive)."""

    says: str
    means: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date | None) -> bool:
        """Whether the synonym is used on that day; without a day, always."""
        return on is None or (
            (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
        )


class _Title(NamedTuple):
    """One text by which a listing is known: its name, or one of its keywords."""

    listing: Listing
    letters: tuple[str, ...]
    words: frozenset[Word]
    weight: float
    quality: float


class _Meant(NamedTuple):
    """One word of the question: the words of the index it may mean with how sure that is, its marks, its weight."""

    words: Mapping[str, float]
    marks: str
    weight: float


class Index:
    """The titles of all procedures, ready to be asked. Immutable; build a new one when the listings change."""

    def __init__(
        self,
        listings: Sequence[Listing],
        *,
        synonyms: Sequence[Synonym],
        everyday: Sequence[str],
        filed_here: Collection[str] = (),
    ) -> None:
        self._everyday = frozenset(word.letters for phrase in everyday for word in heard(phrase))
        self._synonyms = [([word.letters for word in heard(synonym.says)], synonym) for synonym in synonyms]
        self._filed_here = frozenset(filed_here)
        known_by = [(listing, heard(text), quality) for listing in listings for text, quality in _texts(listing)]
        self._weights = _weights([words for _, words, _ in known_by], self._everyday)
        self._unknown_weight = _UNKNOWN_SHARE * max(self._weights.values(), default=1.0)
        names = [text for listing in listings for text, _ in _texts(listing)]
        said = [*everyday, *(synonym.says for synonym in synonyms)]
        self._vocabulary = Vocabulary([*names, *said], unmistakable=self._everyday)
        self._titles = [self._title(*text) for text in known_by if text[1]]
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        for place, title in enumerate(self._titles):
            for letters in set(title.letters):
                self._by_letters[letters].append(place)
        self._best = lru_cache(maxsize=_KEPT_QUESTIONS)(self._answered)
        self.listings: Mapping[str, Listing] = {listing.code: listing for listing in listings}

    def search(
        self, question: str, *, limit: int, level: AuthorityLevel | None = None, on: date | None = None
    ) -> list[Found]:
        """The best answers, best first. A code finds its procedure; `level` keeps only procedures resolved there."""
        by_code = self.listings.get(question.strip())
        if by_code is not None:
            return [self._found(by_code, 1.0)]
        asked = _shortened(question)
        best = dict(self._best(asked, on))
        for code, score in self._best(self._vocabulary.corrected(asked), on).items():
            best[code] = max(best.get(code, 0.0), score * _CORRECTED_QUALITY)
        if max(best.values(), default=0.0) < _A_GOOD_ANSWER:
            best = {**self._best(asked, on, is_story=True), **best}
        kept = [
            (score, self.listings[code])
            for code, score in best.items()
            if level is None or level in self.listings[code].levels
        ]
        kept.sort(key=lambda answer: (-answer[0], len(answer[1].name), answer[1].code))
        return [self._found(listing, score) for score, listing in kept[:limit]]

    def meant(self, question: str, *, on: date | None = None) -> str:
        """What somebody meant who mistyped this, where it finds more than what he typed; else empty."""
        asked = _shortened(question)
        corrected = self._vocabulary.corrected(asked) if question.strip() not in self.listings else ""
        best, typed = (max(self._best(words, on).values(), default=0.0) for words in (corrected, asked))
        return corrected if best > typed else ""

    def _answered(self, question: str, on: date | None, *, is_story: bool = False) -> Mapping[str, float]:
        """The listings that answer the question in any reading, each with the best score it has."""
        best: dict[str, float] = {}
        least = _STORY_COVERAGE if is_story else _LEAST_COVERAGE
        for words, quality in self._readings(heard(question), on, is_story=is_story):
            for place, score in self._scores(words, least):
                title = self._titles[place]
                best[title.listing.code] = max(best.get(title.listing.code, 0.0), score * quality * title.quality)
        return best

    def _found(self, listing: Listing, score: float) -> Found:
        return Found(listing, round(score, 4), listing.code in self._filed_here)

    def _title(self, listing: Listing, words: Sequence[Word], quality: float) -> _Title:
        letters = tuple(word.letters for word in words)
        return _Title(listing, letters, frozenset(words), sum(self._weights[word] for word in set(letters)), quality)

    def _readings(self, words: list[Word], on: date | None, *, is_story: bool) -> Iterator[tuple[list[Word], float]]:
        """The question as asked, and once more for each synonym in it; a longer one stands for those inside it.

        Of a story, what a synonym means is a reading without all that is said around it.
        """
        yield words, 1.0
        letters = [word.letters for word in words]
        places = [
            (start, start + len(says), synonym)
            for says, synonym in self._synonyms
            if synonym.holds(on) and (start := _place_of(says, letters)) is not None
        ]
        for start, end, synonym in places:
            if not any(first <= start and end <= last and last - first > end - start for first, last, _ in places):
                for means in synonym.means:
                    yield [*words[:start], *heard(means), *words[end:]], _SYNONYM_QUALITY
                    if is_story:
                        yield heard(means), _STORY_QUALITY

    def _scores(self, words: Sequence[Word], least: float) -> Iterator[tuple[int, float]]:
        asked = [self._meant(word, is_last=place == len(words) - 1) for place, word in enumerate(words)]
        total = sum(meant.weight for meant in asked)
        covered = self._covered(asked, least * total)
        enough = max(least * total, _LEAST_OF_BEST * max(covered.values(), default=0.0))
        for place, weight in covered.items():
            if weight >= enough:
                share = weight / total
                yield place, share * share * self._bonus(asked, self._titles[place])

    def _meant(self, word: Word, *, is_last: bool) -> _Meant:
        if word.letters in self._weights:
            meant, marks = {word.letters: 1.0}, word.marks
        elif word.letters in self._everyday:
            return _Meant({}, "", _EVERYDAY_SHARE * self._unknown_weight)
        else:
            meant, marks = self._vocabulary.near(word.letters), ""
            if is_last and len(word.letters) > 1:
                meant |= dict.fromkeys(self._vocabulary.beginning(word.letters), _PREFIX_QUALITY)
            meant = {known: quality for known, quality in meant.items() if known in self._weights}
        weight = max((self._weights[known] for known in meant), default=self._unknown_weight)
        return _Meant(meant, marks, weight)

    def _covered(self, asked: Sequence[_Meant], enough: float) -> dict[int, float]:
        """How much of the question each title holds, by weight, for the titles that may still hold enough.

        Heavy words first: once what is left could not lift a title over the threshold, no new title is looked at.
        """
        covered: dict[int, float] = {}
        left = sum(meant.weight for meant in asked)
        for meant in sorted(asked, key=lambda word: -word.weight):
            may_begin = left >= enough
            for place, quality in self._holding(meant).items():
                if may_begin or place in covered:
                    covered[place] = covered.get(place, 0.0) + meant.weight * quality
            left -= meant.weight
        return covered

    def _holding(self, meant: _Meant) -> dict[int, float]:
        """The titles that hold a word, and how sure it is the one that was meant."""
        holding: dict[int, float] = {}
        for letters, quality in meant.words.items():
            for place in self._by_letters[letters]:
                agrees = _marks_agree(meant, letters, self._titles[place])
                alike = quality if agrees else quality * _OTHER_MARKS_QUALITY
                holding[place] = max(holding.get(place, 0.0), alike)
        return holding

    def _bonus(self, asked: Sequence[_Meant], title: _Title) -> float:
        """More for words side by side, for a title that says little else, for its beginning, its level, its use."""
        agreeing = [_agreeing(meant, title) for meant in asked]
        wanted = {letters for letters_of_one in agreeing for letters in letters_of_one}
        brevity = sum(self._weights[letters] for letters in wanted.intersection(title.letters)) / title.weight
        begins = any(word in wanted and word not in self._everyday for word in title.letters[:_BEGINS_WITHIN])
        return (
            1
            + _ADJACENT * _side_by_side(agreeing, [meant.weight for meant in asked], title.letters)
            + _BREVITY * brevity
            + _BEGINNING * begins
            + _COMMUNE * (AuthorityLevel.COMMUNE in title.listing.levels)
            + _FILED_HERE * (title.listing.code in self._filed_here)
        )


def _texts(listing: Listing) -> Iterator[tuple[str, float]]:
    yield listing.name, 1.0
    for keyword in listing.keywords:
        yield keyword, _KEYWORD_QUALITY


def _shortened(question: str) -> str:
    """As much of a question as is read."""
    return " ".join(words_of(question)[:_MOST_WORDS])


def _weights(titles: Sequence[Sequence[Word]], everyday: frozenset[str]) -> dict[str, float]:
    """What each word weighs: the rarer among the titles the more, everyday words a tenth."""
    counts: dict[str, int] = defaultdict(int)
    for words in titles:
        for letters in {word.letters for word in words}:
            counts[letters] += 1
    return {
        letters: log(1 + len(titles) / count) * (_EVERYDAY_SHARE if letters in everyday else 1.0)
        for letters, count in counts.items()
    }


def _place_of(part: Sequence[str], words: Sequence[str]) -> int | None:
    """Where the words of `part` stand one after another, or None."""
    for start in range(len(words) - len(part) + 1):
        if list(words[start : start + len(part)]) == list(part):
            return start
    return None


def _marks_agree(meant: _Meant, letters: str, title: _Title) -> bool:
    return not meant.marks or Word(letters, meant.marks) in title.words


def _agreeing(meant: _Meant, title: _Title) -> frozenset[str]:
    """The words that may be meant, without those that stand in this title with other marks only."""
    return frozenset(letters for letters in meant.words if _marks_agree(meant, letters, title))


def _side_by_side(asked: Sequence[frozenset[str]], weights: Sequence[float], letters: Sequence[str]) -> float:
    """The share of neighbouring words of the question that are neighbours in the title too, by weight."""
    neighbours = set(pairwise(letters))
    total = found = 0.0
    for (one, other), weight in zip(pairwise(asked), (min(pair) for pair in pairwise(weights)), strict=True):
        total += weight
        if any((left, right) in neighbours for left in one for right in other):
            found += weight
    return found / total if total else 0.0

"""Which receipt books may be opened."""

import re
from collections.abc import Iterable

from motcua.kernel.types import Refusal

_SERIES = re.compile(r"[A-Z0-9][A-Z0-9/-]{1,14}")
_LARGEST = 9_999_999


def objection_to_book(series: str, first: int, last: int, *, taken: Iterable[tuple[int, int]]) -> Refusal | None:
    """Why no such book can be opened; `taken` are the numbers of the agency's other books of this series.

    Refused: `book_series`, `book_numbers`, `book_overlaps`.
    """
    if not _SERIES.fullmatch(series):
        return Refusal("book_series", {"series": series})
    if not 1 <= first <= last <= _LARGEST:
        return Refusal("book_numbers", {"first": first, "last": last})
    for other_first, other_last in taken:
        if first <= other_last and other_first <= last:
            return Refusal("book_overlaps", {"first": other_first, "last": other_last})
    return None

"""What an heir has to be granted so that nothing an agency was competent for is left without anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included; without a last, for good."""

    first: date
    last: date | None = None


def left_over(span: Span, covered: Iterable[Span]) -> list[Span]:
    """The days of a span that none of the others covers, as few spans as possible.

    >>> left_over(Span(date(2026, 4, 1)), [Span(date(2026, 5, 1), date(2026, 5, 31))])[0].last
    datetime.date(2026, 4, 30)
    """
    found: list[Span] = []
    start = span.first
    for other in sorted(covered, key=lambda one: one.first):
        if other.last is not None and other.last < start:
            continue
        if span.last is not None and other.first > span.last:
            break
        if other.first > start:
            found.append(Span(start, other.first - _ONE_DAY))
        if other.last is None:
            return found
        start = other.last + _ONE_DAY
    if span.last is None or start <= span.last:
        found.append(Span(start, span.last))
    return found


def passed(held: Sequence[Span], heirs: Sequence[Span], *, first_day: date) -> list[Span]:
    """What the heir is granted from the first day on for what the agency that ends had; his own stays as it is."""
    granted: list[Span] = []
    for span in held:
        if span.last is None or span.last >= first_day:
            begins = max(span.first, first_day)
            granted += left_over(Span(begins, span.last), [*heirs, *granted])
    return granted

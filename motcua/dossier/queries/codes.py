"""Reading how codes are written, which one comes next, and which numbers lie on pads."""

from collections.abc import Collection, Mapping
from datetime import date

from motcua.dossier.patterns import decided, objection_to, packaged, writing_on
from motcua.dossier.rules.codes import NOT_USED, ON_A_PAD, SERIES, CodePattern, filing_series, of_series, series
from motcua.dossier.types import NextCodes
from motcua.kernel import numbers
from motcua.kernel.models import Counter, NumberFate
from motcua.kernel.types import Refusal


def code_patterns(agency_ids: Collection[int]) -> list[CodePattern]:
    """Every pattern for these agencies and for all: what was decided, then what the circulars say; the latest first."""
    return [*decided(agency_ids), *sorted(packaged(), key=lambda one: one.valid_from, reverse=True)]


def code_pattern_of(agency_id: int, *, on: date) -> CodePattern:
    """The pattern by which an agency writes its codes on a day."""
    return writing_on(agency_id, on).pattern


def objection_to_code_pattern(pattern: CodePattern, *, today: date) -> Refusal | None:
    """Why a pattern cannot be decided today."""
    return objection_to(pattern, today=today)


def next_codes(agency_id: int, *, day: date, pattern: CodePattern | None = None) -> NextCodes:
    """The code that the agency's next dossier of that day gets, and the number of its next online filing.

    With a pattern: what they would look like by it. Nothing is drawn. Refused (`agency_absent`): it does not exist on
    that day.
    """
    writing = writing_on(agency_id, day, pattern=pattern)
    named = (series(agency_id, day), filing_series(agency_id, day))
    last = dict(Counter.objects.filter(series__in=named).values_list("series", "last"))
    received, filed = (last.get(name, 0) + 1 for name in named)
    return NextCodes(writing.code(day, received), writing.filing_number(day, filed))


def numbers_of_pads() -> Mapping[tuple[int, date, int], bool]:
    """The numbers of codes that pads set aside, by agency, day and number: whether each is void by now."""
    found = numbers.set_aside(SERIES, [ON_A_PAD, NOT_USED])
    return {(*of_series(named), number): fate is NumberFate.VOID for (named, number), fate in found.items()}

"""How a dossier's code is written (TT 01/2018 Đ19; NĐ118 Đ28): agency, day of receipt, number of that day.

The pattern is dated data: circulars have changed the order of the agency's identifier and the width of the number, and
a province may decide its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter

from motcua.kernel.types import Refusal

_DAYS = {"yymmdd": "%y%m%d", "ddmmyy": "%d%m%y", "yyyymmdd": "%Y%m%d"}
SERIES = "dossier:"
"""How the names of the series of codes begin."""
ON_A_PAD, NOT_USED = "pad", "pad_not_used"
"""Why numbers of codes are set aside: they lie printed at a desk, or did and were used on no paper."""
_AGENCIES = frozenset({"agency", "agency_old"})
_KNOWN = _AGENCIES | frozenset(_DAYS) | {"number"}
_NUMBER_LAST = re.compile(r"[^\d}]\{number\}$")


@dataclass(frozen=True, slots=True)
class CodePattern:
    """A pattern from a day on. `template` is of {agency} or {agency_old}, {yymmdd}, {ddmmyy} or {yyyymmdd}, {number}.

    `width` is the least width of the number: one that overflows it widens. `filing_template` writes the number of an
    online filing that is not yet received. `agency_id` None: for every agency without a pattern of its own.
    """

    valid_from: date
    template: str
    width: int
    filing_template: str
    decided_by: str
    agency_id: int | None = None

    def objection(self) -> Refusal | None:
        """Why this is no pattern: codes of two agencies, two days or two numbers could be the same."""
        for template in (self.template, self.filing_template):
            try:
                names = [name for _, name, spec, _ in Formatter().parse(template) if name is not None and not spec]
            except ValueError:
                return Refusal("code_pattern_unreadable", {"template": template})
            wrong = [name for name in names if name not in _KNOWN]
            if wrong:
                return Refusal("code_pattern_unreadable", {"template": template})
            tells_apart = names.count("number") == 1 and set(names) & _AGENCIES and set(names) & _DAYS.keys()
            if not tells_apart or not _NUMBER_LAST.search(template):
                return Refusal("code_pattern_ambiguous", {"template": template})
        if not self.decided_by.strip():
            return Refusal("code_pattern_without_decision")
        if self.template == self.filing_template:
            return Refusal("code_pattern_ambiguous", {"template": self.filing_template})
        return None if self.width >= 1 else Refusal("code_pattern_unreadable", {"template": str(self.width)})


def repeats(pattern: CodePattern, others: Iterable[CodePattern]) -> Refusal | None:
    """Why a pattern cannot stand beside others of the same agency: it only turns the day round.

    25/03/2026 by {ddmmyy} and 26/03/2025 by {yymmdd} would be written alike.
    """
    for other in others:
        for mine, theirs in ((pattern.template, other.template), (pattern.filing_template, other.filing_template)):
            if mine != theirs and _without_day(mine) == _without_day(theirs):
                return Refusal("code_pattern_repeats", {"template": mine, "other": theirs})
    return None


def _without_day(template: str) -> str:
    """A template in which days of six digits are not told apart."""
    return template.replace("{ddmmyy}", "{yymmdd}")


def pattern_on(day: date, patterns: Iterable[CodePattern], *, agency_id: int) -> CodePattern:
    """The pattern that holds for an agency on a day: its own latest, else the latest for all.

    Raises LookupError when none holds yet.
    """
    holding = [one for one in patterns if one.valid_from <= day and one.agency_id in {None, agency_id}]
    if not holding:
        raise LookupError(f"No code pattern holds on {day}.")
    return max(holding, key=lambda one: (one.agency_id is not None, one.valid_from))


def written(template: str, *, width: int, agency: str, agency_old: str, day: date, number: int) -> str:
    """The code of that number: `H49.16-260302-0001`.

    >>> day = date(2026, 3, 2)
    >>> written("{agency}-{yymmdd}-{number}", width=4, agency="H49.16", agency_old="", day=day, number=10000)
    'H49.16-260302-10000'
    """
    days = {name: day.strftime(shape) for name, shape in _DAYS.items()}
    return template.format(agency=agency, agency_old=agency_old, number=f"{number:0{width}d}", **days)


def series(agency_id: int, day: date) -> str:
    """The series from which the numbers of an agency's dossiers of a day are drawn."""
    return f"{SERIES}{agency_id}:{day:%y%m%d}"


def filing_series(agency_id: int, day: date) -> str:
    """The series from which the numbers of its online filings of a day are drawn."""
    return f"filing:{agency_id}:{day:%y%m%d}"


def of_series(named: str) -> tuple[int, date]:
    """The agency and the day of a `series`."""
    _, agency_id, day = named.split(":")
    return int(agency_id), datetime.strptime(day, "%y%m%d").date()


def typed(text: str) -> str:
    """A code as somebody typed or scanned it, made comparable: capitals, no blanks."""
    return "".join(text.split()).upper()


def tail(code: str) -> str:
    """The part of a code after its agency, by which people ask at the counter: `260302-0001`."""
    _, _, rest = code.partition("-")
    return rest or code

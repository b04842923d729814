"""How dates, days, hours and terms are said to a person, in Vietnamese and in English.

Pure and without gettext, so that an explanation can be rendered for a letter, a terminal or a test alike. In the style
of administrative Vietnamese: weekdays in words, day before month, runs of days compressed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.worktime.rules.definition import SpecialKind
from motcua.worktime.rules.hours import Hours, clock_text
from motcua.worktime.rules.terms import Phase, Term, TermUnit, plain, read_term

Language = Literal["vi", "en"]

_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final[Mapping[Language, Sequence[str]]] = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS: Final[Mapping[TermUnit, tuple[str, str]]] = {
    TermUnit.WORKING_DAY: ("ngày làm việc", "working day"),
    TermUnit.DAY: ("ngày", "day"),
    TermUnit.WEEK: ("tuần", "week"),
    TermUnit.MONTH: ("tháng", "month"),
    TermUnit.YEAR: ("năm", "year"),
    TermUnit.WORKING_HOUR: ("giờ làm việc", "working hour"),
    TermUnit.HOUR: ("giờ", "hour"),
}
_SAME_DAY: Final[Mapping[Language, str]] = {"vi": "trong ngày", "en": "the same day"}
_UNITS_READ: Final[Mapping[str, TermUnit]] = {
    written: unit
    for unit, (vietnamese, english) in {**_UNITS, TermUnit.SAME_DAY: tuple(_SAME_DAY.values())}.items()
    for written in (fold(vietnamese), english, f"{english}s")
}
_THEN: Final = re.compile(r"\+|,? (?:rồi|then) ", re.IGNORECASE)
_IN_AMOUNTS: Final = "0123456789., "
_KINDS: Final[Mapping[SpecialKind, tuple[str, str]]] = {
    SpecialKind.HOLIDAY: ("nghỉ lễ", "holiday"),
    SpecialKind.COMPENSATION: ("nghỉ bù", "compensation day"),
    SpecialKind.SWAP_OFF: ("nghỉ hoán đổi", "swapped day off"),
    SpecialKind.SWAP_WORK: ("làm bù", "swapped working day"),
    SpecialKind.CLOSURE: ("đóng cửa", "closure"),
}


@dataclass(frozen=True, slots=True)
class Days:
    """Days to be said as compressed ranges; runs shorter than `shortest_run` are said one by one.

    A reader counts working days, so two of them stay apart (`16, 17/03`); a weekend is one thing (`07–08/03`).
    """

    days: tuple[date, ...]
    shortest_run: int = 3


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in both languages; a missing English falls back to the Vietnamese."""

    vi: str
    en: str = ""

    def said(self, language: Language) -> str:
        """The words in the language."""
        return self.vi if language == "vi" else self.en or self.vi


def weekday_words(day: date, language: Language) -> str:
    """`thứ Hai` or `Monday`."""
    return _WEEKDAYS[language][day.weekday()]


def date_words(day: date, language: Language) -> str:
    """`09/03/2026` or `9 March 2026`."""
    if language == "vi":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_words(day: date, language: Language) -> str:
    """The date with its weekday: `thứ Hai 09/03/2026` or `Monday 9 March 2026`."""
    return f"{weekday_words(day, language)} {date_words(day, language)}"


def instant_words(at: datetime, language: Language) -> str:
    """The instant with its weekday: `17:00 thứ Hai 09/03/2026` or `17:00 on Monday 9 March 2026`."""
    between = " " if language == "vi" else " on "
    return f"{at:%H:%M}{between}{day_words(at.date(), language)}"


def number_words(amount: Decimal | int, language: Language) -> str:
    """`6,25` or `6.25`."""
    text = plain(Decimal(amount))
    return text.replace(".", ",") if language == "vi" else text


def amount_words(amount: Decimal | int, unit: TermUnit, language: Language) -> str:
    """`5 ngày làm việc` or `5 working days`; `trong ngày` or `the same day`."""
    if unit is TermUnit.SAME_DAY:
        return _SAME_DAY[language]
    vietnamese, english = _UNITS[unit]
    if language == "vi":
        return f"{number_words(amount, language)} {vietnamese}"
    return f"{number_words(amount, language)} {english}{'' if amount == 1 else 's'}"


def minutes_words(minutes: int, language: Language) -> str:
    """`2 giờ 30 phút` or `2 hours 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [amount_words(hours, TermUnit.HOUR, language)] if hours else []
    if rest or not hours:
        parts.append(f"{rest} phút" if language == "vi" else f"{rest} minute{'' if rest == 1 else 's'}")
    return " ".join(parts)


def term_words(term: Term, language: Language) -> str:
    """The term as a citizen reads it: `14 ngày làm việc, rồi 3 ngày`."""
    joined = ", rồi " if language == "vi" else ", then "
    return joined.join(amount_words(phase.amount, phase.unit, language) for phase in term.phases)


def read_term_words(typed: str) -> Term | Refusal:
    """The term that somebody wrote in either language (`14 ngày làm việc, rồi 3 ngày`) or as it is noted (`5 day`)."""
    phases = []
    for part in _THEN.split(typed):
        words = part.strip().lstrip(_IN_AMOUNTS)
        unit = _UNITS_READ.get(fold(words))
        phases.append(part if unit is None else f"{part.strip().removesuffix(words)} {unit}")
    return read_term("+".join(phases))


def kind_words(kind: SpecialKind, language: Language) -> str:
    """`nghỉ bù` or `compensation day`."""
    return _KINDS[kind][0 if language == "vi" else 1]


def hours_words(hours: Hours) -> str:
    """`07:30–11:30, 13:00–17:00`."""
    return ", ".join(f"{clock_text(window.opens)}–{clock_text(window.closes)}" for window in hours)


def day_ranges(days: Iterable[date], language: Language, *, shortest_run: int = 3) -> str:
    """Days compressed as ranges: `06, 09–13, 16, 17/03` or `6, 9–13, 16, 17 March`.

    The month is said once for the days of it that follow one another, the year only when there are several.
    """
    ordered = sorted(set(days))
    with_year = len({day.year for day in ordered}) > 1
    said = [
        piece
        for _, month in groupby(_pieces(ordered, shortest_run), key=lambda run: (run[-1].year, run[-1].month))
        for piece in _month(list(month), language, with_year=with_year)
    ]
    return ", ".join(said)


def runs_of(days: Iterable[date]) -> list[tuple[date, ...]]:
    """The days, in order, as runs of consecutive ones."""
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] + _DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [tuple(run) for run in runs]


def _pieces(days: Sequence[date], shortest_run: int) -> list[tuple[date, ...]]:
    """Runs, the short ones taken apart."""
    pieces: list[tuple[date, ...]] = []
    for run in runs_of(days):
        pieces.extend([run] if len(run) >= shortest_run else [(day,) for day in run])
    return pieces


def _month(pieces: Sequence[tuple[date, ...]], language: Language, *, with_year: bool) -> list[str]:
    """The pieces that end in one month; only the last names it, save where a run comes from the month before."""
    said: list[str] = []
    for place, piece in enumerate(pieces):
        first, last = piece[0], piece[-1]
        is_last = place == len(pieces) - 1
        text = _day_of(last, language, month=is_last, year=is_last and with_year)
        if first != last:
            other_month = (first.year, first.month) != (last.year, last.month)
            other_year = with_year and first.year != last.year
            start = _day_of(first, language, month=other_month, year=other_year)
            if other_month and not is_last:
                text = _day_of(last, language, month=True, year=with_year)
            text = f"{start}–{text}"
        said.append(text)
    return said


def _day_of(day: date, language: Language, *, month: bool, year: bool) -> str:
    if language == "vi":
        return f"{day:%d}" + (f"/{day:%m}" if month else "") + (f"/{day.year}" if year else "")
    return f"{day.day}" + (f" {_MONTHS[day.month - 1]}" if month else "") + (f" {day.year}" if year else "")


Value = str | int | Decimal | date | datetime | Term | Phase | Days | Bilingual | SpecialKind


def said(value: Value, language: Language) -> str:  # noqa: PLR0911 - one answer for each kind of value
    """Any value of an explanation in the language."""
    match value:
        case datetime():
            return instant_words(value, language)
        case date():
            return day_words(value, language)
        case Days():
            return day_ranges(value.days, language, shortest_run=value.shortest_run)
        case Term():
            return term_words(value, language)
        case Phase():
            return amount_words(value.amount, value.unit, language)
        case Bilingual():
            return value.said(language)
        case SpecialKind():
            return kind_words(value, language)
        case Decimal() | int():
            return number_words(value, language)
        case str():
            return value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation: a sentence in both languages, and the values it is filled with.

    The values stay what they are (instants, terms, days), so that a program reads the same line as a person.
    """

    code: str
    sentence: Bilingual
    values: Mapping[str, Value]

    def said(self, language: Language) -> str:
        """The sentence in the language, filled; it begins with a capital whatever value stands first."""
        filled = {name: said(value, language) for name, value in self.values.items()}
        text = self.sentence.said(language).format(**filled)
        return text[:1].upper() + text[1:]

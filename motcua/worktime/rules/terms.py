"""Terms of law (thời hạn) as data: an amount and a unit, or several phases one after the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Final

from motcua.kernel.types import Refusal, granted
from motcua.worktime.rules.hours import DAYS_OF_A_WEEK, MINUTES_OF_AN_HOUR


class TermUnit(StrEnum):
    """The unit in which the law states a term (clock rules 10 to 16)."""

    WORKING_DAY = "working_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WORKING_HOUR = "working_hour"
    HOUR = "hour"
    SAME_DAY = "same_day"


MINUTE_UNITS: Final = frozenset({TermUnit.WORKING_HOUR, TermUnit.HOUR})
"""Units whose end is an instant to the minute; all others end with a date (rules 26 and 27)."""

CALENDAR_UNITS: Final = frozenset({TermUnit.DAY, TermUnit.WEEK, TermUnit.MONTH, TermUnit.YEAR})
"""Units that count every day of the calendar and roll at the end (rules 12 and 13)."""

FRACTIONAL_UNITS: Final = MINUTE_UNITS | {TermUnit.WORKING_DAY}

# No term of the 3,274 procedures read is longer than two years; beyond ten years a typing error is certain.
_LARGEST: Final[Mapping[TermUnit, int]] = {
    TermUnit.WORKING_DAY: 2_600,
    TermUnit.DAY: 3_660,
    TermUnit.WEEK: 520,
    TermUnit.MONTH: 120,
    TermUnit.YEAR: 10,
    TermUnit.WORKING_HOUR: 20_800,
    TermUnit.HOUR: 87_600,
    TermUnit.SAME_DAY: 1,
}
_PLAIN_DAYS: Final[Mapping[TermUnit, int]] = {TermUnit.WORKING_DAY: 1, TermUnit.DAY: 1, TermUnit.WEEK: DAYS_OF_A_WEEK}
_MOST_PHASES: Final = 12
_MOST_DECIMALS: Final = 4
_AMOUNT: Final = re.compile(r"[+-]?\d{1,18}([.,]\d{1,18})?")


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of a term. Built by `Term.parse`, `Term.of` or `Term.from_json`, which refuse what makes no sense.

    `whole` and `fraction` split the amount; `minutes` is the amount of an hour unit in whole minutes, rounded up,
    because a term is not over before it is used up; `plain_days` are the days of a whole number of working days, of
    days or of weeks, else 0.
    """

    amount: Decimal
    unit: TermUnit
    whole: int = field(init=False, repr=False, compare=False)
    fraction: Decimal = field(init=False, repr=False, compare=False)
    minutes: int = field(init=False, repr=False, compare=False)
    plain_days: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        refusal = _objection(self.amount, self.unit)
        if refusal is not None:
            raise ValueError(f"{self.amount} {self.unit} is no phase of a term: {refusal.code}")
        object.__setattr__(self, "whole", int(self.amount))
        object.__setattr__(self, "fraction", self.amount - int(self.amount))
        minutes = int((self.amount * MINUTES_OF_AN_HOUR).to_integral_value(ROUND_CEILING))
        object.__setattr__(self, "minutes", minutes if self.unit in MINUTE_UNITS else 0)
        plain_days = 0 if self.fraction else self.whole * _PLAIN_DAYS.get(self.unit, 0)
        object.__setattr__(self, "plain_days", plain_days)

    def __str__(self) -> str:
        return self.unit.value if self.unit is TermUnit.SAME_DAY else f"{plain(self.amount)} {self.unit}"


@dataclass(frozen=True, slots=True)
class Term:
    """A term: one phase, or several, each of which starts on the unrolled end of the one before (rule 17)."""

    phases: tuple[Phase, ...]
    single: Phase | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        refusal = _objection_to_sequence(self.phases)
        if refusal is not None:
            raise ValueError(f"{self.phases} is no term: {refusal.code}")
        object.__setattr__(self, "single", self.phases[0] if len(self.phases) == 1 else None)

    @classmethod
    def parse(cls, text: str) -> "Term":
        """Reads `5 working_day`, `6.25 working_day`, `same_day`, `14 working_day + 3 day`.

        Raises Refused with the reason; `read_term` returns the refusal instead.
        """
        return granted(_assembled([_phase_from_text(part) for part in text.split("+")]))

    @classmethod
    def of(cls, amount: Decimal | int | str, unit: TermUnit | str) -> "Term":
        """The term of one phase. Raises Refused."""
        return granted(_assembled([_phase(amount, unit)]))

    @classmethod
    def from_json(cls, stored: Sequence[Mapping[str, str]]) -> "Term":
        """The inverse of `to_json`. Raises Refused."""
        return granted(_assembled([_phase(each["amount"], each["unit"]) for each in stored]))

    def to_json(self) -> list[dict[str, str]]:
        """Plain data for storing: `[{"amount": "6.25", "unit": "working_day"}]`."""
        return [{"amount": plain(phase.amount), "unit": phase.unit.value} for phase in self.phases]

    def __str__(self) -> str:
        return " + ".join(str(phase) for phase in self.phases)

    @property
    def last(self) -> Phase:
        """The phase that decides how the end is compared."""
        return self.phases[-1]

    @property
    def ends_by_minute(self) -> bool:
        """Whether the end is an instant (hours) and not a date (rules 26 and 27)."""
        return self.last.unit in MINUTE_UNITS

    def lengthened_by(self, other: "Term") -> "Term":
        """This term and the other as one longer term (rule 21, `adds`): 3 and 3 working days are 6. Raises Refused."""
        if self.last.unit is other.phases[0].unit and self.last.unit is not TermUnit.SAME_DAY:
            joined = _phase(self.last.amount + other.phases[0].amount, self.last.unit)
            return granted(_assembled([*self.phases[:-1], joined, *other.phases[1:]]))
        return granted(_assembled([*self.phases, *other.phases]))


def read_term(text: str) -> Term | Refusal:
    """The term written in the text, or why it is none."""
    return _assembled([_phase_from_text(part) for part in text.split("+")])


def term_of(amount: Decimal | int | str, unit: TermUnit | str) -> Term | Refusal:
    """The term of one phase, or why it is none. The amount of `same_day` may be empty or 1."""
    return _assembled([_phase(amount, unit)])


def plain(amount: Decimal) -> str:
    """The amount without needless zeros or an exponent: `5`, `6.25`, `10`."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _assembled(phases: Sequence[Phase | Refusal]) -> Term | Refusal:
    sound: list[Phase] = []
    for phase in phases:
        if isinstance(phase, Refusal):
            return phase
        sound.append(phase)
    return _objection_to_sequence(sound) or Term(tuple(sound))


def _phase_from_text(text: str) -> Phase | Refusal:
    words = text.split()
    if len(words) == 1:
        return _phase("", words[0])
    if len(words) == 2:
        return _phase(words[0], words[1])
    return Refusal("term_unreadable", {"text": text.strip()[:80]})


def _phase(amount: Decimal | int | str, unit: TermUnit | str) -> Phase | Refusal:
    known = _unit(unit)
    if isinstance(known, Refusal):
        return known
    number = _number(amount, known)
    if isinstance(number, Refusal):
        return number
    return _objection(number, known) or Phase(number, known)


def _unit(unit: TermUnit | str) -> TermUnit | Refusal:
    try:
        return TermUnit(unit.strip().lower())
    except ValueError:
        return Refusal("term_unit_unknown", {"unit": unit.strip()[:40], "units": ", ".join(TermUnit)})


def _number(amount: Decimal | int | str, unit: TermUnit) -> Decimal | Refusal:
    if not isinstance(amount, str):
        return Decimal(amount)
    text = amount.strip()
    if not text:
        return Decimal(1) if unit is TermUnit.SAME_DAY else Refusal("term_amount_missing", {"unit": unit.value})
    if not _AMOUNT.fullmatch(text):
        return Refusal("term_amount_unreadable", {"amount": text[:40]})
    return Decimal(text.replace(",", "."))


def _objection(amount: Decimal, unit: TermUnit) -> Refusal | None:
    """Why the amount is none for this unit, or nothing."""
    said: dict[str, object] = {"amount": str(amount)[:40], "unit": unit.value}
    if not amount.is_finite() or amount <= 0:
        return Refusal("term_amount_not_positive", said)
    if amount > _LARGEST[unit]:
        return Refusal("term_amount_too_large", said | {"largest": _LARGEST[unit]})
    if unit not in FRACTIONAL_UNITS and amount != int(amount):
        return Refusal("term_amount_not_whole", said)
    if amount != round(amount, _MOST_DECIMALS):
        return Refusal("term_amount_too_fine", said | {"decimals": _MOST_DECIMALS})
    return None


def _objection_to_sequence(phases: Sequence[Phase]) -> Refusal | None:
    """Why these phases cannot follow one another, or nothing."""
    if not 1 <= len(phases) <= _MOST_PHASES:
        return Refusal("term_phases_too_many", {"count": len(phases), "most": _MOST_PHASES})
    if len(phases) > 1 and any(phase.unit is TermUnit.SAME_DAY for phase in phases):
        return Refusal("term_same_day_alone")
    if any(phase.fraction and phase.unit is TermUnit.WORKING_DAY for phase in phases[:-1]):
        return Refusal("term_fraction_not_last")
    return None

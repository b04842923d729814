"""The term of a published time, or why it is none that a machine may decide (clock rules 15, 17 and 18)."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from motcua.catalogue.importing.marks import MarkKind
from motcua.catalogue.importing.words import HOUR, OTHER, Words
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.worktime.types import Term, TermUnit, term_of

_CUT_OFF_HOUR = 15
_DATE = re.compile(
    r"ngày\s+\d{1,2}\s*(?:[/.\-]\s*\d{1,2}|tháng\s*\d{1,2})(?:\s*(?:[/.\-]|năm)\s*\d{4})?|tháng\s+\d{1,2}"
)
_TIME = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:\([^)]{1,30}\)\s*)?"
    r"(giờ\s+làm\s+việc|giờ|phút|ngày\s+làm\s+việc|ngày|tuần|tháng|năm)(?!\w)"
)
_CUT_OFF = re.compile(r"(?:sau|trước)\s+15\s*(?:giờ|h)")
_MEANT = {
    "gio lam viec": TermUnit.WORKING_HOUR,
    "gio": TermUnit.HOUR,
    "ngay lam viec": TermUnit.WORKING_DAY,
    "ngay": TermUnit.DAY,
    "tuan": TermUnit.WEEK,
    "thang": TermUnit.MONTH,
    "nam": TermUnit.YEAR,
}


@dataclass(frozen=True, slots=True)
class Time:
    """A published time: an amount, the source's word for its unit, and whatever text stands beside it."""

    amount: Decimal | None
    unit: str
    text: str = ""
    fields: tuple[str, ...] = ()


def decide(time: Time, *, words: Words) -> Term | MarkKind:
    """The term when number, unit and text agree on one, else the question for a person."""
    unit = words.units.get(fold(time.unit))
    if unit is None and time.unit:
        return MarkKind.UNIT_UNKNOWN
    if unit is None or time.amount is None or unit == OTHER:
        return _without_number(time, unit)
    if time.amount <= 0:
        return MarkKind.TERM_ZERO
    if unit == HOUR:
        return _hours(time, words)
    return _agreed(time, TermUnit(unit))


def mentions(text: str) -> frozenset[tuple[Decimal, str]]:
    """The times a text names, as amounts and folded unit words; dates are none."""
    lower = _DATE.sub(" ", unicodedata.normalize("NFC", text).lower())
    return frozenset((Decimal(amount.replace(",", ".")), fold(unit)) for amount, unit in _TIME.findall(lower))


def _without_number(time: Time, unit: str | None) -> MarkKind:
    if time.text:
        return MarkKind.TERM_IS_TEXT
    return MarkKind.TERM_MISSING if unit is None and time.amount is None else MarkKind.TERM_UNSAID


def _hours(time: Time, words: Words) -> Term | MarkKind:
    in_cut_off_field = not words.cut_off_fields.isdisjoint(map(fold, time.fields))
    if time.amount == _CUT_OFF_HOUR and (in_cut_off_field or _CUT_OFF.search(time.text.lower())):
        return MarkKind.HOUR_IS_CUT_OFF
    said = {unit for amount, unit in mentions(time.text) if amount == time.amount}
    for meant in (TermUnit.WORKING_HOUR, TermUnit.HOUR):
        if {_MEANT.get(unit) for unit in said} == {meant}:
            return _agreed(time, meant)
    return MarkKind.UNIT_AGAINST_TEXT if said else MarkKind.HOUR_UNSAID


def _agreed(time: Time, unit: TermUnit) -> Term | MarkKind:
    """The term, unless the text beside it names another unit for the same number, or another number."""
    said = {(amount, _MEANT.get(word)) for amount, word in mentions(time.text)}
    amount = time.amount or Decimal(0)
    if said - {(amount, unit)}:
        same_number = any(number == amount and meant is not unit for number, meant in said)
        return MarkKind.UNIT_AGAINST_TEXT if same_number else MarkKind.TEXT_SAYS_OTHER_TERM
    term = term_of(amount, unit)
    return MarkKind.TERM_IMPOSSIBLE if isinstance(term, Refusal) else term

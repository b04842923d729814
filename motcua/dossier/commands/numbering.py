"""Codes, filing numbers and receipt books: drawn without gaps just before the rows are written."""

import re
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from motcua.dossier import models
from motcua.dossier.commands.writing import next_ids
from motcua.dossier.rules.codes import CodePattern, pattern_on, written
from motcua.journal.commands import Unit
from motcua.kernel import numbers
from motcua.kernel.models import Counter, NumberFate, SetAsideNumber
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import identifier

_DAYS_STILL_NUMBERED = timedelta(days=31)  # late entries reach back working days, holidays may lie between
_LAST_DIGITS = re.compile(r"\d+$")


class _Writing(NamedTuple):
    """How one agency writes its codes on one day."""

    pattern: CodePattern
    agency: str
    agency_old: str


class Numbered(NamedTuple):
    """The id and the code of a dossier that is about to be received."""

    id: int
    code: str


def draw_code(agency_id: int, day: date) -> str:
    """The next code of the resolving agency on that local day (NĐ118 Đ28). One statement, once its pattern is known."""
    writing = _writing(agency_id, day)
    (number,) = numbers.draw(f"dossier:{agency_id}:{day:%y%m%d}")
    return _text(writing.pattern.template, writing, day, number)


def draw_many(agency_id: int, day: date, count: int) -> list[Numbered]:
    """Ids and codes for so many dossiers of one agency and day, for bulk work: two statements."""
    writing = _writing(agency_id, day)
    ids = next_ids(count)
    drawn = numbers.draw(f"dossier:{agency_id}:{day:%y%m%d}", count)
    return [
        Numbered(dossier_id, _text(writing.pattern.template, writing, day, number))
        for dossier_id, number in zip(ids, drawn, strict=True)
    ]


def keep_apart(unit: Unit, code: str, agency_id: int, day: date) -> None:
    """Sees to it that a code brought along from another system is never given out here as well.

    Where it is written as ours are and its day may still get numbers, the counter moves up to it; what it passes over
    is reserved for the other dossiers of that system.
    """
    if day < unit.at.date() - _DAYS_STILL_NUMBERED:
        return
    writing = _writing(agency_id, day)
    found = _LAST_DIGITS.search(code)
    if found is None or code != _text(writing.pattern.template, writing, day, int(found.group())):
        return
    series, number = f"dossier:{agency_id}:{day:%y%m%d}", int(found.group())
    counter = Counter.objects.filter(series=series).values_list("last", flat=True).first() or 0
    if counter < number:
        numbers.reserve(series, number - counter, reason="other_system", by=unit.actor, at=unit.at)
    if SetAsideNumber.objects.filter(series=series, number=number, fate=NumberFate.RESERVED).exists():
        numbers.take_reserved(series, number)


def draw_filing_number(agency_id: int, day: date) -> str:
    """The next number of an online filing of that agency and day: no dossier code yet."""
    writing = _writing(agency_id, day)
    (number,) = numbers.draw(f"filing:{agency_id}:{day:%y%m%d}")
    return _text(writing.pattern.filing_template, writing, day, number)


def draw_receipt_number(book: str, day: date) -> int | None:
    """The next line of a receipt book, which begins anew every year; None where no book is kept (TT 01/2018 Đ9.2)."""
    if not book:
        return None
    (number,) = numbers.draw(f"receipt_book:{book}:{day.year}")
    return number


def set_code_pattern(pattern: CodePattern, *, today: date) -> None:
    """Decides how codes are written from a later day on, for one agency or for all.

    Raises Refused (`code_pattern_too_soon`, `code_pattern_ambiguous`, `code_pattern_unreadable`). Because a pattern
    begins on a later day, what a process has read for today stays right.
    """
    objection = pattern.objection()
    if pattern.valid_from <= today:
        objection = Refusal("code_pattern_too_soon", {"day": pattern.valid_from, "today": today})
    if objection is not None:
        raise Refused(objection)
    models.CodePattern.objects.update_or_create(
        agency_id=pattern.agency_id,
        valid_from=pattern.valid_from,
        defaults={
            "template": pattern.template,
            "filing_template": pattern.filing_template,
            "width": pattern.width,
            "decided_by": pattern.decided_by,
        },
    )


def _text(template: str, writing: _Writing, day: date, number: int) -> str:
    return written(
        template,
        width=writing.pattern.width,
        agency=writing.agency,
        agency_old=writing.agency_old,
        day=day,
        number=number,
    )


@lru_cache(maxsize=4_096)
def _writing(agency_id: int, day: date) -> _Writing:
    rows = models.CodePattern.objects.filter(agency_id=agency_id) | models.CodePattern.objects.filter(agency_id=None)
    decided = [
        CodePattern(row.valid_from, row.template, row.width, row.filing_template, row.decided_by, row.agency_id)
        for row in rows
    ]
    code = organisation.agency(agency_id, on=day).code
    known = identifier(code)
    old = code if isinstance(known, Refusal) else known.old_order()
    pattern = pattern_on(day, [*_packaged(), *decided], agency_id=agency_id)
    return _Writing(pattern, code, code if isinstance(old, Refusal) else old)


@lru_cache(maxsize=1)
def _packaged() -> tuple[CodePattern, ...]:
    """The patterns of the circulars, as they come with the package."""
    document = yaml.safe_load((files("motcua.dossier") / "data" / "codes.yaml").read_text(encoding="utf-8"))
    return tuple(CodePattern(**pattern) for pattern in document["patterns"])

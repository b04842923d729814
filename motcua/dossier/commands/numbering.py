"""Codes, filing numbers and receipt books: drawn without gaps just before the rows are written."""

from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from motcua.dossier import models
from motcua.dossier.rules.codes import CodePattern, pattern_on, written
from motcua.kernel import numbers
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import identifier


class _Writing(NamedTuple):
    """How one agency writes its codes on one day."""

    pattern: CodePattern
    agency: str
    agency_old: str


def draw_code(agency_id: int, day: date) -> str:
    """The next code of the resolving agency on that local day (NĐ118 Đ28). One statement, once its pattern is known."""
    writing = _writing(agency_id, day)
    (number,) = numbers.draw(f"dossier:{agency_id}:{day:%y%m%d}")
    return _text(writing.pattern.template, writing, day, number)


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

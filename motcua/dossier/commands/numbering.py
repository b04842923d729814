"""Codes, filing numbers and receipt books: drawn without gaps just before the rows are written."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from motcua.dossier import models
from motcua.dossier.commands.writing import ID_SEQUENCE, next_ids
from motcua.dossier.entries import CODE_PATTERN_DECIDED
from motcua.dossier.patterns import objection_to, writing_on
from motcua.dossier.rules import codes
from motcua.dossier.rules.codes import CodePattern
from motcua.dossier.types import ReservedCode
from motcua.journal.commands import Unit
from motcua.kernel import numbers, reference
from motcua.kernel.models import Counter, NumberFate, SetAsideNumber
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation

_DAYS_STILL_NUMBERED = timedelta(days=31)  # late entries reach back working days, holidays may lie between
_LAST_DIGITS = re.compile(r"\d+$")

_writing = reference.kept("organisation")(writing_on)
"""How an agency writes its codes on a day that has come: no pattern that is decided later changes it."""


class Numbered(NamedTuple):
    """The id and the code of a dossier that is about to be received."""

    id: int
    code: str


def draw_code(agency_id: int, day: date) -> str:
    """The next code of the resolving agency on that local day (NĐ118 Đ28). One statement, once its pattern is known."""
    writing = _writing(agency_id, day)
    (number,) = numbers.draw(codes.series(agency_id, day))
    return writing.code(day, number)


def draw_one(agency_id: int, day: date) -> Numbered:
    """The id and the code of a dossier that begins today: one statement."""
    writing = _writing(agency_id, day)
    number, dossier_id = numbers.draw_beside(codes.series(agency_id, day), ID_SEQUENCE)
    return Numbered(dossier_id, writing.code(day, number))


def draw_many(agency_id: int, day: date, count: int) -> list[Numbered]:
    """Ids and codes for so many dossiers of one agency and day, for bulk work: two statements."""
    writing = _writing(agency_id, day)
    ids = next_ids(count)
    drawn = numbers.draw(codes.series(agency_id, day), count)
    return [Numbered(dossier_id, writing.code(day, number)) for dossier_id, number in zip(ids, drawn, strict=True)]


def reserve_codes(unit: Unit, agency_id: int, day: date, count: int) -> list[ReservedCode]:
    """Sets codes of a resolving agency aside for what is received on paper on that day, today or later."""
    writing = writing_on(agency_id, day)  # not the one that is kept: a later day's pattern may still be decided
    drawn = numbers.reserve(codes.series(agency_id, day), count, reason=codes.ON_A_PAD, by=unit.actor, at=unit.at)
    return [ReservedCode(agency_id, day, number, writing.code(day, number)) for number in drawn]


def void_reserved(unit: Unit, reserved: Sequence[ReservedCode]) -> None:
    """Accounts for reserved codes of one agency and day that no dossier will bear. Raises LookupError."""
    ((agency_id, day),) = {(one.agency_id, one.day) for one in reserved}
    series = codes.series(agency_id, day)
    numbers.void_reserved(series, [one.number for one in reserved], reason=codes.NOT_USED, by=unit.actor, at=unit.at)


def take_reserved(reserved: ReservedCode, *, agency_id: int, day: date) -> Numbered:
    """The code that the dossier bears on paper already.

    Raises Refused: `reserved_code_other_agency`, `reserved_code_other_day`, `reserved_code_used`.
    """
    if reserved.agency_id != agency_id:
        names = organisation.agency_names([reserved.agency_id, agency_id])
        values = {"code": reserved.code, "agency": names[reserved.agency_id], "resolving": names[agency_id]}
        raise Refused(Refusal("reserved_code_other_agency", values))
    if reserved.day != day:
        raise Refused(Refusal("reserved_code_other_day", {"code": reserved.code, "day": reserved.day}))
    try:
        dossier_id = numbers.take_reserved_beside(codes.series(agency_id, day), reserved.number, ID_SEQUENCE)
    except LookupError as taken:
        raise Refused(Refusal("reserved_code_used", {"code": reserved.code})) from taken
    return Numbered(dossier_id, reserved.code)


def keep_apart(unit: Unit, code: str, agency_id: int, day: date) -> None:
    """Sees to it that a code brought along from another system is never given out here as well.

    Where it is written as ours are and its day may still get numbers, the counter moves up to it; what it passes over
    is reserved for the other dossiers of that system.
    """
    if day < unit.at.date() - _DAYS_STILL_NUMBERED:
        return
    writing = _writing(agency_id, day)
    found = _LAST_DIGITS.search(code)
    if found is None or code != writing.code(day, int(found.group())):
        return
    series, number = codes.series(agency_id, day), int(found.group())
    counter = Counter.objects.filter(series=series).values_list("last", flat=True).first() or 0
    if counter < number:
        numbers.reserve(series, number - counter, reason="other_system", by=unit.actor, at=unit.at)
    if SetAsideNumber.objects.filter(series=series, number=number, fate=NumberFate.RESERVED).exists():
        numbers.take_reserved(series, number)


def draw_filing_number(agency_id: int, day: date) -> str:
    """The next number of an online filing of that agency and day: no dossier code yet."""
    writing = _writing(agency_id, day)
    (number,) = numbers.draw(codes.filing_series(agency_id, day))
    return writing.filing_number(day, number)


def draw_receipt_number(book: str, day: date) -> int | None:
    """The next line of a receipt book, which begins anew every year; None where no book is kept (TT 01/2018 Đ9.2)."""
    if not book:
        return None
    (number,) = numbers.draw(f"receipt_book:{book}:{day.year}")
    return number


def set_code_pattern(unit: Unit, pattern: CodePattern) -> None:
    """Decides how codes are written from a later day on, for one agency or for all; the journal remembers each time.

    Raises Refused (`code_pattern_too_soon`, `code_pattern_ambiguous`, `code_pattern_unreadable`,
    `code_pattern_repeats`, `code_pattern_without_decision`, `agency_absent`). Because a pattern begins on a later day,
    what a process has read for today stays right; one that is decided again before it began is replaced.
    """
    objection = objection_to(pattern, today=unit.at.date())
    if objection is not None:
        raise Refused(objection)
    if pattern.agency_id is not None:
        organisation.agency(pattern.agency_id, on=pattern.valid_from)
    body = {
        "agency_id": pattern.agency_id,
        "valid_from": pattern.valid_from.isoformat(),
        "template": pattern.template,
        "filing_template": pattern.filing_template,
        "width": pattern.width,
        "decision": pattern.decided_by,
    }
    stream = f"code_pattern/{'all' if pattern.agency_id is None else pattern.agency_id}"
    unit.append_named(stream, kind=CODE_PATTERN_DECIDED, version=1, body=body)
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

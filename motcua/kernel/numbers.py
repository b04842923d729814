"""Numbers without a silent gap: one counter row per series, drawn in the very transaction that uses the number.

A sequence of the database would be faster and would lose numbers at every rollback; people ask where number 118 of the
receipt book has gone. Here the draw and the row that carries the number are kept or undone together, and a drawn number
that is not used after all is set aside with a reason. The price is that two draws of one series follow one another; so
a command draws late, after its row is locked and just before its rows are written (lock order: request key, dossier,
work items, numbers, journal).

What a series is (per day, per agency, per book) is the caller's business; it is named in the series' key.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import connection

from motcua.kernel import statements
from motcua.kernel.models import Counter, NumberFate, SetAsideNumber
from motcua.kernel.types import Actor

_DRAW = """
INSERT INTO kernel_counter AS counter (series, last) VALUES (%s, %s)
ON CONFLICT (series) DO UPDATE SET last = counter.last + %s RETURNING last
"""
_DRAW_BESIDE = """
INSERT INTO kernel_counter AS counter (series, last) VALUES (%s, 1)
ON CONFLICT (series) DO UPDATE SET last = counter.last + 1 RETURNING last, nextval(%s::text::regclass)
"""
_DRAW_ASIDE = """
WITH drawn AS (
    INSERT INTO kernel_counter AS counter (series, last) VALUES (%s, %s)
    ON CONFLICT (series) DO UPDATE SET last = counter.last + %s RETURNING last
)
INSERT INTO kernel_setasidenumber (series, number, fate, reason, by, since)
SELECT %s, number, %s, %s, %s, %s::timestamp FROM drawn, generate_series(drawn.last - %s + 1, drawn.last) AS number
RETURNING number
"""
_TAKE_BESIDE = """
DELETE FROM kernel_setasidenumber WHERE series = %s AND number = %s AND fate = %s RETURNING nextval(%s::text::regclass)
"""


def draw(series: str, count: int = 1, *, start: int = 1) -> range:
    """The next `count` numbers of the series; the first number ever drawn is `start`. One statement.

    Raises RuntimeError outside a transaction: a number drawn alone could be lost.
    """
    _require_what_a_draw_needs(count, start)
    ((last,),) = statements.rows(_DRAW, [series, start + count - 1, count])
    return range(last - count + 1, last + 1)


def draw_beside(series: str, ids: str) -> tuple[int, int]:
    """The next number of the series and the next value of `ids`, a sequence of the database: one statement.

    An id that is not used leaves no trace; the number is the one people ask for.
    """
    _require_transaction()
    ((last, drawn),) = statements.rows(_DRAW_BESIDE, [series, ids])
    return last, drawn


def reserve(series: str, count: int = 1, *, reason: str, by: Actor, at: datetime, start: int = 1) -> range:
    """Draws numbers for later use and says why, in one statement. `reason` is a code or the key of a text, never typed
    text.
    """
    _require_what_a_draw_needs(count, start)
    _require_reason(reason)
    aside = [series, NumberFate.RESERVED.value, reason, str(by), at]
    numbers = statements.rows(_DRAW_ASIDE, [series, start + count - 1, count, *aside, count])
    first = min(number for (number,) in numbers)
    return range(first, first + count)


def take_reserved(series: str, number: int) -> None:
    """Uses a reserved number in this transaction. Raises LookupError when it is not reserved (or already taken)."""
    _require_transaction()
    taken, _ = SetAsideNumber.objects.filter(series=series, number=number, fate=NumberFate.RESERVED).delete()
    if not taken:
        raise LookupError(f"Number {number} of {series} is not reserved.")


def take_reserved_beside(series: str, number: int, ids: str) -> int:
    """The same, and the next value of `ids`, a sequence of the database: one statement."""
    _require_transaction()
    found = statements.row(_TAKE_BESIDE, [series, number, NumberFate.RESERVED.value, ids])
    if found is None:
        raise LookupError(f"Number {number} of {series} is not reserved.")
    return int(found[0])


def void(series: str, number: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Says for ever that a drawn or reserved number is on no valid paper, and why.

    Raises LookupError when the series has not come to that number, ValueError when it is void already.
    """
    _require_transaction()
    counter = Counter.objects.filter(series=series).first()
    if counter is None or not 1 <= number <= counter.last:
        raise LookupError(f"Number {number} of {series} was never drawn.")
    if SetAsideNumber.objects.filter(series=series, number=number, fate=NumberFate.VOID).exists():
        raise ValueError(f"Number {number} of {series} is void already.")
    SetAsideNumber.objects.filter(series=series, number=number).delete()
    _set_aside(series, [number], fate=NumberFate.VOID, reason=reason, by=by, at=at)


def void_reserved(series: str, reserved: Collection[int], *, reason: str, by: Actor, at: datetime) -> None:
    """Says for ever that numbers which were reserved are on no valid paper, and why. One statement.

    Raises LookupError when one of them is not reserved (or taken already).
    """
    _require_transaction()
    rows = SetAsideNumber.objects.filter(series=series, number__in=set(reserved), fate=NumberFate.RESERVED)
    if rows.update(fate=NumberFate.VOID, reason=reason, by=str(by), since=at) != len(set(reserved)):
        raise LookupError(f"Some of the numbers {sorted(set(reserved))} of {series} are not reserved.")


def unaccounted(series: str, used: Iterable[int], *, start: int = 1) -> list[int]:
    """The drawn numbers of the series that are neither in `used` nor set aside: silent gaps. Empty when all is well."""
    counter = Counter.objects.filter(series=series).first()
    if counter is None:
        return []
    known = set(used) | set(SetAsideNumber.objects.filter(series=series).values_list("number", flat=True))
    return [number for number in range(start, counter.last + 1) if number not in known]


def begun(beginning: str) -> dict[str, int]:
    """The series whose names begin so, each with the last number drawn. One statement."""
    return dict(Counter.objects.filter(series__startswith=beginning).values_list("series", "last"))


def set_aside(beginning: str, reasons: Collection[str]) -> Mapping[tuple[str, int], NumberFate]:
    """What is set aside for these reasons in the series whose names begin so, by series and number. One statement."""
    rows = SetAsideNumber.objects.filter(series__startswith=beginning, reason__in=set(reasons))
    return {(series, number): NumberFate(fate) for series, number, fate in rows.values_list("series", "number", "fate")}


def formatted(number: int, *, width: int) -> str:
    """The number with leading zeros; one that has outgrown the width widens, it is never cut.

    >>> formatted(42, width=5), formatted(123456, width=5)
    ('00042', '123456')
    """
    return f"{number:0{width}d}"


def _set_aside(series: str, numbers: Iterable[int], *, fate: NumberFate, reason: str, by: Actor, at: datetime) -> None:
    _require_reason(reason)
    SetAsideNumber.objects.bulk_create(
        SetAsideNumber(series=series, number=number, fate=fate, reason=reason, by=str(by), since=at)
        for number in numbers
    )


def _require_reason(reason: str) -> None:
    if not reason:
        raise ValueError("A number is set aside only with a reason.")


def _require_what_a_draw_needs(count: int, start: int) -> None:
    if count < 1:
        raise ValueError(f"At least one number must be drawn, not {count}.")
    if start < 1:
        raise ValueError(f"A series begins at 1 or later, not at {start}.")
    _require_transaction()


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("Numbers are drawn only inside a unit of work, so that none is lost.")

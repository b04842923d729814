"""Finding results of one agency in the words a clerk has: a number, the code of a paper, whose it is."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from motcua.papers import models
from motcua.papers.registers.reading import as_number, as_result
from motcua.papers.registers.types import RegisterNumber, Result

_PAGE = 50


def results_numbered(typed: str, *, agency_id: int, after: str = "", limit: int = _PAGE) -> Sequence[Result]:
    """The agency's results whose number begins so, the latest first; a bare number is the whole number before its
    sign. `after` is the key of the last one shown."""
    return _page(_numbered("number", typed), agency_id=agency_id, after=after, limit=limit)


def results_declared(
    declaration_ids: Collection[int], *, agency_id: int, kind_code: str = "", after: str = "", limit: int = _PAGE
) -> Sequence[Result]:
    """The agency's results of whoever stands in these declarations, the latest first; of one kind, when given."""
    condition = Q(declaration_id__in=sorted(declaration_ids))
    return _page(condition & _of_kind(kind_code), agency_id=agency_id, after=after, limit=limit)


def results_of_kind(kind_code: str, *, agency_id: int, after: str = "", limit: int = _PAGE) -> Sequence[Result]:
    """The agency's results of one kind of the national list, the latest first."""
    return _page(Q(kind_code=kind_code), agency_id=agency_id, after=after, limit=limit)


def results_held(holder: str, *, agency_id: int) -> Sequence[Result]:
    """What the agency issued for a holder, the latest first."""
    return _page(Q(holder=holder), agency_id=agency_id, after="", limit=_PAGE)


def numbers_without_result(typed: str, *, agency_id: int) -> Sequence[RegisterNumber]:
    """The drawn numbers that are written so and stand on no result: voided, or waiting for their paper."""
    digits = _leading_digits(typed)
    if not digits:
        return []
    rows = models.RegisterNumber.objects.filter(_numbered("written", typed), agency_id=agency_id, number=int(digits))
    bearing = models.Result.objects.filter(place__in=rows.values("place")).values("place")
    return [as_number(row) for row in rows.exclude(place__in=bearing).order_by("-year", "series", "-number")[:_PAGE]]


def _numbered(column: str, typed: str) -> Q:
    digits = _leading_digits(typed)
    if digits != typed:
        return Q(**{f"{column}__startswith": typed}) | Q(**{f"{column}__startswith": typed.upper()})
    condition = Q()
    for written in {digits, digits.lstrip("0") or digits, digits.lstrip("0").zfill(2)}:
        condition |= Q(**{column: written}) | Q(**{f"{column}__startswith": f"{written}/"})
    return condition


def _leading_digits(typed: str) -> str:
    most = len("123456789")
    """More are no number of a register."""
    digits = typed[: len(typed) - len(typed.lstrip("0123456789"))]
    return digits if len(digits) <= most else ""


def _of_kind(kind_code: str) -> Q:
    return Q(kind_code=kind_code) if kind_code else Q()


def _page(condition: Q, *, agency_id: int, after: str, limit: int) -> list[Result]:
    rows = models.Result.objects.filter(condition, agency_id=agency_id)
    if after:
        rows = rows.filter(id__lt=models.Result.objects.filter(key=after).values("id"))
    return [as_result(row) for row in rows.order_by("-id")[:limit]]

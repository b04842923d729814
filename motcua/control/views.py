"""The figures: the period table, and the list behind each of its cells."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.control.spans import months_offered, name_of, span_of
from motcua.control.tables import drawn, rates_of
from motcua.dossier import queries as dossier
from motcua.insight import queries as insight
from motcua.insight.queries import Cut
from motcua.insight.types import Basis, By, Cell, Period
from motcua.kernel import clock
from motcua.organisation.types import Role, Scope
from motcua.process import queries as process
from motcua.ui.types import Column, Pages

WATCHERS = (Role.SUPERVISOR, Role.LEADER, Role.INSPECTOR)
_PAGE = 50


@requires(*WATCHERS)
@require_safe
def period(request: HttpRequest) -> HttpResponse:
    """The period table: received, resolved and open, beside the same period of the year before."""
    at = clock.now()
    today = at.date()
    span, by, basis = span_of(request, today), _by(request), _basis(request)
    table = insight.period_table(span, by=by, cut=_cut(request, acting(request).scope, basis, at))
    return render(
        request,
        "control/period.html",
        {
            "table": drawn(table, link=lambda cell, key: _address(request, span, by, basis, cell=cell, key=key)),
            "rates": rates_of(table),
            "has_rows": bool(table.rows),
            "span": span,
            "by": by,
            "bys": insight.ROW_WORDS.items(),
            "basis": basis,
            "months": months_offered(today),
            "chosen": name_of(span),
            "paused": insight.pauses_named(table, on=today, language=get_language() or "vi"),
            "empty_posts": len(process.vacancies(acting(request).standing)),
        },
    )


@requires(*WATCHERS)
@require_safe
def behind(request: HttpRequest, cell: str) -> HttpResponse:
    """The dossiers that a cell counts: as many as the number in it."""
    if cell not in set(Cell):
        raise Http404
    me, at = acting(request), clock.now()
    span, by, basis = span_of(request, at.date()), _by(request), _basis(request)
    counted = insight.streams_behind(
        span, Cell(cell), cut=_cut(request, me.scope, basis, at), after=request.GET.get("after", ""), limit=_PAGE + 1
    )
    shown = counted[:_PAGE]
    ids = [int(stream.rpartition("/")[2]) for stream, _code, _count in shown]
    rows = dossier.by_ids(me.scope, ids, at=at)
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in rows], purpose="list")
    older = ""
    if len(counted) > _PAGE:
        older = _address(request, span, by, basis, cell=Cell(cell)) + f"&after={shown[-1][0]}"
    return render(
        request,
        "control/behind.html",
        {
            "cell": insight.COLUMN_WORDS[cell],
            "span": span,
            "back": reverse("control:period") + f"?from={span.first}&to={span.last}&by={by}&basis={basis}",
            "rows": [(row, process.row_state(row, at)) for row in rows],
            "reversed_codes": [code for _stream, code, count in shown if count < 0],
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Due")), Column(_("Standing"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(rows))),
        },
    )


def _by(request: HttpRequest) -> By:
    asked = request.GET.get("by", "")
    return By(asked) if asked in set(By) else By.FIELD


def _basis(request: HttpRequest) -> Basis:
    asked = request.GET.get("basis", "")
    return Basis(asked) if asked in set(Basis) else Basis.BOOKED


def _cut(request: HttpRequest, scope: Scope, basis: Basis, at: datetime) -> Cut:
    asked = request.GET
    numbers = {name: int(asked[name]) for name in ("agency_id", "officer_id") if asked.get(name, "").isdecimal()}
    words = {name: asked.get(name, "") for name in ("field_code", "procedure_code", "line", "level", "channel")}
    return Cut(scope=scope, basis=basis, looked_at=at, **numbers, **words)  # type: ignore[arg-type]  # names and kinds fit by pairs


_CUT_BY = {
    By.FIELD: "field_code",
    By.PROCEDURE: "procedure_code",
    By.AGENCY: "agency_id",
    By.LINE: "line",
    By.LEVEL: "level",
    By.CHANNEL: "channel",
    By.OFFICER: "officer_id",
}


def _address(request: HttpRequest, span: Period, by: By, basis: Basis, *, cell: Cell, key: str = "") -> str:
    kept = {name: request.GET[name] for name in _CUT_BY.values() if request.GET.get(name)}
    if key:
        kept[_CUT_BY[by]] = key
    query = {"from": span.first, "to": span.last, "by": by, "basis": basis} | kept
    return (
        reverse("control:behind", args=[cell.value])
        + "?"
        + "&".join(f"{name}={value}" for name, value in query.items())
    )

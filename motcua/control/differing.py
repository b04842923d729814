"""The dossiers that ended in one class by law and in another by QĐ 766, each with why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.control.spans import months_offered, name_of, span_of
from motcua.control.views import WATCHERS
from motcua.dossier import queries as dossier
from motcua.dossier.types import After, Filters, Listing
from motcua.kernel import clock, messages
from motcua.ui.requests import listed_after
from motcua.ui.types import Column, Pages


@requires(*WATCHERS)
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """Both classes side by side, of what ended in the period, the latest first."""
    me, at = acting(request), clock.now()
    span, after = span_of(request, at.date()), listed_after(request)
    found = dossier.dossiers(
        me.scope,
        Filters(listing=Listing.CLASSES_DIFFER, since=span.first, until=span.last),
        at=at,
        after=After(*after) if after is not None else None,
    )
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in found.rows], purpose="list")
    why = dossier.why_classes_differ([row.id for row in found.rows])
    older = ""
    if found.after is not None and found.after.instant is not None:
        older = f"{reverse('control:classes')}?from={span.first}&to={span.last}"
        older += f"&after={found.after.id}&due={found.after.instant.isoformat()}"
    return render(
        request,
        "control/classes.html",
        {
            "span": span,
            "months": months_offered(at.date()),
            "chosen": name_of(span),
            "rows": [
                {
                    "row": row,
                    "by_law": messages.name_of(row.timeliness) if row.timeliness is not None else "",
                    "by_766": messages.name_of(row.timeliness_766) if row.timeliness_766 is not None else "",
                    "due_766_at": why[row.id].due_766_at if row.id in why else None,
                    "why": messages.name_of(why[row.id].reason) if row.id in why else "",
                }
                for row in found.rows
            ],
            "columns": [Column(_("Dossier")), Column(_("By law")), Column(_("By Decision 766")), Column(_("Why"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(found.rows))),
        },
    )

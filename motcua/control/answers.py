"""The answers that agencies owe each other about dossiers: opinions and verifications, what was due first on top."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.control.views import WATCHERS
from motcua.dossier import queries as dossier
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.process import queries as course
from motcua.ui.requests import listed_after
from motcua.ui.types import Column, Pages, Tab, Tone

_PAGE = 50


@requires(*WATCHERS)
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """What was asked and is not answered: all of it, or what is late."""
    me, at = acting(request), clock.now()
    only_late, place = request.GET.get("late") == "1", listed_after(request)
    after = course.After(*place) if place is not None else None
    found = course.awaited_answers(me.scope, at=at, only_late=only_late, after=after, limit=_PAGE + 1)
    shown = found[:_PAGE]
    rows = {row.id: row for row in dossier.by_ids(me.scope, [one.dossier_id for one in shown], at=at)}
    note_reading(request, ReadingKind.DOSSIER, [str(one) for one in rows], purpose="list")
    names = organisation.agency_names({one.agency_id for one in shown} | {one.asked_by for one in shown})
    late = course.count_late_answers(me.scope, at=at)
    address = reverse("control:answers")
    older = ""
    if len(found) > _PAGE and shown[-1].due_at is not None:
        last = {"after": shown[-1].id, "due": shown[-1].due_at.isoformat()}
        older = f"{address}?{urlencode(last | ({'late': 1} if only_late else {}))}"
    return render(
        request,
        "control/answers.html",
        {
            "rows": [
                (one, rows[one.dossier_id], names.get(one.agency_id, ""), names.get(one.asked_by, ""))
                for one in shown
                if one.dossier_id in rows
            ],
            "tabs": [
                Tab(_("All"), address, is_active=not only_late),
                Tab(
                    _("Late"),
                    f"{address}?late=1",
                    is_active=only_late,
                    count=late,
                    tone=Tone.DANGER if late else Tone.NEUTRAL,
                ),
            ],
            "only_late": only_late,
            "columns": [Column(_("Dossier")), Column(_("Agency asked")), Column(_("What")), Column(_("Answer due"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(shown))),
        },
    )

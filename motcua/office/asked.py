"""What another agency was asked about a dossier: its slip, and a reminder of the answer it owes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.kernel import clock
from motcua.office.one_act import handled
from motcua.office.opinions import question_in_short
from motcua.office.supervising import RemindForm
from motcua.office.views import STAFF
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.ui.files import printed

REMINDERS = (Role.OFFICER, Role.LEADER, Role.SUPERVISOR)


class RemindAskedForm(RemindForm):
    """What the agency is reminded of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = _("Whoever answers there reads it on the dossier's page; its term stays.")


@requires(*REMINDERS)
@require_http_methods(["GET", "POST"])
def remind_asked(request: HttpRequest, dossier_id: int, consultation: str) -> HttpResponse:
    """Reminds an agency of the answer it owes."""
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    form = RemindAskedForm(request.POST if request.method == "POST" else None)

    def do(told: dict[str, Any]) -> None:
        process.remind_asked(**told, consultation=consultation, words=form.cleaned_data["words"])

    asked = next((one for one in view.facts.consultations if one.key == consultation), None)
    return handled(
        request,
        view,
        form,
        do,
        at=at,
        roles=REMINDERS,
        done=_("Reminded. It stands in the history."),
        shown={
            "word": _("Remind of the answer"),
            "about": question_in_short(view, asked) if asked is not None else "",
        },
    )


@requires(*STAFF)
@require_safe
def question_slip(request: HttpRequest, dossier_id: int, consultation: str) -> HttpResponse:
    """The slip by which an agency was asked, as PDF."""
    me = acting(request)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="print")
    pdf = process.print_question(
        actor=me.actor(),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        consultation=consultation,
        address=request.build_absolute_uri("/"),
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, f"question-{dossier_id}.pdf")

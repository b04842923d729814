"""Whether dossiers that nobody supplements close by themselves: what agencies decided, and a new decision."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import acting, request_key, requires
from motcua.control.forms import ClosingForm, agency_choices
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column


@requires(Role.SYSTEM_ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def closings(request: HttpRequest) -> HttpResponse:
    """What holds, and a form for what an agency decides anew. A refusal loses nothing."""
    me = acting(request)
    names = organisation.agency_names(course.numbered_by(me.standing).agency_ids, on=me.on)
    form = ClosingForm(
        request.POST if request.method == "POST" else None,
        agencies=agency_choices(names),
        initial={"agency": str(me.house.agency_id)},
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            process.decide_closing(
                actor=me.actor(Role.SYSTEM_ADMINISTRATOR),
                standing=me.standing,
                at=clock.now(),
                rule=form.rule(),
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Entered. It holds from that day on."))
            return redirect("control:closings")
    return render(
        request,
        "control/closings.html",
        {
            "form": form,
            **faults_of(form, refusal),
            "rows": [(rule, names[rule.agency_id]) for rule in course.closing_rules(list(names))],
            "today": me.on,
            "columns": [
                Column(_("From the day")),
                Column(_("For")),
                Column(_("When the waiting term is over")),
                Column(_("Decision")),
            ],
        },
        status=status_of(form, refusal),
    )

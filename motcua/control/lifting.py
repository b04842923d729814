"""A closure that ends earlier than it was decided: what that does to running dates is seen before it is entered."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, acting, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import Closure, Lifting, Recount
from motcua.ui.forms import choose_among, day_field, faults_of
from motcua.ui.requests import posted
from motcua.ui.types import Column
from motcua.ui.wording import local_date
from motcua.worktime.types import DEFAULT_CALENDAR

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
_SHOWN_MOVES = 50
_LOOKED_BACK = timedelta(days=60)
"""A closure that is over may be lifted that long afterwards, where the decision to lift it came late."""


class LiftingForm(forms.Form):
    """Which closure, from which day on, by which decision."""

    use_required_attribute = False
    closed_by = forms.ChoiceField(label=gettext_lazy("Which closure"))
    from_day = day_field(
        gettext_lazy("First day that is open again"),
        gettext_lazy("The first day of the closure revokes it as a whole."),
    )
    lifted_by = forms.CharField(
        label=gettext_lazy("Decision"), help_text=gettext_lazy("Number, day and agency."), max_length=300
    )

    def __init__(self, *args: Any, closures: list[Closure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "closed_by", [(one.decision, _called(one)) for one in closures])

    def lifting(self) -> Lifting:
        """What was typed."""
        typed = self.cleaned_data
        return Lifting(typed["closed_by"], typed["lifted_by"].strip(), typed["from_day"])


def _called(closure: Closure) -> str:
    days = f"{local_date(closure.first_day)} – {local_date(closure.last_day)}"
    return f"{closure.name}, {days} ({', '.join(closure.agencies)}; {closure.decision})"


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest) -> HttpResponse:
    """The closures he decides about, and a form to end one earlier. A refusal loses nothing."""
    me = acting(request)
    found = course.closures(me.standing, DEFAULT_CALENDAR, since=me.on - _LOOKED_BACK)
    form = LiftingForm(request.POST if request.method == "POST" else None, closures=found)
    if request.method != "POST":
        return _page(request, form, found)
    if not form.is_valid():
        return _page(request, form, found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        if "enter" not in request.POST:
            return _page(request, form, found, foreseen=_foreseen(me, form))
        version = _lifted(request, me, form)
    except Refused as refused:
        return _page(request, form, found, refusal=refused.refusal)
    flash.success(request, _("Entered: the calendar is version {version} now.").format(version=version))
    return redirect(reverse("control:recount"))


def _foreseen(me: Acting, form: LiftingForm) -> Recount:
    return process.foresee_lifting(
        actor=me.actor(ADMINISTRATOR),
        standing=me.standing,
        at=clock.now(),
        calendar_key=DEFAULT_CALENDAR,
        lifting=form.lifting(),
    )


def _lifted(request: HttpRequest, me: Acting, form: LiftingForm) -> str:
    return process.lift_closure(
        actor=me.actor(ADMINISTRATOR),
        standing=me.standing,
        at=clock.now(),
        calendar_key=DEFAULT_CALENDAR,
        lifting=form.lifting(),
        key=request_key(posted(request)),
    )


def _page(
    request: HttpRequest,
    form: LiftingForm,
    found: list[Closure],
    *,
    foreseen: Recount | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    return render(
        request,
        "control/lifting.html",
        {
            "form": form,
            "closures": found,
            "foreseen": foreseen,
            "moves": foreseen.told.moves[:_SHOWN_MOVES] if foreseen is not None else (),
            "most": process.MOST_FORESEEN,
            "typed": [(name, one) for name in form.fields for one in request.POST.getlist(name)],
            **faults_of(form, refusal),
            "move_columns": [Column(_("Dossier")), Column(_("Date until now")), Column(_("Date then"))],
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )

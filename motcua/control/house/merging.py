"""Agencies that end and the ones that come after them: what a merger does, seen first and then done."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, acting, request_key, requires
from motcua.control.forms import agency_choices
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import commands
from motcua.organisation import queries as organisation
from motcua.organisation.types import MergerPlan, Replacement, ReplacementPlan, Role
from motcua.ui.forms import choose_among, day_field, faults_of
from motcua.ui.requests import posted

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
_ESTATES = {
    "catalogue": gettext_lazy("Procedures for which it is competent go to the heir"),
    "dossier": gettext_lazy("Open dossiers go to the heir"),
    "process": gettext_lazy("Open pieces of work go to the heir"),
}


class MergerForm(forms.Form):
    """Who ends, who comes after, who takes over what is open."""

    use_required_attribute = False
    ending = forms.MultipleChoiceField(label=gettext_lazy("Agencies that end"), widget=forms.CheckboxSelectMultiple)
    heir = forms.ChoiceField(
        label=gettext_lazy("Who takes over what is open"),
        help_text=gettext_lazy("Dossiers, work and competence go there."),
    )
    others = forms.MultipleChoiceField(
        label=gettext_lazy("Who else comes after them"),
        help_text=gettext_lazy("Of a division only."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = day_field(
        gettext_lazy("First day of the new agency"), gettext_lazy("The others end on the day before.")
    )
    decision = forms.CharField(
        label=gettext_lazy("Decision"), help_text=gettext_lazy("Number, day and agency."), max_length=200
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ending", "others"):
            choose_among(self, name, agencies)
        choose_among(self, "heir", [("", _("choose")), *agencies])

    def replacements(self) -> list[Replacement]:
        """What was chosen, for each agency that ends."""
        heir = int(self.cleaned_data["heir"])
        after = tuple(dict.fromkeys([heir, *map(int, self.cleaned_data["others"])]))
        return [Replacement(int(one), after, heir) for one in self.cleaned_data["ending"]]


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def merger(request: HttpRequest) -> HttpResponse:
    """The form; then everything the merger would do; then it is done, if it still reads as it was seen."""
    me = acting(request)
    names = organisation.agency_names(organisation.administered_by(me.standing))
    form = MergerForm(request.POST if request.method == "POST" else None, agencies=agency_choices(names))
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        if "token" in request.POST:
            _merged(request, me, form)
            flash.success(request, _("Entered. What is open goes over on the first day."))
            return redirect("control:agencies")
        return _page(request, form, plan=_plan(form))
    except Refused as refused:
        return _page(request, form, refusal=refused.refusal)


def _plan(form: MergerForm) -> MergerPlan:
    typed = form.cleaned_data
    return organisation.plan_merger(
        replacements=form.replacements(), first_day=typed["first_day"], decision=typed["decision"]
    )


def _merged(request: HttpRequest, me: Acting, form: MergerForm) -> None:
    typed = form.cleaned_data
    commands.merge(
        actor=me.actor(ADMINISTRATOR),
        at=clock.now(),
        replacements=form.replacements(),
        first_day=typed["first_day"],
        decision=typed["decision"],
        token=request.POST["token"],
        key=request_key(posted(request)),
    )


def _page(
    request: HttpRequest,
    form: MergerForm,
    *,
    plan: MergerPlan | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    return render(
        request,
        "control/merger.html",
        {
            "form": form,
            "plan": plan,
            "steps": [(step, _estates(step)) for step in plan.steps] if plan is not None else (),
            "typed": [(name, one) for name in form.fields for one in request.POST.getlist(name)],
            **faults_of(form, refusal),
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )


def _estates(step: ReplacementPlan) -> list[tuple[object, int]]:
    """What rooms hand over, in words; a room without words of its own is named by its key."""
    return [(_ESTATES.get(estate.room, estate.room), estate.count) for estate in step.estates]

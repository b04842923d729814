"""A request to verify something, made on the page of its dossier."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import acting, requires
from motcua.kernel import clock
from motcua.office.one_act import handled
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.ui.forms import choose_among

ASKERS = (Role.OFFICER, Role.LEADER)
_LONGEST_ABOUT, _LONGEST = 500, 2_000


class VerificationForm(forms.Form):
    """Who is asked what about whom, on which ground, and whether the dossier's time is counted meanwhile."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency asked"))
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of law"), help_text=gettext_lazy("The term of the answer follows from it.")
    )
    about = forms.CharField(label=gettext_lazy("About whom or what"), max_length=_LONGEST_ABOUT)
    question = forms.CharField(
        label=gettext_lazy("What is to be verified"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    pause = forms.ChoiceField(
        label=gettext_lazy("Time of the dossier"),
        required=False,
        help_text=gettext_lazy("It stands still only for a reason that the procedure lists."),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, view: DossierView, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, subject = get_language() or "vi", view.facts.subject
        agencies = [one for one in organisation.agencies(on=at.date()) if one.id != subject.resolving_agency_id]
        choose_among(self, "agency", [("", _("choose")), *((one.id, one.name) for one in agencies)])
        grounds = course.grounds_on(at.date())
        choose_among(self, "ground", [(one.key, f"{one.label.text(language)} ({one.article})") for one in grounds])
        listed = [
            (
                one.key,
                _("stands still: {reason} ({article})").format(reason=one.label.text(language), article=one.article),
            )
            for one in view.page.version.pause_reasons
        ]
        choose_among(self, "pause", [("", _("runs on")), *listed])


@requires(*ASKERS)
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Asks another agency to verify something."""
    at = clock.now()
    view = course.dossier_view(acting(request).scope, dossier_id, at=at)
    form = VerificationForm(request.POST if request.method == "POST" else None, view=view, at=at)

    def do(told: dict[str, Any]) -> None:
        typed = form.cleaned_data
        process.request_verification(
            **told,
            agency_id=int(typed["agency"]),
            ground=typed["ground"],
            about=typed["about"],
            question=typed["question"],
            pause_reason=typed["pause"],
        )

    shown = {"word": gettext_lazy("Ask for verification")}
    done = gettext_lazy("Asked. The request lies with the agency, with its own term.")
    return handled(request, view, form, do, at=at, roles=ASKERS, shown=shown, done=done)

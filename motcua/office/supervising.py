"""What whoever oversees a dossier does about it, on its page: he reminds whoever has it."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.kernel import clock
from motcua.office.one_act import handled
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import Responsibility
from motcua.ui.files import printed
from motcua.ui.forms import choose_among
from motcua.ui.types import ClockState, Column
from motcua.worktime.types import Language, minutes_words

OVERSEERS = (Role.SUPERVISOR, Role.LEADER)
READERS = (*OVERSEERS, Role.INSPECTOR)
_LONGEST = 2_000


class RemindForm(forms.Form):
    """What whoever has the dossier is reminded of."""

    words = forms.CharField(
        label=_("What is to be done"),
        help_text=_(
            "Whoever has the dossier reads it on the dossier's page, and is told by e-mail where he wishes it."
        ),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False


def oversight_of(request: HttpRequest, view: DossierView, *, at: datetime) -> dict[str, Any]:
    """What the parts of the dossier's page for whoever oversees it need."""
    scope = acting(request).scope
    late = view.state in {ClockState.LATE, ClockState.OVERDUE} and scope.may(*READERS)
    return {
        "oversight": course.oversight(scope, view.facts, view.id, at=at),
        "answer": _answer(view, course.responsibility(scope, view.id, at=at)) if late else None,
    }


@requires(*READERS)
@require_safe
def lateness_answer(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """A letter to the person about why his dossier is late, to be looked at and printed."""
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="print")
    pdf = course.lateness_answer(acting(request).scope, dossier_id, at=clock.now())
    return printed(pdf, f"lateness-{dossier_id}.pdf")


def _answer(view: DossierView, found: Responsibility | None) -> dict[str, Any] | None:
    if found is None:
        return None
    agencies = organisation.agency_names({one.agency_id for one in found.overruns})
    officers = organisation.officer_names({one.officer_id for one in found.overruns if one.officer_id is not None})
    language: Language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return {
        "late": minutes_words(found.late_minutes, language),
        "columns": [
            Column(gettext("Step")),
            Column(gettext("Officer")),
            Column(gettext("Own term")),
            Column(gettext("Beyond it")),
        ],
        "rows": [
            {
                "step": course.label_of_step(view.facts, one.step_key),
                "agency": agencies.get(one.agency_id, ""),
                "officer": officers.get(one.officer_id or 0, ""),
                "term": minutes_words(one.term_minutes, language),
                "beyond": minutes_words(one.beyond_minutes, language),
            }
            for one in found.overruns
        ],
    }


@requires(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def remind(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Reminds whoever has the dossier."""
    at = clock.now()
    view = course.dossier_view(acting(request).scope, dossier_id, at=at)
    form = RemindForm(request.POST if request.method == "POST" else None)

    def do(again: dict[str, Any]) -> None:
        process.remind(**again, words=form.cleaned_data["words"])

    shown, done = {"word": _("Remind")}, _("Reminded. It stands in the history.")
    return handled(request, view, form, do, at=at, roles=OVERSEERS, shown=shown, done=done)


class CauseForm(forms.Form):
    """Why a dossier is late."""

    cause = forms.ChoiceField(label=_("Cause"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"), required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    use_required_attribute = False

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        choose_among(self, "cause", [(one.key, one.label.text(language)) for one in course.causes_on(on)])


@requires(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def cause(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Records why a dossier is late."""
    at = clock.now()
    view = course.dossier_view(acting(request).scope, dossier_id, at=at)
    form = CauseForm(request.POST if request.method == "POST" else None, on=acting(request).on)

    def do(again: dict[str, Any]) -> None:
        process.record_cause(**again, cause=form.cleaned_data["cause"], words=form.cleaned_data["words"])

    shown = {"word": _("Record the cause")}
    return handled(request, view, form, do, at=at, roles=OVERSEERS, shown=shown, done=_("Recorded."))

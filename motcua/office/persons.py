"""What one person or organisation has in the house: listed for whoever he asks, and handed out to him whole."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, requires
from motcua.kernel import clock, messages
from motcua.kernel.messages import name_of
from motcua.kernel.types import Refused
from motcua.office.registers import KEEPERS
from motcua.parties.types import Identity, IdentityKind
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import PersonPapers
from motcua.ui.files import sent_while_made
from motcua.ui.forms import choose_among
from motcua.ui.types import Column

_NOBODY = "person_not_found"


class PersonForm(forms.Form):
    """Who is looked for: only by the whole number of his paper, so that nobody can leaf through people."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of number"), initial=IdentityKind.PERSONAL_NUMBER.value)
    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=50,
        help_text=gettext_lazy("The whole number; a personal identification number has 12 digits."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-key": "s"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "kind", [(kind.value, capfirst(name_of(kind))) for kind in IdentityKind])

    def identity(self) -> Identity:
        """Whom it names. The form must be valid."""
        return Identity(IdentityKind(self.cleaned_data["kind"]), self.cleaned_data["number"])


class HandOutForm(PersonForm):
    """That what he has is handed out, after whoever asks was compared with his paper."""

    is_compared = forms.BooleanField(
        label=gettext_lazy("Whoever asks is this person, or has his authorisation: I have compared the papers.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="hand_out_%s", **kwargs)
        for name in ("kind", "number"):
            self.fields[name].widget = forms.HiddenInput()


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """The papers of one person; the number comes in the body of the request and stands in no address."""
    if request.method != "POST":
        return _page(request, PersonForm())
    form = PersonForm(request.POST)
    shown = _found(acting(request), form)
    if shown is not None:
        _note(request, shown, "page")
    return _page(request, form, shown=shown, hand_out=HandOutForm(initial=_asked(form)))


@requires(*KEEPERS)
@require_POST
def person_export(request: HttpRequest) -> HttpResponseBase:
    """Everything he has, as one ZIP file that is made while it is sent."""
    me, at = acting(request), clock.now()
    form, hand_out = PersonForm(request.POST), HandOutForm(request.POST)
    shown = _found(me, form)
    if shown is None or not hand_out.is_valid():
        if shown is not None:
            _note(request, shown, "page")
        return _page(request, form, shown=shown, hand_out=hand_out)
    package = process.export_person(actor=me.actor(*KEEPERS), scope=me.scope, at=at, identity=shown.identity)
    _note(request, shown, "download")
    return sent_while_made(package.pieces(), name=package.name, content_type="application/zip")


def _found(me: Acting, form: PersonForm) -> PersonPapers | None:
    """What may be seen of whom the form names. None where that is nothing, or where the form says what is wrong."""
    if not form.is_valid():
        return None
    try:
        return course.person_papers(me.scope, form.identity(), at=clock.now())
    except Refused as refused:
        if refused.refusal.code != _NOBODY:  # whom others know is nobody here, and no mistake of whoever typed it
            form.add_error("number", messages.sentence_of(refused.refusal))
        return None


def _asked(form: PersonForm) -> dict[str, str]:
    return {name: form.data.get(name, "") for name in ("kind", "number")}


def _note(request: HttpRequest, shown: PersonPapers, purpose: str) -> None:
    note_reading(request, ReadingKind.PERSON, [str(one) for one in shown.entries], purpose=purpose)
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in shown.dossiers], purpose=purpose)


def _page(
    request: HttpRequest, form: PersonForm, *, shown: PersonPapers | None = None, hand_out: HandOutForm | None = None
) -> HttpResponse:
    is_nobody = form.is_bound and form.is_valid() and shown is None
    is_wrong = bool(form.errors) or (hand_out is not None and bool(hand_out.errors))
    status = HTTPStatus.NOT_FOUND if is_nobody else HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    at = clock.now()
    context: dict[str, Any] = {
        "form": form,
        "hand_out": hand_out,
        "is_nobody": is_nobody,
        "has_errors": is_wrong and not is_nobody,
        "shown": shown,
        "columns": _columns(),
    }
    if shown is not None:
        context |= {
            "kind": capfirst(name_of(shown.identity.kind)),
            "results": [(one, *course.result_standing(one.state)) for one in shown.results],
            "papers": [(one, *course.result_standing(one.state)) for one in shown.papers],
            "rows": [(row, course.row_state(row, at)) for row in shown.dossiers],
        }
    answer = render(request, "office/person.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _columns() -> dict[str, Sequence[Column]]:
    return {
        "results": [Column(_("Result")), Column(_("Issued by")), Column(_("Validity"))],
        "papers": [Column(_("Name of the paper")), Column(_("Where from")), Column(_("Validity"))],
        "dossiers": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Due")), Column(_("Standing"))],
    }

"""What people say to an agency: sent with files and without an account, followed by the link that was given."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts import queries as accounts
from motcua.accounts.types import Citizen, open_to_public, request_key
from motcua.dossier import queries as dossier
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.papers.types import MediaType
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind
from motcua.portal.shares import Share
from motcua.ui.files import file_response
from motcua.ui.forms import choose_among
from motcua.ui.requests import posted, uploads
from motcua.voice import commands, queries
from motcua.voice.types import FeedbackFile, FeedbackRules, NewFeedback, Stage

_SENT = Share("feedback", 10, timedelta(minutes=10), "too_many_feedbacks")
_FILES = "files"
_FIRST_SENTENCES = {
    Stage.RECEIVED: gettext_lazy("Your feedback has arrived; an answer is owed to you."),
    Stage.ASSIGNED: gettext_lazy("Your feedback is being handled."),
    Stage.ANSWERED: gettext_lazy("Your feedback is answered."),
    Stage.RETURNED: gettext_lazy("Another place is the right one for your feedback; read below where to turn."),
    Stage.DECLINED: gettext_lazy("Your feedback is not answered; read below why."),
}


class FeedbackForm(forms.Form):
    """What is said, to whom, and by whom. Whoever has logged in is not asked who he is."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), widget=forms.RadioSelect)
    agency = forms.TypedChoiceField(label=gettext_lazy("Which agency is it about?"), coerce=int)
    dossier_code = forms.CharField(
        label=gettext_lazy("Code of the dossier"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("If it is about a dossier: the code on your receipt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    words = forms.CharField(
        label=gettext_lazy("What do you want to say?"),
        max_length=10_000,
        help_text=gettext_lazy("What happened, where and when, and what you ask for."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    number = forms.CharField(
        label=gettext_lazy("Personal identification number"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("With it you can later ask for what the house has of you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("A telephone number or an e-mail address is needed."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    use_required_attribute = False

    def __init__(
        self, *args: Any, rules: FeedbackRules, agencies: Mapping[int, str], citizen: Citizen | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        choose_among(self, "kind", [(kind.key, kind.label.text(language)) for kind in rules.kinds])
        choose_among(self, "agency", [("", _("Choose an agency")), *agencies.items()])
        if citizen is not None:
            del self.fields["name"], self.fields["number"]

    def clean(self) -> dict[str, Any]:
        """He must be reached somehow."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("phone") and not typed.get("email"):
            self.add_error("phone", messages.sentence_of(Refusal("feedback_contact_missing")))
        return typed

    def said_by(self, citizen: Citizen | None) -> NewFeedback:
        """What was said, by whoever has logged in or by whom he says he is."""
        typed = self.cleaned_data
        party = Party(
            kind=citizen.kind if citizen is not None else PartyKind.PERSON,
            name=citizen.name if citizen is not None else typed["name"],
            identity=citizen.identity if citizen is not None else _identity(typed["number"]),
            born=citizen.born if citizen is not None else None,
            represented_by=citizen.represented_by if citizen is not None else "",
            address=typed["address"],
            phone=typed["phone"],
            email=typed["email"],
        )
        return NewFeedback(
            kind=typed["kind"],
            agency_id=typed["agency"],
            words=typed["words"],
            sender=party,
            dossier_code=typed["dossier_code"],
        )


@open_to_public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Says something to an agency. What was typed stays when something is wrong; files are then chosen again."""
    at, citizen = clock.now(), accounts.citizen_of(request)
    rules, agencies = queries.rules_on(at.date()), queries.addressed_agencies(on=at.date())
    first = {"dossier_code": request.GET.get("code", "")[:60], "agency": request.GET.get("agency", "")}
    typed = request.POST if request.method == "POST" else None
    form = FeedbackForm(typed, initial=first, rules=rules, agencies=agencies, citizen=citizen)
    refusal, untaken = None, list[str]()
    if typed is not None and form.is_valid():
        try:
            _SENT.spend(request)
            files, untaken = commands.accept_files(uploads(request, _FILES), at=at)
            if not untaken:
                pressed = posted(request)
                key = request_key(pressed)
                sent = commands.send(form.said_by(citizen), at=at, files=files, citizen=citizen, key=key)
                return redirect("portal:feedback_followed", key=sent.secret)
        except Refused as refused:
            refusal = refused.refusal
    is_wrong = bool(form.errors) or bool(untaken)
    context = {
        "form": form,
        "citizen": citizen,
        "rules": rules,
        "untaken": untaken,
        "lost_files": typed is not None and bool(request.FILES),
        "accept": ",".join(MediaType),
        "most": filesizeformat(dossier.most_bytes_of_a_file(on=at.date())),
        "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        "has_errors": is_wrong or refusal is not None,
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    status = messages.status_of(refusal) if refusal is not None else wrong
    return render(request, "portal/feedback/form.html", context, status=status)


@open_to_public
@never_cache
@require_safe
def followed(request: HttpRequest, key: str) -> HttpResponse:
    """How it stands, by the link: the acknowledgement at first, the answer in the end. Made to be printed."""
    at = clock.now()
    view = queries.followed(key, at=at)
    context = {
        "view": view,
        "first": _FIRST_SENTENCES[view.feedback.stage],
        "kind": view.feedback.kind.label.text(get_language() or "vi"),
        "reason": view.said.reason.label.text(get_language() or "vi") if view.said.reason is not None else "",
        "link": request.build_absolute_uri(reverse("portal:feedback_followed", args=[key])),
        "files": [_shown(key, one, number) for number, one in enumerate(view.said.files, start=1)],
        "answer_files": [_shown(key, one, number) for number, one in enumerate(view.said.answer_files, start=1)],
        "is_late": view.feedback.is_late(at),
    }
    return render(request, "portal/feedback/followed.html", context)


@open_to_public
@never_cache
@require_safe
def file(request: HttpRequest, key: str, attachment_id: int) -> HttpResponseBase:
    """A file that was sent, or of the answer, for whoever has the link."""
    return file_response(request, queries.open_followed_file(key, attachment_id, at=clock.now()))


def _identity(number: str) -> Identity | None:
    return Identity(IdentityKind.PERSONAL_NUMBER, number) if number.strip() else None


def _shown(key: str, one: FeedbackFile, number: int) -> tuple[str, str]:
    """The address of a file, and what it is called."""
    address = reverse("portal:feedback_file", args=[key, one.attachment])
    return address, queries.name_of_file(one, number)

"""The listed reasons: those that may be chosen and those that ended, a new one, another wording, an end."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import acting, request_key, requires
from motcua.catalogue import commands
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Label, Reason, ReasonKind, worded
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.ui.days import DayField
from motcua.ui.forms import choose_among, faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column

ADMINISTRATORS = (Role.CATALOGUE_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR)
_SAMPLE_WORDS = "…"
"""Stands for what whoever chooses the reason adds in his own words."""


class _Decided(forms.Form):
    """A change of the list, and the decision behind it."""

    decision = forms.CharField(
        label=gettext_lazy("Decision"), help_text=gettext_lazy("Number, day and agency."), max_length=300
    )
    use_required_attribute = False


class ReasonForm(_Decided):
    """What a reason says, for which acts, and from which day on."""

    field_order = ("vi", "en", "kinds", "article", "only", "needs_words", "valid_from", "decision")
    vi = forms.CharField(label=gettext_lazy("The reason, as papers print it"), max_length=300)
    en = forms.CharField(label=gettext_lazy("The same in English"), max_length=300, required=False)
    kinds = forms.MultipleChoiceField(label=gettext_lazy("For which acts"), widget=forms.CheckboxSelectMultiple)
    article = forms.CharField(
        label=gettext_lazy("Article of law"),
        help_text=gettext_lazy("Printed behind the reason. Leave it empty where there is none."),
        max_length=200,
        required=False,
    )
    only = forms.CharField(
        label=gettext_lazy("Only for these procedures or fields"),
        help_text=gettext_lazy("Codes with a blank between them. Leave it empty for all."),
        max_length=400,
        required=False,
    )
    needs_words = forms.BooleanField(
        label=gettext_lazy("Alone it says too little: whoever chooses it writes the reason himself"), required=False
    )
    valid_from = DayField(
        label=gettext_lazy("From the day"),
        help_text=gettext_lazy("Today or later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "kinds", [(kind.value, messages.name_of(kind)) for kind in ReasonKind])

    def reason(self) -> Reason:
        """The reason as typed. Only after `is_valid`."""
        typed = self.cleaned_data
        return Reason(
            id=0,
            key="",
            kinds=frozenset(map(ReasonKind, typed["kinds"])),
            label=Label(typed["vi"], typed["en"]),
            valid_from=typed["valid_from"],
            decision=typed["decision"],
            article=typed["article"],
            only=tuple(typed["only"].split()),
            needs_words=typed["needs_words"],
        )


class EndForm(_Decided):
    """The last day on which a reason may be chosen."""

    field_order = ("last_day", "decision")
    last_day = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("The last day on which it may be chosen: yesterday or later."),
    )


@requires(*ADMINISTRATORS)
@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    """The list, those that may be chosen first; found by words and by the act they are for."""
    today, words, kind = acting(request).on, request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = catalogue.reasons_found(words, ReasonKind(kind) if kind in set(ReasonKind) else None)
    found.sort(key=lambda one: one.valid_to is not None and one.valid_to < today)
    return render(
        request,
        "control/reasons.html",
        {
            "q": words,
            "kind": kind,
            "kinds": [(one.value, messages.name_of(one)) for one in ReasonKind],
            "rows": [(one, _acts(one)) for one in found],
            "today": today,
            "columns": [Column(_("Reason")), Column(_("For which acts")), Column(_("May be chosen"))],
        },
    )


@requires(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_reason(request: HttpRequest) -> HttpResponse:
    """A new reason, or another wording of one that is named; shown first as it is printed. A refusal loses nothing."""
    me = acting(request)
    before = _named(request.GET.get("replaces", ""))
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=_begins_with(before, me.on))
    refusal: Refusal | None = None
    if form.is_valid() and "preview" not in request.POST:
        sent = posted(request)
        try:
            commands.begin_reason(
                actor=me.actor(*ADMINISTRATORS),
                at=clock.now(),
                reason=form.reason(),
                replaces=before.id if before is not None else None,
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Entered. It may be chosen from that day on."))
            return redirect("control:reasons")
    context = {
        "form": form,
        "before": before,
        "seen": catalogue.sequence_of_reasons(),
        "printed": _printed(form.reason()) if form.is_valid() else [],
    }
    return render(
        request, "control/reason_new.html", context | faults_of(form, refusal), status=status_of(form, refusal)
    )


@requires(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def reason(request: HttpRequest, reason_id: int) -> HttpResponse:
    """One reason: where it is offered, how it is printed, its other wordings; and its end."""
    me = acting(request)
    found = catalogue.listed_reason(reason_id)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last_day": me.on})
    refusal: Refusal | None = None
    if form.is_valid():
        sent = posted(request)
        try:
            commands.end_reason(
                actor=me.actor(*ADMINISTRATORS),
                at=clock.now(),
                reason_id=reason_id,
                last_day=form.cleaned_data["last_day"],
                decision=form.cleaned_data["decision"],
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Entered. Nobody chooses it after that day; papers that were given it keep it."))
            return redirect("control:reason", reason_id)
    context = {
        "reason": found,
        "acts": _acts(found),
        "procedures": _procedures(found),
        "printed": _printed(found),
        "others": [one for one in catalogue.reasons() if one.key == found.key and one.id != found.id],
        "has_ended": found.valid_to is not None and found.valid_to < me.on,
        "today": me.on,
        "seen": catalogue.sequence_of_reasons(),
        "form": form,
    }
    return render(request, "control/reason.html", context | faults_of(form, refusal), status=status_of(form, refusal))


def _acts(one: Reason) -> list[str]:
    return [messages.name_of(kind) for kind in ReasonKind if kind in one.kinds]


def _printed(one: Reason) -> list[str]:
    """What a paper says when it is chosen alone, and with words of one's own."""
    said = [worded(one, ""), worded(one, _SAMPLE_WORDS)]
    return [text for text in said if isinstance(text, str)]


def _procedures(one: Reason) -> list[tuple[str, str]]:
    """The procedures and fields it is limited to, by their codes and names."""
    names = catalogue.procedure_names(set(one.only))
    return [(code, names.get(code, "")) for code in one.only]


def _named(typed: str) -> Reason | None:
    return catalogue.listed_reason(int(typed[:18])) if typed.isascii() and typed.isdecimal() else None


def _begins_with(before: Reason | None, today: date) -> dict[str, object]:
    if before is None:
        return {"valid_from": today}
    return {
        "vi": before.label.vi,
        "en": before.label.en,
        "kinds": sorted(before.kinds),
        "article": before.article,
        "only": " ".join(before.only),
        "needs_words": before.needs_words,
        "valid_from": today,
    }

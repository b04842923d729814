"""Where somebody at work is reminded of his dossiers."""

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import acting, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.notices import commands, queries
from motcua.notices.types import Channel
from motcua.organisation.types import Role
from motcua.ui.forms import faults_of

REMINDED = (Role.OFFICER, Role.LEADER, Role.RECEPTIONIST, Role.CLERK)
_LONGEST = 254


class ReminderForm(forms.Form):
    """Where an officer wants to be reminded."""

    email = forms.CharField(
        label=gettext_lazy("E-mail at work"),
        help_text=gettext_lazy("Empty: no reminders."),
        required=False,
        max_length=_LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    use_required_attribute = False


@requires(*REMINDED)
@require_http_methods(["GET", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Each morning one e-mail about what is late and what is due soon; or none."""
    me = acting(request)
    form = ReminderForm(request.POST or None, initial={"email": queries.officer_wishes(me.officer.id)})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            commands.wish_as_officer(
                actor=me.actor(*REMINDED),
                officer_id=me.officer.id,
                at=clock.now(),
                email=form.cleaned_data["email"],
                language=(get_language() or "vi")[:2],
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Kept."))
            return redirect("office:reminders")
    has_channel = any(one.vendor for one in queries.standing(at=clock.now()) if one.channel is Channel.EMAIL)
    return render(
        request,
        "office/reminders.html",
        {
            "form": form,
            **faults_of(form, refusal),
            "has_channel": has_channel,
        },
        status=messages.status_of(refusal) if refusal is not None else 200,
    )

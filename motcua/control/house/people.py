"""An officer: his posts, who stands in for him, and his log-in."""

from http import HTTPStatus

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts import commands as accounts
from motcua.accounts import queries as users
from motcua.accounts.types import ROLE_NAMES, Acting, StaffAccount, acting, requires
from motcua.control.house.things import wanted_officer
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Holding, Officer, Role
from motcua.ui.forms import faults_of
from motcua.ui.types import Column, Crumb

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR


class LogInNameForm(forms.Form):
    """The name under which an officer logs in."""

    use_required_attribute = False
    username = forms.CharField(
        label=gettext_lazy("User name"), help_text=gettext_lazy("He logs in with it; it stays."), max_length=60
    )


@requires(ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def officer(request: HttpRequest, officer_id: int) -> HttpResponse:
    """What he holds and held; and his log-in: opened, closed when he left, a new link when the password is forgotten.

    A link is shown on the answer to the press and nowhere else: whoever has it sets the password.
    """
    me = acting(request)
    person = wanted_officer(me, officer_id)
    form = LogInNameForm(request.POST if "username" in request.POST else None)
    if request.method != "POST":
        return _page(request, me, person, form)
    if "username" in request.POST and not form.is_valid():
        return _page(request, me, person, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        link = _done(request, me, person, form)
    except Refused as refused:
        return _page(request, me, person, form, refusal=refused.refusal)
    if link:
        return _page(request, me, person, LogInNameForm(), link=request.build_absolute_uri(link))
    return redirect("control:officer", officer_id)


def _done(request: HttpRequest, me: Acting, person: Officer, form: LogInNameForm) -> str:
    """Carries out what was pressed, and answers the address of a link where one was asked for."""
    actor, at = me.actor(ADMINISTRATOR), clock.now()
    if "username" in request.POST:
        user_id = accounts.create_user(actor=actor, at=at, officer_id=person.id, username=form.cleaned_data["username"])
        return _link(accounts.issue_password_link(actor=actor, at=at, user_id=user_id))
    account = users.account_of(person.id)
    if account is None:
        raise Refused(Refusal("user_absent"))
    if "link" in request.POST:
        return _link(accounts.issue_password_link(actor=actor, at=at, user_id=account.user_id))
    if "close" in request.POST and account.is_active:
        accounts.close_user(actor=actor, at=at, user_id=account.user_id)
        flash.success(request, _("Closed. Whoever is logged in with it is logged out with his next press."))
    if "open" in request.POST and not account.is_active:
        accounts.open_user(actor=actor, at=at, user_id=account.user_id)
        flash.success(request, _("Opened again."))
    return ""


def _link(parts: tuple[str, str]) -> str:
    return reverse("accounts:password_by_link", args=parts)


def _page(
    request: HttpRequest,
    me: Acting,
    person: Officer,
    form: LogInNameForm,
    *,
    link: str = "",
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    career = organisation.career(person.id)
    account = users.account_of(person.id)
    lent = organisation.delegations_of(person.id, since=me.on)
    agencies = organisation.agency_names(one.post.agency_id for one in career)
    names = organisation.officer_names(officer_id for one in lent for officer_id in (one.giver_id, one.receiver_id))
    return render(
        request,
        "control/officer.html",
        {
            "officer": person,
            "crumbs": [Crumb(_("Agencies and posts"), reverse("control:agencies"))],
            "career": [(one, ROLE_NAMES[one.post.role], agencies.get(one.post.agency_id, "")) for one in career],
            "account": account,
            "should_close": _has_left(account, career, me),
            "form": form,
            "link": link,
            "lent": [(one, names[one.giver_id], names[one.receiver_id]) for one in lent],
            "today": me.on,
            **faults_of(form, refusal),
            "columns": [Column(_("Post")), Column(_("Role")), Column(_("Days"))],
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )


def _has_left(account: StaffAccount | None, career: list[Holding], me: Acting) -> bool:
    """Whether he can log in though he holds nothing today and will hold nothing."""
    lasts = any(one.valid_to is None or one.valid_to >= me.on for one in career)
    return account is not None and account.is_active and not lasts

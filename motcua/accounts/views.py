"""Log-in, log-out, the switch of post, the account page, passwords; and in demo mode the one-click log-ins."""

from collections.abc import Collection
from datetime import timedelta

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts import citizen_sessions, commands, demo, queries
from motcua.accounts.addresses import asked_address
from motcua.accounts.forms import ChangePasswordForm, LogInForm, NewPasswordForm
from motcua.accounts.middleware import HOUSE, begin_session
from motcua.accounts.models import User
from motcua.accounts.types import ROLE_NAMES, Acting, absent_or_not_yours, acting, any_staff, open_to_public
from motcua.kernel import clock
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation import queries as organisation
from motcua.ui.types import menu_items

_PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105 - the name of a class
_TOO_MANY_REQUESTS = 429
_UNPROCESSABLE = 422


@open_to_public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Asks for name and password. Wrong ones, unknown and closed accounts are told apart for nobody."""
    form = LogInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"].strip().lower()
        user = authenticate(request, username=name, password=form.cleaned_data["password"])
        if isinstance(user, User):
            now = clock.now()
            login(request, user)
            begin_session(request, now)
            return redirect(asked_address(request) or _home_of(queries.acting_of(user, on=now.date())))
        form.add_error(None, _("User name and password do not fit together. Check both; mind the capital letters."))
    return render(
        request,
        "accounts/log_in.html",
        {"form": form, "next": asked_address(request), "has_errors": bool(form.errors), "is_demo": settings.DEMO},
        status=_UNPROCESSABLE if form.errors else 200,
    )


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """What axes answers instead, after too many wrong passwords. The citizens' side has an answer of its own."""
    if original is not None and (credentials or {}).get("username") == citizen_sessions.AT_THE_EID["username"]:
        return original
    wait = get_cool_off(request) or timedelta()
    minutes = int(wait.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=_TOO_MANY_REQUESTS)


@any_staff
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    messages.success(request, _("You are logged out."))
    return redirect("accounts:login")


@any_staff
@require_POST
def switch_post(request: HttpRequest) -> HttpResponse:
    """Goes on in another house in which the viewer holds posts. One that is not his is refused like an absent one."""
    chosen = request.POST.get("post", "")
    for house in acting(request).standing.houses:
        if str(house.agency_id) == chosen:
            request.session[HOUSE] = house.agency_id
            return redirect(_home_for({role.value for role in house.roles}))
    raise absent_or_not_yours()


@any_staff
@never_cache
@sensitive_post_parameters("old_password", "new_password", "again")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The viewer's own posts and what was delegated to him; and a new password, proved with the old one."""
    user = request.user
    if not isinstance(user, User):
        raise absent_or_not_yours()
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        commands.set_password(
            actor=_himself(user), at=clock.now(), user_id=user.id, password=form.cleaned_data["new_password"]
        )
        user.refresh_from_db()
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. Other sessions have ended."))
        return redirect("accounts:account")
    today = clock.now().date()
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "officer": organisation.officer(user.officer_id),
        "standing": organisation.standing_of(user.officer_id, on=today),
        "delegates": _delegates(user.officer_id),
        "role_names": ROLE_NAMES,
        "reads": queries.readings_by(user.id, limit=20),
    }
    return render(request, "accounts/account.html", context, status=_UNPROCESSABLE if form.errors else 200)


@open_to_public
@never_cache
@sensitive_post_parameters("new_password", "again")
@require_http_methods(["GET", "POST"])
def password_by_link(request: HttpRequest, account: str, token: str) -> HttpResponse:
    """Lets the holder of a link set his password, once. A link that was used, is too old or never was is refused."""
    user = commands.user_of_link(account, token)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        commands.set_password(
            actor=_himself(user), at=clock.now(), user_id=user.id, password=form.cleaned_data["new_password"]
        )
        messages.success(request, _("Your password is set. Log in with it now."))
        return redirect("accounts:login")
    context = {"form": form, "username": user.username, "has_errors": bool(form.errors)}
    return render(request, "accounts/new_password.html", context, status=_UNPROCESSABLE if form.errors else 200)


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def demo_log_in(request: HttpRequest) -> HttpResponse:
    """One click for each role of the sample province. Exists in demo mode only, on a database marked for it."""
    if not demo.is_open():
        raise Http404
    today = clock.now().date()
    if request.method == "POST" and "citizen" in request.POST:
        return _sample_citizen(request)
    if request.method == "POST":
        chosen = demo.chosen(queries.sample_users(on=today), request.POST.get("user", ""))
        if chosen is None:
            raise absent_or_not_yours()
        login(request, User.objects.get(id=chosen.user_id), backend=_PASSWORD_BACKEND)
        begin_session(request, clock.now())
        request.session[HOUSE] = chosen.house.agency_id
        return redirect(_home_for({role.value for role in chosen.house.roles}))
    users = queries.sample_users(on=today)
    context = {
        "by_role": demo.by_role(users),
        "by_agency": demo.by_agency(users),
        "citizens": demo.citizens(),
        "next": asked_address(request),
    }
    return render(request, "accounts/demo.html", context)


def _sample_citizen(request: HttpRequest) -> HttpResponse:
    chosen = next((one for one in demo.citizens() if one.key == request.POST["citizen"]), None)
    if chosen is None:
        raise absent_or_not_yours()
    citizen_sessions.enter(request, chosen.claimed, issuer=demo.ISSUER, at=clock.now())
    return redirect(asked_address(request) or "accounts:citizen")


def _himself(user: User) -> Actor:
    return Actor(ActorKind.OFFICER, organisation.officer(user.officer_id).code)


def _delegates(officer_id: int) -> list[dict[str, object]]:
    lent = organisation.delegates_of(officer_id, on=clock.now().date())
    names = organisation.officer_names({one.receiver_id for one in lent})
    return [{"delegation": one, "name": names[one.receiver_id]} for one in lent]


def _home_of(someone: Acting | None) -> str:
    return _home_for({role.value for role in someone.scope.roles} if someone else set())


def _home_for(roles: Collection[str]) -> str:
    """The first place of the menu that is for these roles, or the account page when no face has one."""
    for item in menu_items():
        if item.roles & set(roles):
            try:
                return reverse(item.url_name)
            except NoReverseMatch:
                continue
    return reverse("accounts:account")

"""Who stands in while somebody is away: he enters it himself, or the clerk of his house does by a decision."""

from collections.abc import Iterable, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, acting, any_staff, request_key
from motcua.journal.commands import recording
from motcua.kernel import clock, messages
from motcua.kernel.text import sort_key
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import commands
from motcua.organisation import queries as organisation
from motcua.organisation.types import Delegation, Holding, Officer, Role
from motcua.ui.forms import choose_among, day_field, faults_of
from motcua.ui.requests import posted

ENTERS_FOR_OTHERS = (Role.CLERK, Role.SYSTEM_ADMINISTRATOR)


class CoverForm(forms.Form):
    """From when to when somebody is away, and who does which of his work meanwhile."""

    use_required_attribute = False
    receiver = forms.ChoiceField(label=gettext_lazy("Who stands in"))
    posts = forms.MultipleChoiceField(
        label=gettext_lazy("In which posts"),
        help_text=gettext_lazy("Their work stands in his list too, marked on whose behalf."),
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = day_field(gettext_lazy("First day"))
    last_day = day_field(gettext_lazy("Last day"), gettext_lazy("On this day he still stands in."))
    decision = forms.CharField(
        label=gettext_lazy("By which paper"),
        help_text=gettext_lazy("Number and day of the authorisation or of the leave."),
        max_length=200,
    )

    def __init__(
        self, *args: Any, colleagues: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "receiver", [("", _("choose")), *colleagues])
        choose_among(self, "posts", own)


@any_staff
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, officer_id: int | None = None) -> HttpResponse:
    """Who stands in for whoever is logged in, or for a colleague of a clerk; a form for more, a button to revoke.

    A colleague of another house is refused like one who is not there.
    """
    me = acting(request)
    who = _whose(me, officer_id)
    own = [one for one in organisation.career(who.id) if one.valid_to is None or one.valid_to >= me.on]
    form = _form(request, me, who, own)
    if request.method != "POST":
        return _page(request, me, who, form)
    try:
        if "revoke" in request.POST:
            _revoke(request, me, who)
        elif form.is_valid():
            _enter(request, me, who, form.cleaned_data)
        else:
            return _page(request, me, who, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Refused as refused:
        return _page(request, me, who, form, refusal=refused.refusal)
    flash.success(request, _("Entered."))
    return redirect(request.path)


def _whose(me: Acting, officer_id: int | None) -> Officer:
    if officer_id is None or officer_id == me.officer.id:
        return me.officer
    if not me.scope.may(*ENTERS_FOR_OTHERS) or officer_id not in _colleagues_of(_his_house(me), on=me.on):
        raise Refused(Refusal("officer_absent"))
    return organisation.officer(officer_id)


def _his_house(me: Acting) -> frozenset[int]:
    return organisation.house_of(me.house.agency_id, on=me.on)


def _colleagues_of(agency_ids: Iterable[int], *, on: date) -> frozenset[int]:
    return frozenset(one.officer_id for one in organisation.holdings(on=on, agency_ids=agency_ids))


def _form(request: HttpRequest, me: Acting, who: Officer, own: Sequence[Holding]) -> CoverForm:
    houses = frozenset[int]().union(*(organisation.house_of(one.post.agency_id, on=me.on) for one in own))
    colleagues = _named(_colleagues_of(houses, on=me.on) - {who.id})
    return CoverForm(
        request.POST if request.method == "POST" and "revoke" not in request.POST else None,
        colleagues=colleagues,
        own=[(str(one.post.id), one.post.title) for one in own],
        initial={"posts": [str(one.post.id) for one in own]},
    )


def _named(officer_ids: Iterable[int]) -> list[tuple[str, str]]:
    names = organisation.officer_names(officer_ids)
    return [(str(one), name) for one, name in sorted(names.items(), key=lambda pair: sort_key(pair[1]))]


def _enter(request: HttpRequest, me: Acting, who: Officer, typed: dict[str, Any]) -> None:
    """All posts or none; a second press of the same form finds the first one's answer."""
    actor, at = me.actor(), clock.now()
    with recording(actor=actor, at=at, key=request_key(posted(request))) as unit:
        if unit.earlier_answer is not None:
            return
        for post_id in map(int, typed["posts"]):
            commands.delegate(
                actor=actor,
                at=at,
                giver_id=who.id,
                receiver_id=int(typed["receiver"]),
                post_id=post_id,
                valid_from=typed["first_day"],
                valid_to=typed["last_day"],
                decision=typed["decision"],
            )
        unit.answer({})


def _revoke(request: HttpRequest, me: Acting, who: Officer) -> None:
    """From today on. One that is not his is refused like one that is not there."""
    given = [one for one in _given_by(who, me.on) if str(one.id) == request.POST["revoke"]]
    if not given:
        raise Refused(Refusal("delegation_absent"))
    commands.revoke_delegation(actor=me.actor(), at=clock.now(), delegation_id=given[0].id, first_day_without=me.on)


def _given_by(who: Officer, on: date) -> list[Delegation]:
    return [one for one in organisation.delegations_of(who.id, since=on) if one.giver_id == who.id]


def _page(
    request: HttpRequest,
    me: Acting,
    who: Officer,
    form: CoverForm,
    *,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    lent = organisation.delegations_of(who.id, since=me.on)
    names = organisation.officer_names(one for each in lent for one in (each.giver_id, each.receiver_id))
    others = _colleagues_of(_his_house(me), on=me.on) - {me.officer.id} if me.scope.may(*ENTERS_FOR_OTHERS) else ()
    return render(
        request,
        "accounts/cover.html",
        {
            "who": who,
            "is_own": who.id == me.officer.id,
            "form": form,
            "given": [(one, names[one.receiver_id]) for one in lent if one.giver_id == who.id],
            "received": [(one, names[one.giver_id]) for one in lent if one.receiver_id == who.id],
            "others": _named(others),
            "today": me.on,
            **faults_of(form, refusal),
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )

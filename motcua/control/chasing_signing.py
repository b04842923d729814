"""Chasing letters that wait for the leader's signature or the clerk's seal: one PIN, each letter by itself."""

from collections.abc import Sequence
from http import HTTPStatus

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, acting, requires
from motcua.catalogue.types import SignedBy
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.types import Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import ChasingLetter, Seal, SignedPaper
from motcua.ui.forms import choose_among
from motcua.ui.requests import PIN_FIELD
from motcua.ui.types import Column, Tab

SIGNERS = (Role.LEADER, Role.CLERK)


class SigningForm(forms.Form):
    """The PIN of the leader's key; or which seal, where there are several, and its PIN. Kept nowhere."""

    seal = forms.ChoiceField(label=gettext_lazy("Key of the seal"))
    pin = forms.CharField(
        label=gettext_lazy("PIN of your digital signature"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    use_required_attribute = False

    def __init__(self, *args: object, seals: Sequence[Seal]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # what a form takes first: what was sent, or nothing
        self._seals = seals
        if seals:
            self.fields[PIN_FIELD].label = gettext_lazy("PIN of the seal")
        if len(seals) > 1:
            choose_among(self, "seal", [(one.key, f"{one.agency}: {one.key}") for one in seals])
        else:
            del self.fields["seal"]

    def chosen(self) -> Seal | None:
        """The seal that was chosen, or the only one; None where no seal is asked for."""
        key = self.cleaned_data.get("seal")
        return next((one for one in self._seals if key in (None, one.key)), None)


@requires(*SIGNERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def to_sign(request: HttpRequest) -> HttpResponse:
    """What waits for whoever looks, all of it chosen; what fails is named, and what was signed stays signed."""
    me = acting(request)
    by = _by(request, me)
    waiting = course.chasing_to_sign(me.scope, by=by)
    seals = _seals(me, waiting) if by is SignedBy.AGENCY else ()
    form = SigningForm(*([request.POST] if request.method == "POST" else []), seals=seals)
    if request.method != "POST":
        return _page(request, by, waiting, form)
    chosen = {int(one) for one in request.POST.getlist("letter") if one.isascii() and one.isdecimal()}
    if not form.is_valid():
        return _page(request, by, waiting, form, chosen=chosen)
    try:
        outcomes = list(_signed(me, by, form, [one.id for one in waiting if one.id in chosen]))
    except Refused as refused:
        return _page(request, by, waiting, SigningForm(seals=seals), chosen=chosen, refusal=refused.refusal)
    failed = {one.key: messages.sentence_of(one.refusal) for one in outcomes if one.refusal is not None}
    done = len(outcomes) - len(failed)
    if done:
        flash.success(request, _told(by, done))
    if not failed:
        return redirect(request.get_full_path())
    left = course.chasing_to_sign(me.scope, by=by)
    return _page(request, by, left, SigningForm(seals=seals), chosen=chosen, failed=failed)


def waiting_to_sign(request: HttpRequest) -> int | None:
    """How many wait for whoever looks, for the menu."""
    return course.count_chasing_to_sign(acting(request).scope)


def _by(request: HttpRequest, me: Acting) -> SignedBy:
    seals = me.scope.may(Role.CLERK) and ("seal" in request.GET or not me.scope.may(Role.LEADER))
    return SignedBy.AGENCY if seals else SignedBy.OFFICER


def _seals(me: Acting, waiting: Sequence[ChasingLetter]) -> tuple[Seal, ...]:
    return course.seals_of({one.agency_id for one in waiting} or me.house.agencies_of({Role.CLERK}))


def _signed(me: Acting, by: SignedBy, form: SigningForm, wanted: Sequence[int]) -> Sequence[SignedPaper]:
    pin, seal = Pin(form.cleaned_data[PIN_FIELD]), form.chosen()
    if by is SignedBy.OFFICER or seal is None:
        actor = me.actor(Role.LEADER)
        return list(process.sign_chasing_letters(actor=actor, scope=me.scope, now=clock.now, wanted=wanted, pin=pin))
    return list(
        process.seal_chasing_letters(
            actor=me.actor(Role.CLERK),
            scope=me.scope,
            now=clock.now,
            wanted=wanted,
            agency_id=seal.agency_id,
            key=seal.key,
            pin=pin,
        )
    )


def _told(by: SignedBy, done: int) -> str:
    if by is SignedBy.AGENCY:
        return ngettext("{count} letter sealed.", "{count} letters sealed.", done).format(count=done)
    return ngettext("{count} letter signed.", "{count} letters signed.", done).format(count=done)


def _page(
    request: HttpRequest,
    by: SignedBy,
    waiting: Sequence[ChasingLetter],
    form: SigningForm,
    *,
    chosen: set[int] | None = None,
    refusal: Refusal | None = None,
    failed: dict[str, str] | None = None,
) -> HttpResponse:
    me, address = acting(request), reverse("control:chasing_to_sign")
    names = organisation.agency_names({one.to_agency_id for one in waiting})
    seals = by is SignedBy.AGENCY
    keys = [one.key for one in _seals(me, waiting)] if seals else [me.actor(Role.LEADER).key]
    has_both = me.scope.may(Role.LEADER) and me.scope.may(Role.CLERK)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request,
        "control/chasing_to_sign.html",
        {
            "rows": [
                (
                    one,
                    names.get(one.to_agency_id, ""),
                    chosen is None or one.id in chosen,
                    (failed or {}).get(str(one.id), ""),
                )
                for one in waiting
            ],
            "columns": [Column(_("Chosen")), Column(_("Letter")), Column(_("Sent to"))],
            "seals": seals,
            "is_sample": course.signs_with_sample(keys),
            "tabs": [
                Tab(_("To be signed"), address, is_active=not seals),
                Tab(_("To be sealed"), f"{address}?seal", is_active=seals),
            ]
            if has_both
            else [],
            "form": form,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors) or bool(failed),
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )

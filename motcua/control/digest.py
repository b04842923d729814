"""The digest of a morning: what whoever oversees agencies looks at first, and whether he gets it by e-mail."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, requires
from motcua.control.views import WATCHERS
from motcua.dossier import queries as dossier
from motcua.kernel import clock, messages
from motcua.kernel.days import read_day
from motcua.kernel.text import sort_key
from motcua.kernel.types import Refusal, Refused
from motcua.notices import commands, queries
from motcua.notices.types import Digest, DigestWish, Reported
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import queries as process
from motcua.ui.forms import choose_among
from motcua.ui.types import Column, Stat, Tone

WISHING = (Role.SUPERVISOR, Role.LEADER)
_LISTED = 20
_LONGEST = 254
_TONES: Mapping[Reported, Tone] = {
    Reported.DUE_TODAY: Tone.WARNING,
    Reported.LATE: Tone.DANGER,
    Reported.APOLOGIES: Tone.DANGER,
    Reported.FILINGS: Tone.WARNING,
    Reported.CHASING: Tone.WARNING,
}
_OF_DOSSIERS = tuple(one for one in Reported if one is not Reported.CHASING)


class DigestForm(forms.Form):
    """Where and when somebody wants the digest."""

    email = forms.CharField(
        label=gettext_lazy("E-mail at work"),
        help_text=gettext_lazy("Your reminders go there too. Empty: nothing is sent."),
        required=False,
        max_length=_LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    digest = forms.ChoiceField(label=gettext_lazy("Send the digest"))
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "digest", [(one.value, str(messages.name_of(one))) for one in DigestWish])


@requires(*WATCHERS)
@require_http_methods(["GET", "POST"])
def digest(request: HttpRequest) -> HttpResponse:
    """The digest of a day for the agencies in sight; whoever oversees them says here whether it is sent to him."""
    me, at = acting(request), clock.now()
    day = _day(request, at.date())
    found = queries.digest_of(me.scope, day, at=at)
    form = _form(request, me)
    refusal = _kept(me, form, at)
    if form is not None and form.is_bound and refusal is None and form.is_valid():
        flash.success(request, _("Kept."))
        return redirect("control:digest")
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK
    return render(
        request,
        "control/digest.html",
        {
            "day": day,
            "today": at.date(),
            "before": f"{reverse('control:digest')}?day={day - timedelta(days=1)}",
            "after": f"{reverse('control:digest')}?day={day + timedelta(days=1)}" if day < at.date() else "",
            "found": found,
            "stats": [_stat(one, found) for one in Reported] if found is not None else [],
            "lists": _lists(request, me, found, at) if found is not None else [],
            "rows": _by_agency(found) if found is not None else [],
            "columns": [Column(_("Agency")), *(Column(messages.name_of(one), is_number=True) for one in Reported)],
            "form": form,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or wrong is not HTTPStatus.OK,
        },
        status=messages.status_of(refusal) if refusal is not None else wrong,
    )


def _day(request: HttpRequest, today: date) -> date:
    """The day that is asked for; today where it is none, or is still to come."""
    try:
        return min(read_day(request.GET.get("day", "")), today)
    except ValueError:
        return today


def _form(request: HttpRequest, me: Acting) -> DigestForm | None:
    if not me.scope.may(*WISHING):
        return None
    officer_id = me.officer.id
    initial = {"email": queries.officer_wishes(officer_id), "digest": queries.digest_wish(officer_id).value}
    return DigestForm(request.POST if request.method == "POST" else None, initial=initial)


def _kept(me: Acting, form: DigestForm | None, at: datetime) -> Refusal | None:
    """Keeps what was wished, where it was; the refusal, if there is one."""
    if form is None or not form.is_bound or not form.is_valid():
        return None
    try:
        commands.wish_digest(
            actor=me.actor(*WISHING),
            officer_id=me.officer.id,
            at=at,
            email=form.cleaned_data["email"],
            language=(get_language() or "vi")[:2],
            digest=DigestWish(form.cleaned_data["digest"]),
        )
    except Refused as refused:
        return refused.refusal
    return None


def _stat(one: Reported, found: Digest) -> Stat:
    count = found.count(one)
    url = f"#{one.value}" if count else ""
    if one is Reported.CHASING and count:
        url = reverse("control:chasing")
    return Stat(capfirst(messages.name_of(one)), count, url=url, tone=_TONES[one] if count else Tone.NEUTRAL)


def _lists(request: HttpRequest, me: Acting, found: Digest, at: datetime) -> list[dict[str, Any]]:
    """The first dossiers of each kind as they stand now, and how many more there are."""
    ids = {one: _first(found, one) for one in _OF_DOSSIERS}
    rows = {
        row.id: row for row in dossier.by_ids(me.scope, sorted({one for some in ids.values() for one in some}), at=at)
    }
    note_reading(request, ReadingKind.DOSSIER, [str(one) for one in rows], purpose="list")
    return [
        {
            "anchor": one.value,
            "title": capfirst(messages.name_of(one)),
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Due")), Column(_("Standing now"))],
            "rows": [(rows[number], process.row_state(rows[number], at)) for number in ids[one] if number in rows],
            "more": found.count(one) - len(ids[one]),
        }
        for one in _OF_DOSSIERS
        if ids[one]
    ]


def _first(found: Digest, one: Reported) -> Sequence[int]:
    return sorted(number for numbers in found.found[one].values() for number in numbers)[:_LISTED]


def _by_agency(found: Digest) -> list[tuple[str, list[tuple[str, int]]]]:
    names = organisation.agency_names(found.agency_ids)
    words = {one: str(messages.name_of(one)) for one in Reported}
    rows = [
        (names.get(agency_id, ""), [(words[one], found.count(one, agency_id)) for one in Reported])
        for agency_id in found.agency_ids
    ]
    return sorted(rows, key=lambda row: (-sum(count for _word, count in row[1]), sort_key(row[0])))

"""Handing results over: scan the receipt, see whether the result is there and what is owed, and let the person sign."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages as flashes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.dossier import queries as dossier
from motcua.dossier.types import After, Filters, InvolvementRole, Listing
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind
from motcua.parties.types import Role as Part
from motcua.payments import queries as payments
from motcua.postal import queries as postal
from motcua.postal.types import GONE
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import MayCollect, ResultAtDesk
from motcua.ui.files import printed
from motcua.ui.forms import choose_among, faults, status_with
from motcua.ui.requests import listed_after, posted, typed_texts, uploads
from motcua.ui.types import Column, Pages

PART_WORDS = {
    Part.APPLICANT: gettext_lazy("Applicant"),
    Part.PROXY: gettext_lazy("authorised to act"),
    Part.COLLECTOR: gettext_lazy("named to collect"),
    Part.SUBMITTER: gettext_lazy("handed it in"),
}
_SOMEBODY_ELSE = "else"
_PAGE = 50


class CollectorForm(forms.Form):
    """Who takes the result, and by which paper where it is somebody that the application does not know."""

    who = forms.ChoiceField(label=gettext_lazy("Who takes it"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200, required=False)
    number = forms.CharField(
        label=gettext_lazy("Personal number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    authorisation = forms.CharField(
        label=gettext_lazy("Authorisation paper"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Its number, its day, and who certified it."),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, collectors: Sequence[MayCollect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._collectors = collectors
        known = [(str(place), f"{one.party.name} ({PART_WORDS[one.role]})") for place, one in enumerate(collectors)]
        choose_among(self, "who", [*known, (_SOMEBODY_ELSE, _("Somebody else, authorised by the applicant"))])
        self.fields["who"].initial = "0" if known else _SOMEBODY_ELSE

    def clean(self) -> dict[str, Any]:
        """Somebody else is named whole, with the paper that lets him."""
        typed = super().clean() or self.cleaned_data
        if typed.get("who") == _SOMEBODY_ELSE:
            for name in ("name", "number", "authorisation"):
                if not typed.get(name, "").strip() and name not in self.errors:
                    self.add_error(name, _("Needed where somebody else takes it."))
        return typed

    def collector(self) -> process.Collector:
        """Whoever was chosen or typed."""
        typed = self.cleaned_data
        if typed["who"] != _SOMEBODY_ELSE:
            chosen = self._collectors[int(typed["who"])]
            return process.Collector(chosen.party, chosen.authorisation)
        identity = Identity(IdentityKind.PERSONAL_NUMBER, typed["number"].strip())
        return process.Collector(Party(PartyKind.PERSON, typed["name"], identity), typed["authorisation"])


@requires(Role.RECEPTIONIST)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The field for the scanner, and the results that nobody has collected yet, the longest waiting first."""
    me, at = acting(request), clock.now()
    code, refusal = request.GET.get("code", "").strip(), None
    if code:
        try:
            return redirect("desk:hand_over", dossier_id=course.dossier_scanned(me.scope, code))
        except Refused as refused:
            refusal = refused.refusal
    after = listed_after(request)
    waiting = Filters(listing=Listing.UNCOLLECTED, role=InvolvementRole.RECEIVES)
    found = dossier.dossiers(me.scope, waiting, at=at, after=After(*after) if after is not None else None, limit=_PAGE)
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in found.rows], purpose="list")
    older = ""
    if found.after is not None:
        last = {"after": found.after.id, "due": found.after.instant.isoformat() if found.after.instant else ""}
        older = f"{reverse('desk:results')}?{urlencode(last)}"
    days = [(row, (at.date() - row.completed_at.date()).days if row.completed_at else 0) for row in found.rows]
    return render(
        request,
        "desk/results.html",
        {
            "code": code,
            "rows": days,
            "columns": [
                Column(_("Dossier")),
                Column(_("Procedure")),
                Column(_("At the desk since")),
                Column(_("Owed")),
            ],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(found.rows))),
            **faults(refusal, has_errors=False),
        },
        status=status_with(refusal, has_errors=False),
    )


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """One result: whether it is there, who may take it, what is owed; and handing it over."""
    me, at = acting(request), clock.now()
    result = course.result_at_desk(me.scope, dossier_id, at=at, language="en" if get_language() == "en" else "vi")
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    form = CollectorForm(request.POST or None, collectors=result.collectors)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, me, dossier_id, form.collector())
        except Refused as refused:
            refusal = refused.refusal
        else:
            flashes.success(request, _("Handed over: {code}").format(code=result.view.code))
            return redirect("desk:results")
    return _shown(request, me, result, form, refusal=refusal)


@requires(Role.RECEPTIONIST)
@require_safe
def slip(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Phiếu trả kết quả to be signed on paper, as PDF."""
    me = acting(request)
    pdf = process.print_hand_over_slip(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        sheet=Sheet.asked(request.GET),
    )
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="print")
    return printed(pdf, f"phieu-tra-ket-qua-{dossier_id}.pdf")


def _give(request: HttpRequest, me: Acting, dossier_id: int, collector: process.Collector) -> None:
    sent = posted(request)
    picture = next(iter(uploads(request, "signature")), None)
    signature = None
    if picture is not None:
        name, content = picture
        signature = process.accept_paper(
            scope=me.scope, at=clock.now(), dossier_id=dossier_id, content=content, name_hint=name
        )
    process.hand_over(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        collector=collector,
        signature=signature,
        key=request_key(sent),
        seen=sent.seen,
    )


def _shown(
    request: HttpRequest, me: Acting, result: ResultAtDesk, form: CollectorForm, *, refusal: Refusal | None
) -> HttpResponse:
    has_errors = form.is_bound and bool(form.errors)
    owing = next(iter(payments.owing(me.scope, [result.view.id], at=clock.now())), None)
    may_give = result.is_here and owing is None
    return render(
        request,
        "desk/hand_over.html",
        {
            "result": result,
            "view": result.view,
            "form": form,
            "owing": owing,
            "may_give": may_give,
            "typed": typed_texts(request) if not may_give else (),
            "shipment": postal.shipment_of(result.view.id),
            "gone": GONE,
            "collectors": [(one, PART_WORDS[one.role]) for one in result.collectors],
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )

"""The electronic result of a dossier: drafted, looked at, approved by signing it, sealed."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.catalogue.types import SignedBy
from motcua.journal.types import RequestKey
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Role, SigningCapacity
from motcua.papers.types import FieldKind, FieldValue, LetterField, OpenSigner, Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import Choice, InCapacity, ResultToSign, WorkItem
from motcua.ui.forms import choose_among
from motcua.ui.requests import PIN_FIELD, posted

DRAFTERS = (Role.OFFICER, Role.LEADER, Role.CLERK, Role.RECEPTIONIST)
"""Who may have a dossier on his desk before it is decided."""
SIGNERS = (Role.LEADER, Role.CLERK, Role.OFFICER, Role.RECEPTIONIST)
CAPACITY_WORDS = {
    SigningCapacity.OWN: gettext_lazy("In my own office"),
    SigningCapacity.TM: gettext_lazy("TM. – on behalf of the collective"),
    SigningCapacity.KT: gettext_lazy("KT. – signing in place of the head"),
    SigningCapacity.TL: gettext_lazy("TL. – by order of the head"),
    SigningCapacity.TUQ: gettext_lazy("TUQ. – by authorisation of the head"),
}
_MOMENT = "%Y-%m-%dT%H:%M"
_LONG = 60
"""A sample longer than this many signs is asked for in several lines."""


class DraftForm(forms.Form):
    """What the template of the result declares; what is missing is named all at once."""

    use_required_attribute = False

    def __init__(
        self, typed: QueryDict | None, *, fields: Sequence[LetterField], values: Mapping[str, FieldValue]
    ) -> None:
        super().__init__(typed, initial={key: _shown(value) for key, value in values.items()})
        self.declared = fields
        for one in fields:
            self.fields[one.key] = _field(one)

    def values(self) -> dict[str, FieldValue]:
        """What was filled in, by field; what was left empty is left out."""
        typed = {one.key: _read(one.kind, self.cleaned_data[one.key]) for one in self.declared}
        return {key: value for key, value in typed.items() if value is not None and value not in ("", ())}


class SignForm(forms.Form):
    """In which capacity, with which key, and the PIN that opens it. The PIN is read here and kept nowhere."""

    capacity = forms.ChoiceField(label=gettext_lazy("In which capacity you sign"))
    office = forms.CharField(
        label=gettext_lazy("The office you stand in for"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "Stands above your own title on the paper; leave it empty when you sign in your own office."
        ),
    )
    signer = forms.ChoiceField(label=gettext_lazy("Key of the seal"))
    pin = forms.CharField(
        label=gettext_lazy("PIN of the digital signature"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    use_required_attribute = False

    def __init__(self, typed: QueryDict | None, *, paper: ResultToSign) -> None:
        proposed = paper.proposed
        super().__init__(typed, initial={"capacity": proposed.capacity.value, "office": proposed.office})
        if paper.capacities:
            choose_among(self, "capacity", [(one.value, str(CAPACITY_WORDS[one])) for one in paper.capacities])
        else:
            del self.fields["capacity"], self.fields["office"]
        if len(paper.keys) > 1:
            choose_among(self, "signer", [(key, key) for key in paper.keys])
        else:
            del self.fields["signer"]

    def chosen_capacity(self) -> InCapacity | None:
        """As he chose; None where the procedure leaves no choice."""
        if "capacity" not in self.cleaned_data:
            return None
        return InCapacity(SigningCapacity(self.cleaned_data["capacity"]), self.cleaned_data["office"].strip())


@requires(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Fills in what the result says; shows it as PDF, or keeps it as the draft that will be signed."""
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    begin = course.result_to_draft(me.scope, dossier_id, at=at)
    typed = request.POST if request.method == "POST" else None
    form = DraftForm(typed, fields=begin.template.fields, values=begin.values)
    refusal = None
    if form.is_valid():
        sent = posted(request)
        try:
            if "preview" in request.POST:
                return _pdf(course.draft_preview(me.scope, dossier_id, form.values(), at=at))
            process.draft_result(
                actor=me.actor(*DRAFTERS),
                scope=me.scope,
                at=at,
                dossier_id=dossier_id,
                values=form.values(),
                key=RequestKey(sent.key, sent.digest) if sent.key else None,
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("The draft is kept: {title}.").format(title=begin.template.title))
            return redirect("office:dossier", dossier_id=dossier_id)
    return render(
        request,
        "office/result_draft.html",
        {
            "view": view,
            "template": begin.template,
            "form": form,
            "is_new": begin.is_new,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=_status(form, refusal),
    )


@requires(*SIGNERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def sign(request: HttpRequest, dossier_id: int, number: int, action_key: str) -> HttpResponse:
    """Shows the paper, and takes the way out by signing it. Nothing is lost when it cannot be signed."""
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    choice, work = _way(request, view, number, action_key)
    actor, agency_id = me.actor(work.placement.role), work.placement.agency_id
    paper, refusal = _to_sign(request, dossier_id, choice, actor=actor, agency_id=agency_id, at=at)
    form = None
    if paper is not None:
        form = SignForm(request.POST if request.method == "POST" else None, paper=paper)
        if form.is_valid():
            sent = posted(request)
            try:
                with _opened(actor, agency_id, paper, form, at=at) as signer:
                    process.sign_result(
                        actor=actor,
                        scope=me.scope,
                        at=at,
                        dossier_id=dossier_id,
                        work_number=number,
                        action_key=action_key,
                        signer=signer,
                        address=request.build_absolute_uri("/"),
                        capacity=form.chosen_capacity(),
                        key=RequestKey(sent.key, sent.digest) if sent.key else None,
                        seen=sent.seen,
                    )
            except Refused as refused:
                refusal = refused.refusal
                view = course.dossier_view(me.scope, dossier_id, at=at)
            else:
                return _signed(request, dossier_id, choice, at=at)
    return render(
        request,
        "office/result_sign.html",
        {
            "view": view,
            "choice": choice,
            "number": number,
            "paper": paper,
            "pages": range(1, paper.pages + 1) if paper is not None else (),
            "form": form,
            "by_agency": paper is not None and paper.signature.by is SignedBy.AGENCY,
            "may_draft": course.may_draft(me.scope, dossier_id, view.facts),
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or (form is not None and bool(form.errors)),
        },
        status=_status(form, refusal),
    )


def result_of(request: HttpRequest, view: DossierView) -> dict[str, object]:
    """What a dossier's page says of its electronic result, and whether it may be drafted by whoever looks."""
    me = acting(request)
    if view.page.version.result is None or not view.page.version.result.signatures:
        return {}
    return {
        "electronic": course.electronic_result(me.scope, view.id, at=clock.now()),
        "may_draft": me.scope.may(*DRAFTERS) and course.may_draft(me.scope, view.id, view.facts),
        "language": get_language() or "vi",
    }


def _way(request: HttpRequest, view: DossierView, number: int, action_key: str) -> tuple[Choice, WorkItem]:
    """The way out as it is offered now, with the work it ends. Refused when the dossier has moved on."""
    works = {one.number: one for one in course.open_work(view.id)}
    for choice in course.choices(acting(request).scope, view.id, view.facts):
        if (choice.key, choice.work_number) == (action_key, number) and choice.signs and number in works:
            return choice, works[number]
    raise Refused(Refusal("not_offered_now", {"state": str(view.state_words)}))


def _to_sign(
    request: HttpRequest, dossier_id: int, choice: Choice, *, actor: Actor, agency_id: int, at: datetime
) -> tuple[ResultToSign | None, Refusal | None]:
    """The paper; or why there is none yet, which the page says."""
    scope = acting(request).scope
    try:
        found = course.result_to_sign(scope, dossier_id, choice.signs, actor=actor, agency_id=agency_id, at=at)
    except Refused as refused:
        if refused.refusal.code != "result_not_drafted":
            raise
        return None, refused.refusal
    return found, None


def _opened(
    actor: Actor, agency_id: int, paper: ResultToSign, form: SignForm, *, at: datetime
) -> AbstractContextManager[OpenSigner]:
    pin = Pin(form.cleaned_data[PIN_FIELD])
    if paper.signature.by is SignedBy.OFFICER:
        return process.opened_key(actor, pin=pin, at=at)
    key = form.cleaned_data.get("signer") or paper.keys[0]
    return process.opened_seal(agency_id, key=key, pin=pin, at=at)


def _signed(request: HttpRequest, dossier_id: int, choice: Choice, *, at: datetime) -> HttpResponse:
    found = course.electronic_result(acting(request).scope, dossier_id, at=at)
    number = found.number if found is not None else ""
    flash.success(
        request, _("Done: {what}. The result bears number {number}.").format(what=choice.label, number=number)
    )
    return redirect("office:dossier", dossier_id=dossier_id)


def _status(form: forms.Form | None, refusal: Refusal | None) -> int:
    if refusal is not None:
        return messages.status_of(refusal)
    return HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK


def _pdf(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="draft.pdf"'
    return answer


def _field(one: LetterField) -> forms.Field:
    label = one.label if (get_language() or "vi").startswith("vi") else one.label_en
    words: dict[str, Any] = {"label": label, "required": one.is_required}
    match one.kind:
        case FieldKind.DAY:
            return forms.DateField(
                **words,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            )
        case FieldKind.INSTANT:
            return forms.DateTimeField(
                **words,
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
                input_formats=[_MOMENT, "%d/%m/%Y %H:%M"],
            )
        case FieldKind.MONEY:
            return forms.IntegerField(**words, min_value=0)
        case FieldKind.LIST:
            lines = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(**words, max_length=6000, widget=lines, help_text=_("One line for each entry."))
        case FieldKind.TEXT:
            is_long = isinstance(one.sample, str) and len(one.sample) > _LONG
            lines = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(**words, max_length=2000, widget=lines if is_long else forms.TextInput())


def _shown(value: FieldValue) -> object:
    return "\n".join(value) if isinstance(value, tuple) else value


def _read(kind: FieldKind, typed: Any) -> FieldValue | None:
    if kind is FieldKind.LIST:
        return tuple(line.strip() for line in (typed or "").splitlines() if line.strip())
    if isinstance(typed, str | int | date | datetime):
        return typed
    return None

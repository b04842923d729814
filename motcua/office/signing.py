"""The digital signature on the process: an officer signs with one PIN what he made on the way of a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.dossier.queries import Line
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.naming import PAPER_WORDS
from motcua.organisation.types import Role
from motcua.papers.types import Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView, SigningTable
from motcua.process.types import CONTROL_LINES, SUBMISSION, SignedPaper
from motcua.ui.requests import PIN_FIELD

SIGNERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR)
"""Who makes slips, hands dossiers over and scans."""


@dataclass(frozen=True, slots=True)
class OnTable:
    """One paper to be signed, as the page offers it. `attachment` is the file to look at, `form` the slip."""

    key: str
    words: str
    detail: str = ""
    form: str = ""
    attachment: int | None = None
    is_chosen: bool = True


class PinForm(forms.Form):
    """The PIN of the officer's own key. It is read here and kept nowhere."""

    pin = forms.CharField(
        label=gettext_lazy("PIN of your digital signature"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    use_required_attribute = False


@requires(*SIGNERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def sign(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """What the officer has to sign in one dossier, all of it chosen; one PIN signs it."""
    me = acting(request)
    actor = me.actor(*SIGNERS)
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    table = course.signing_table(me.scope, actor, dossier_id)
    if request.method != "POST":
        return _page(request, view, table, PinForm())
    chosen, form = request.POST.getlist("paper"), PinForm(request.POST)
    if not form.is_valid():
        return _page(request, view, table, form, chosen=chosen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        outcomes = process.sign_on_process(
            actor=actor,
            scope=me.scope,
            now=clock.now,
            dossier_id=dossier_id,
            wanted=chosen,
            pin=Pin(form.cleaned_data[PIN_FIELD]),
            address=request.build_absolute_uri("/"),
        )
    except Refused as refused:
        return _page(request, view, table, PinForm(), chosen=chosen, refusal=refused.refusal)
    signed = sum(1 for one in outcomes if one.refusal is None)
    if signed:
        words = ngettext("{count} paper signed.", "{count} papers signed.", signed)
        flash.success(request, words.format(count=signed))
    if signed == len(outcomes):
        return redirect("office:dossier", dossier_id=dossier_id)
    left = course.signing_table(me.scope, actor, dossier_id)
    return _page(request, view, left, PinForm(), before=table, outcomes=outcomes)


def signatures_of(request: HttpRequest, dossier_id: int) -> dict[str, object]:
    """What a dossier's page says of the signatures on its way: the slips that are signed, and how many wait."""
    me = acting(request)
    if not me.scope.may(*SIGNERS):
        return {}
    table = course.signing_table(me.scope, me.actor(*SIGNERS), dossier_id)
    return {"signed_slips": [(PAPER_WORDS[slip.form], slip) for slip in table.signed], "waiting_to_sign": table.count}


def _page(
    request: HttpRequest,
    view: DossierView,
    table: SigningTable,
    form: PinForm,
    *,
    chosen: Sequence[str] | None = None,
    refusal: Refusal | None = None,
    before: SigningTable | None = None,
    outcomes: Sequence[SignedPaper] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    note_reading(request, ReadingKind.DOSSIER, str(view.id), purpose="page")
    if refusal is not None:
        status = messages.status_of(refusal)
    named = {one.key: one.words for one in _offered(before or table, view, None)}
    failed = [
        (named.get(one.key, one.key), messages.sentence_of(one.refusal)) for one in outcomes if one.refusal is not None
    ]
    return render(
        request,
        "office/sign.html",
        {
            "view": view,
            "offered": _offered(table, view, chosen),
            "signed_slips": [(PAPER_WORDS[slip.form], slip) for slip in table.signed],
            "form": form,
            "failed": failed,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors) or bool(failed),
        },
        status=status,
    )


def _offered(table: SigningTable, view: DossierView, chosen: Sequence[str] | None) -> list[OnTable]:
    found = [OnTable(slip.form.value, str(PAPER_WORDS[slip.form]), form=slip.form.value) for slip in table.slips]
    if table.lines:
        detail = "; ".join(_line(one) for one in table.lines)
        found.append(OnTable(CONTROL_LINES, _("My lines of the control slip"), detail, form="control_slip"))
    if table.submission is not None:
        words = table.submission.template.title
        found.append(OnTable(SUBMISSION, words, attachment=table.submission.attachment))
    language = get_language() or "vi"
    labels = {one.key: one.label.text(language) for one in view.page.version.components}
    for file in table.scans:
        label = labels.get(file.component, file.component)
        found.append(OnTable(f"file:{file.attachment}", label, _("scan"), attachment=file.attachment))
    if chosen is None:
        return found
    return [
        OnTable(one.key, one.words, one.detail, one.form, one.attachment, is_chosen=one.key in chosen) for one in found
    ]


def _line(line: Line) -> str:
    given = line.given_by_me and line.shown.giver_signed_at is None
    other = (line.shown.taker_person or line.shown.taker) if given else (line.shown.giver_person or line.shown.giver)
    words = _("given to {whom}, {at}") if given else _("taken from {whom}, {at}")
    return words.format(whom=other, at=f"{line.shown.at:%H:%M %d/%m/%Y}")

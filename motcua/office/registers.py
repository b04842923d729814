"""The clerk's registers: numbers without gaps with their results, one result whole, and what takes one back."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.copies import standing_of, worth_of
from motcua.organisation.types import Role
from motcua.papers.types import MediaType
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import Register, RegisterRow, ResultCopy, ResultView
from motcua.ui.days import DayField
from motcua.ui.files import file_response
from motcua.ui.forms import choose_among, faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column, Fact, Pages, Tone

READERS = (Role.CLERK, Role.LEADER, Role.OFFICER, Role.RECEPTIONIST, Role.SUPERVISOR, Role.INSPECTOR)
KEEPERS = (Role.CLERK, Role.LEADER)
PRINTED_AT_ONCE = 500


class ChoosingForm(forms.Form):
    """Which register is opened, or what is looked for in the registers of an agency."""

    agency = forms.TypedChoiceField(label=gettext_lazy("Agency"), coerce=int)
    series = forms.ChoiceField(label=gettext_lazy("Register"))
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("A number, a dossier code, the code of a paper, or a name, with or without accents"),
        widget=forms.TextInput(attrs={"type": "search", "data-key": "s"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, begun: Sequence[Register], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_name = itemgetter(1)
        choose_among(self, "agency", dict.fromkeys((one.agency_id, one.agency) for one in begun))
        choose_among(self, "series", sorted({one.series: one.name for one in begun}.items(), key=by_name))
        choose_among(self, "year", [(year, year) for year in sorted({one.year for one in begun}, reverse=True)])


class ReasonForm(forms.Form):
    """Why something is taken back for ever, and that it was looked at once more."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    is_sure = forms.BooleanField(
        label=gettext_lazy("I have compared the number with the paper. I know that this cannot be undone.")
    )
    use_required_attribute = False


class ReplacementForm(ReasonForm):
    """What the corrected paper is: its number, until when it holds, whether it is given on paper."""

    number = forms.CharField(
        label=gettext_lazy("Number of the corrected paper"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Leave it empty to take the next number of the register."),
    )
    valid_from = DayField(
        label=gettext_lazy("Valid from"),
        required=False,
    )
    valid_to = DayField(
        label=gettext_lazy("Valid until"),
        required=False,
        help_text=gettext_lazy("Leave it empty when the paper holds until further notice."),
    )
    on_paper = forms.BooleanField(label=gettext_lazy("Also given on paper"), required=False)
    copy = forms.FileField(
        label=gettext_lazy("Electronic copy of the corrected paper"),
        required=False,
        help_text=gettext_lazy("A PDF, signed digitally if it was; it is examined before it is taken."),
        widget=forms.FileInput(attrs={"accept": MediaType.PDF.value}),
        allow_empty_file=True,
    )
    field_order = ("reason", "number", "valid_from", "valid_to", "on_paper", "copy", "is_sure")


@requires(*READERS)
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """One register of an agency, the last number first; or what a search finds in all of the agency's."""
    me, at = acting(request), clock.now()
    begun = course.registers(me.scope, on=me.on)
    form, chosen = _chosen(request, begun)
    words = request.GET.get("q", "").strip()
    refusal: Refusal | None = None
    rows: tuple[RegisterRow, ...] = ()
    pages = Pages()
    if chosen is not None:
        try:
            rows, pages = _found(request, me, chosen, words) if words else _page(request, me, chosen)
        except Refused as refused:
            refusal = refused.refusal
    note_reading(request, ReadingKind.DOSSIER, _dossiers_named(rows), purpose="list")
    status = messages.status_of(refusal) if refusal is not None else HTTPStatus.OK
    return render(
        request,
        "office/registers.html",
        {
            "form": form,
            "chosen": chosen,
            "has_begun": bool(begun),
            "q": words,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "lines": _lines(rows),
            "columns": [Column(_("Number")), Column(_("Result")), Column(_("Dossier")), Column(_("Standing"))],
            "pages": pages,
            "print_url": f"{reverse('office:register_print')}?{_query(chosen)}" if chosen is not None else "",
            "today": at.date(),
        },
        status=status,
    )


@requires(*READERS)
@require_safe
def register_print(request: HttpRequest) -> HttpResponse:
    """A register as it is printed, from a number on, the lowest first."""
    me, at = acting(request), clock.now()
    _form, chosen = _chosen(request, course.registers(me.scope, on=me.on))
    if chosen is None:
        raise Refused(Refusal("register_absent"))
    first = _whole(request.GET.get("first", "")) or 1
    page = course.register_lines(me.scope, chosen, first=first, at=at, limit=PRINTED_AT_ONCE)
    note_reading(request, ReadingKind.DOSSIER, _dossiers_named(page.rows), purpose="print")
    onward = f"?{_query(chosen)}&first={page.last + 1}" if page.last is not None else ""
    context = {"register": chosen, "lines": _lines(page.rows), "printed_at": at, "onward": onward}
    return render(request, "office/register_print.html", context)


@requires(*READERS)
@require_safe
def result(request: HttpRequest, key: str) -> HttpResponse:
    """One result: what the register says of it, whose it is, how anybody verifies it, and what happened to it."""
    me = acting(request)
    view = course.result_view(me.scope, key, at=clock.now())
    _note(request, view, "page")
    words, tone = course.result_standing(view.state)
    context = {
        "view": view,
        "state_words": words,
        "tone": tone,
        "facts": _facts(view),
        "verify_url": _verify_url(request, view),
        "copies": [_shown(copy) for copy in view.copies],
    }
    return render(request, "office/result.html", context)


@requires(*READERS)
@require_safe
def result_copy(request: HttpRequest, key: str, attachment_id: int) -> HttpResponseBase:
    """An electronic copy of a result, to be looked at, or saved with `?download=1`."""
    me, wanted, at = acting(request), "download" in request.GET, clock.now()
    view = course.result_view(me.scope, key, at=at)
    reader = f"officer:{me.officer.code}"
    file = course.open_result_copy(me.scope, key, attachment_id, reader=reader, at=at)
    read = f"{view.result.holder}/{attachment_id}"
    note_reading(request, ReadingKind.FILE, read, purpose="download" if wanted else "page")
    return file_response(request, file, download=wanted)


@requires(*READERS)
@require_safe
def result_code(request: HttpRequest, key: str) -> HttpResponse:
    """The code by which anybody verifies a result, as a picture."""
    view = course.result_view(acting(request).scope, key, at=clock.now())
    return HttpResponse(course.verification_qr(_verify_url(request, view)), content_type="image/svg+xml")


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Takes a result back, with the reason: for ever."""
    me = acting(request)
    view = course.result_to_change(me.scope, key, at=clock.now())
    _note(request, view, "page")
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act(again: Mapping[str, Any]) -> str:
        process.revoke_result(result=key, reason=form.cleaned_data["reason"], **again)
        return reverse("office:result", args=[key])

    warning = _(
        "A revoked result never holds again. Its number stays its own, and who verifies it learns of it at once."
    )
    return _handled(request, me, form, act, view=view, title=_("Revoke the result"), warning=warning)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, key: str) -> HttpResponse:
    """Enters the corrected paper that takes the place of a result."""
    me = acting(request)
    view = course.result_to_change(me.scope, key, at=clock.now())
    _note(request, view, "page")
    held = view.result
    first = {"valid_from": me.on, "valid_to": held.valid_to, "on_paper": held.on_paper}
    sent = request.method == "POST"
    form = ReplacementForm(request.POST if sent else None, request.FILES if sent else None, initial=first)

    def act(again: Mapping[str, Any]) -> str:
        typed, copy = form.cleaned_data, None
        if typed["copy"] is not None:
            about = {"scope": again["scope"], "at": again["at"], "result": key}
            copy = process.accept_result_copy(**about, content=typed["copy"].file, name_hint=typed["copy"].name)
        entered = process.replace_result(
            result=key,
            reason=typed["reason"],
            number=typed["number"],
            valid_from=typed["valid_from"],
            valid_to=typed["valid_to"],
            on_paper=typed["on_paper"],
            copy=copy,
            **again,
        )
        return reverse("office:result", args=[entered])

    warning = _("The paper issued before no longer holds from now on; take it back when the corrected one is given.")
    return _handled(request, me, form, act, view=view, title=_("Replace by a corrected paper"), warning=warning)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, agency: int, series: str, year: int, number: int) -> HttpResponse:
    """Voids a number that stands on no result, with the reason: for ever."""
    me = acting(request)
    row = course.number_to_void(me.scope, f"{agency}/{series}/{year}/{number}", at=clock.now())
    form = ReasonForm(request.POST if request.method == "POST" else None)
    note_reading(request, ReadingKind.DOSSIER, _dossiers_named([row]), purpose="page")

    def act(again: Mapping[str, Any]) -> str:
        process.void_result_number(place=row.place, reason=form.cleaned_data["reason"], **again)
        return f"{reverse('office:registers')}?{urlencode({'agency': agency, 'series': series, 'year': year})}"

    warning = _(
        "A voided number is on no paper for ever and is not drawn again; the register keeps it with its reason."
    )
    return _handled(request, me, form, act, row=row, title=_("Void the number"), warning=warning)


def _handled(
    request: HttpRequest,
    me: Acting,
    form: forms.Form,
    act: Callable[[Mapping[str, Any]], str],
    *,
    title: str,
    warning: str,
    view: ResultView | None = None,
    row: RegisterRow | None = None,
) -> HttpResponse:
    """Asks, or does it: one press is one unit of work, and a refusal shows the page again with all that was typed."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        key = request_key(sent)
        try:
            url = act({"actor": me.actor(*KEEPERS), "scope": me.scope, "at": clock.now(), "key": key})
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Done: {what}.").format(what=title))
            return redirect(url)
    context = {
        "title": title,
        "warning": warning,
        "view": view,
        "row": row,
        "form": form,
        **faults_of(form, refusal),
        "lost_file": bool(request.FILES),
        "back": reverse("office:result", args=[view.result.key]) if view is not None else reverse("office:registers"),
    }
    return render(request, "office/register_act.html", context, status=status_of(form, refusal))


def _chosen(request: HttpRequest, begun: Sequence[Register]) -> tuple[ChoosingForm, Register | None]:
    """The register that is asked for; left open, the latest of the own house. None: nobody has begun that one."""
    first = begun[0] if begun else None
    initial = {"agency": first.agency_id, "series": first.series, "year": first.year} if first is not None else {}
    asked = {name: request.GET.get(name) or value for name, value in initial.items()}
    form = ChoosingForm({**asked, "q": request.GET.get("q", "")} if asked else None, begun=begun)
    if not form.is_valid():
        return form, None
    wanted = form.cleaned_data
    same = (one for one in begun if one.agency_id == wanted["agency"])
    found = [one for one in same if (one.series, one.year) == (wanted["series"], wanted["year"])]
    return form, found[0] if found else None


def _page(request: HttpRequest, me: Acting, chosen: Register) -> tuple[tuple[RegisterRow, ...], Pages]:
    before = _whole(request.GET.get("before", "")) or None
    page = course.register_page(me.scope, chosen, at=clock.now(), before=before)
    newest = f"?{_query(chosen)}" if before is not None else ""
    older = f"?{_query(chosen)}&before={page.last}" if page.last is not None else ""
    return page.rows, Pages(newest, older, str(len(page.rows)))


def _found(request: HttpRequest, me: Acting, chosen: Register, words: str) -> tuple[tuple[RegisterRow, ...], Pages]:
    after = request.GET.get("after", "")
    found = course.search_registers(me.scope, words, agency_id=chosen.agency_id, at=clock.now(), after=after)
    asked = f"?{_query(chosen)}&{urlencode({'q': words})}"
    older = f"{asked}&after={found.after}" if found.after else ""
    return found.rows, Pages(asked if after else "", older, str(len(found.rows)))


def _lines(rows: Sequence[RegisterRow]) -> list[tuple[RegisterRow, object, str, str]]:
    """Each row with the word and the tone of its standing, and the address at which its number is voided."""
    return [
        (
            row,
            *course.result_standing(row.state),
            reverse("office:void_number", args=row.place.split("/")) if row.may_void else "",
        )
        for row in rows
    ]


def _facts(view: ResultView) -> list[Fact]:
    held = view.result
    lines = [
        Fact(_("Kind of result"), held.kind_name),
        Fact(_("Kind code"), held.kind_code or "–"),
        Fact(_("Issued by"), view.agency),
        Fact(_("Register"), view.register or _("numbered elsewhere")),
        *(Fact(one.label, one.by, hint=one.post) for one in view.signed),
        Fact(_("Issued on"), held.issued_on),
        Fact(_("Valid from"), held.valid_from),
        Fact(_("Valid until"), held.valid_to or _("until further notice")),
        Fact(_("Given on paper"), _("yes") if held.on_paper else _("no")),
        Fact(_("Electronic copy"), _("in the store") if held.file else _("none"), url="#copies" if view.copies else ""),
    ]
    if view.kept_by:
        lines.append(Fact(_("Register kept by"), view.kept_by, hint=_("The agency that issued it has ended.")))
    lines += [Fact(_("Owner"), name, hint=number) for name, number in view.owners]
    lines += [Fact(_("Code of the paper"), code) for code in view.paper_codes]
    if view.dossier_id is not None:
        url = reverse("office:dossier", args=[view.dossier_id]) if view.may_open else ""
        lines.append(Fact(_("Dossier"), view.dossier_code, url=url))
    if view.before is not None:
        lines.append(Fact(_("Takes the place of"), view.before.number, url=_url_of(view.before.key)))
    if view.after is not None:
        lines.append(Fact(_("Replaced by"), view.after.number, url=_url_of(view.after.key)))
    if view.reason:
        lines.append(Fact(_("Reason"), view.reason))
    return lines


def _shown(copy: ResultCopy) -> dict[str, Any]:
    """A copy with which of several it is, and what its signatures are worth."""
    (standing, tone), (worth, worth_tone) = standing_of(copy.standing), worth_of(copy.signatures)
    if not copy.is_signed:
        worth, worth_tone = _("without a digital signature"), Tone.NEUTRAL
    return {"copy": copy, "standing": standing, "tone": tone, "worth": worth, "worth_tone": worth_tone}


def _url_of(key: str) -> str:
    return reverse("office:result", args=[key])


def _verify_url(request: HttpRequest, view: ResultView) -> str:
    return request.build_absolute_uri(reverse("portal:verify", args=[view.result.token]))


def _note(request: HttpRequest, view: ResultView, purpose: str) -> None:
    if view.dossier_id is not None:
        note_reading(request, ReadingKind.DOSSIER, str(view.dossier_id), purpose=purpose)


def _dossiers_named(rows: Sequence[RegisterRow]) -> list[str]:
    """The dossiers of which a name is shown."""
    return list(dict.fromkeys(str(row.dossier_id) for row in rows if row.dossier_id is not None))


def _query(register: Register) -> str:
    return urlencode({"agency": register.agency_id, "series": register.series, "year": register.year})


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000000000") else 0

"""The catalogue for those who administer it: procedures, their versions, the next one's draft, its publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import acting, request_key, requires
from motcua.catalogue import commands
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import BadSource, ProcedureVersion, VersionDraft, VersionLife
from motcua.control.drafting import PlainForm, TextForm
from motcua.dossier import queries as dossier
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column, Pages, Tab, Tone

ADMINISTRATOR = Role.CATALOGUE_ADMINISTRATOR
_PAGE = 50
_OWN_STEPS = "\n  own:"
"""How a text begins the steps of a process that follows no shared model."""


@dataclass(frozen=True, slots=True)
class Objection:
    """A fault of the text in words, with the line it stands in."""

    line: int
    stands: str
    sentence: str


@requires(ADMINISTRATOR)
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure that is known here, with the version in force and whether the next one is being written."""
    words, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    drafted = "drafts" in request.GET
    codes = [one.listing.code for one in catalogue.search(words, _PAGE)] if words else None
    found = catalogue.administered(acting(request).on, after=after, limit=_PAGE + 1, codes=codes, drafted=drafted)
    if codes is not None:
        found.sort(key=lambda row: codes.index(row.listing.code))
    shown = found[:_PAGE]
    older = ""
    if len(found) > _PAGE:
        kept = {"drafts": "1"} if drafted else {}
        older = f"{request.path}?{urlencode(kept | {'after': shown[-1].listing.code})}"
    return render(
        request,
        "control/catalogue.html",
        {
            "rows": shown,
            "q": words,
            "drafted": drafted,
            "tabs": [
                Tab(_("All"), reverse("control:catalogue"), is_active=not drafted),
                Tab(_("Being written"), f"{reverse('control:catalogue')}?drafts=1", is_active=drafted),
            ],
            "columns": [Column(_("Procedure")), Column(_("Field")), Column(_("In force")), Column(_("Next version"))],
            "pages": Pages(older_url=older, shown=str(len(shown))),
        },
    )


@requires(ADMINISTRATOR)
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure: its versions, how many open dossiers stand on each, and all that one of them says."""
    listing = catalogue.listing(code)
    if listing is None:
        raise Refused(Refusal("procedure_unknown", {"code": code}))
    lives, today = catalogue.version_lives(code), acting(request).on
    chosen = _chosen(lives, request.GET.get("version", ""), today)
    shown = catalogue.version(chosen.id) if chosen is not None else None
    standing = dossier.open_by_version([one.id for one in lives])
    return render(
        request,
        "control/procedure.html",
        {
            "listing": listing,
            "rows": [(one, standing.get(one.id, 0), *_state(one, today)) for one in lives],
            "shown": shown,
            "parts": catalogue.told(shown) if shown is not None else [],
            "flow": catalogue.flow_of(shown) if shown is not None else None,
            "draft": catalogue.version_draft(code),
            "columns": [
                Column(_("Version")),
                Column(_("Decision")),
                Column(_("In force")),
                Column(_("Open dossiers"), is_number=True),
            ],
        },
    )


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """What mostly changes, asked for in a form: decision, days, terms, fees. All else stays as it is written."""
    kept = _draft(code)
    form = PlainForm(request.POST if request.method == "POST" else None, words=catalogue.plain_words(kept.text))
    if request.method != "POST" or not form.is_valid():
        return _draft_page(request, kept, form)
    return _keep(request, kept, form, catalogue.with_plain_words(kept.text, form.words()))


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def draft_text(request: HttpRequest, code: str) -> HttpResponse:
    """The whole text, in the catalogue's language. It is kept with its faults; each is named with its line."""
    kept = _draft(code)
    form = TextForm(request.POST if request.method == "POST" else None, initial={"text": kept.text})
    if request.method != "POST" or not form.is_valid():
        return _draft_page(request, kept, form)
    return _keep(request, kept, form, form.written())


@requires(ADMINISTRATOR)
@require_POST
def own_steps(request: HttpRequest, code: str) -> HttpResponse:
    """Writes the steps of the process out in the draft, so that they can differ from every shared model."""
    kept = _draft(code)
    if _version(kept) is None:
        return redirect("control:draft_text", code)
    form = TextForm(initial={"text": kept.text})
    return _keep(request, kept, form, catalogue.with_own_steps(code, kept.text), to="control:draft_text")


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """What the next version says otherwise and whom it concerns; then its publication."""
    kept, refusal = _draft(code), None
    coming = _version(kept)
    if coming is None:
        return redirect("control:draft_text", code)
    if request.method == "POST":
        sent = posted(request)
        try:
            commands.publish_version_draft(
                actor=acting(request).actor(ADMINISTRATOR),
                at=clock.now(),
                code=code,
                seen=sent.seen or 0,
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Published. Dossiers are received under it from its first day on."))
            return redirect("control:procedure", code)
    return _publish_page(request, kept, coming, refusal)


@requires(ADMINISTRATOR)
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Throws the draft away; what is published stays."""
    sent = posted(request)
    commands.drop_version_draft(
        actor=acting(request).actor(ADMINISTRATOR),
        at=clock.now(),
        code=code,
        seen=sent.seen or 0,
        key=request_key(sent),
    )
    flash.success(request, _("Dropped. What is published stays as it is."))
    return redirect("control:procedure", code)


def _draft(code: str) -> VersionDraft:
    if catalogue.listing(code) is None:
        raise Refused(Refusal("procedure_unknown", {"code": code}))
    return catalogue.version_draft(code)


def _version(kept: VersionDraft) -> ProcedureVersion | None:
    """What the draft describes; None while it has faults."""
    try:
        return catalogue.read_text(kept.code, kept.text)
    except BadSource:
        return None


def _keep(
    request: HttpRequest, kept: VersionDraft, form: PlainForm | TextForm, text: str, *, to: str = ""
) -> HttpResponse:
    sent = posted(request)
    try:
        commands.keep_version_draft(
            actor=acting(request).actor(ADMINISTRATOR),
            at=clock.now(),
            code=kept.code,
            text=text,
            seen=sent.seen or 0,
            key=request_key(sent),
        )
    except Refused as refused:
        return _draft_page(request, kept, form, refused.refusal)
    flash.success(request, _("Kept. Nothing is published yet."))
    return redirect(to, kept.code) if to else redirect(request.path)


def _draft_page(
    request: HttpRequest, kept: VersionDraft, form: PlainForm | TextForm, refusal: Refusal | None = None
) -> HttpResponse:
    plain = isinstance(form, PlainForm)
    objections, coming = _objections(kept), _version(kept)
    addresses = {
        True: reverse("control:draft", args=[kept.code]),
        False: reverse("control:draft_text", args=[kept.code]),
    }
    return render(
        request,
        "control/draft.html",
        {
            "listing": catalogue.listing(kept.code),
            "draft": kept,
            "kept_by": organisation.officer_names_by_code([kept.kept_by]).get(kept.kept_by, kept.kept_by),
            "form": form,
            "plain": plain,
            "objections": objections,
            "flow": catalogue.flow_of(coming) if coming is not None and not plain else None,
            "may_write_steps": coming is not None and not plain and _OWN_STEPS not in kept.text,
            "tabs": [
                Tab(pgettext("way of writing", "Form"), addresses[True], is_active=plain),
                Tab(_("Whole text"), addresses[False], is_active=not plain, count=len(objections) or None),
            ],
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


def _objections(kept: VersionDraft) -> list[Objection]:
    lines = kept.text.splitlines()
    try:
        catalogue.read_text(kept.code, kept.text)
    except BadSource as bad:
        return [
            Objection(
                fault.line,
                lines[fault.line - 1].strip() if fault.line <= len(lines) else "",
                catalogue.fault_in_place(fault),
            )
            for fault in bad.faults
        ]
    return []


def _publish_page(
    request: HttpRequest, kept: VersionDraft, coming: ProcedureVersion, refusal: Refusal | None
) -> HttpResponse:
    lives = [one for one in catalogue.version_lives(kept.code) if not one.annulled]
    newest = lives[0] if lives else None
    standing = dossier.open_by_version([one.id for one in lives])
    before = catalogue.version(newest.id) if newest is not None else None
    return render(
        request,
        "control/publish.html",
        {
            "listing": catalogue.listing(kept.code),
            "draft": kept,
            "coming": coming,
            "newest": newest,
            "gives_way": newest is not None and newest.effective_from >= coming.effective_from,
            "changes": catalogue.told_differences(before, coming) if before is not None else [],
            "parts": catalogue.told(coming) if before is None else [],
            "warnings": catalogue.warnings_of(coming),
            "flow": catalogue.flow_of(coming),
            "open_dossiers": sum(standing.values()),
            "begins_late": coming.effective_from <= acting(request).on,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None,
            "columns": [Column(_("What")), Column(pgettext("version", "Before")), Column(pgettext("version", "Now"))],
        },
        status=messages.status_of(refusal) if refusal is not None else HTTPStatus.OK,
    )


def _chosen(lives: Sequence[VersionLife], number: str, today: date) -> VersionLife | None:
    """The version asked for; else the one in force, or the newest there is."""
    asked = next((one for one in lives if str(one.number) == number), None)
    begun = (one for one in lives if not one.annulled and one.effective_from <= today)
    return asked or next(begun, None) or next(iter(lives), None)


def _state(life: VersionLife, today: date) -> tuple[str, Tone]:
    if life.annulled:
        return _("replaced before it began"), Tone.NEUTRAL
    if today < life.effective_from:
        return _("not yet"), Tone.INFO
    if life.effective_to is not None and life.effective_to < today:
        return _("over"), Tone.NEUTRAL
    return _("in force"), Tone.SUCCESS

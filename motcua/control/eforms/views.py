"""The list of e-forms, and the next number of each: written, compared, published, dropped."""

from dataclasses import dataclass

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import acting, request_key, requires
from motcua.catalogue import commands
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import AdministeredForm, FormDraft, FormUse, ReadDraft
from motcua.control.eforms import comparing
from motcua.control.eforms.forms import NewForm, WrittenForm
from motcua.forms import queries as forms
from motcua.intake import queries as intake
from motcua.kernel import clock, messages
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column

ADMINISTRATOR = Role.CATALOGUE_ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Objection:
    """Something wrong with the text, in words: on which line (0: not known), where in the form, and what."""

    line: int
    stands: str
    place: str
    sentence: str


@requires(ADMINISTRATOR)
@require_safe
def eforms(request: HttpRequest) -> HttpResponse:
    """Every e-form: its newest number, for which papers, and how many drafts are being filled in on it."""
    words = request.GET.get("q", "").strip()
    names = catalogue.procedure_names({use.procedure_code for one in catalogue.published_forms() for use in one.uses})
    pinned = intake.drafts_by_form()
    rows = [
        (one, [(use, names.get(use.procedure_code, "")) for use in _uses(one)], pinned.get(_id(one), 0))
        for one in catalogue.administered_forms()
    ]
    return render(
        request,
        "control/eforms/list.html",
        {
            "q": words,
            "rows": [row for row in rows if _is_meant(words, row[0], [name for _use, name in row[1]])],
            "columns": [
                Column(_("E-form")),
                Column(_("Published")),
                Column(_("For which papers")),
                Column(_("Drafts on it"), is_number=True),
            ],
        },
    )


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def new_eform(request: HttpRequest) -> HttpResponse:
    """A new e-form: its key, and what it begins as."""
    form = NewForm(
        request.POST if request.method == "POST" else None,
        known=catalogue.administered_forms(),
        initial={"like": request.GET.get("like", "")},
    )
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            commands.begin_form(
                actor=acting(request).actor(ADMINISTRATOR),
                at=clock.now(),
                form=form.cleaned_data["form"].strip(),
                like=form.cleaned_data["like"],
                key=request_key(posted(request)),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("control:eform", form.cleaned_data["form"].strip())
    context = {"form": form, **faults_of(form, refusal)}
    return render(request, "control/eforms/new.html", context, status=status_of(form, refusal))


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def eform(request: HttpRequest, key: str) -> HttpResponse:
    """The next number of an e-form as text. It is kept with its faults; each is named with its line and its place."""
    draft = catalogue.form_draft(key)
    form = WrittenForm(
        request.POST if request.method == "POST" else None, initial={"text": draft.text, "uses": draft.uses}
    )
    refusal: Refusal | None = None
    if form.is_valid():
        sent = posted(request)
        try:
            commands.keep_form_draft(
                actor=acting(request).actor(ADMINISTRATOR),
                at=clock.now(),
                form=key,
                text=form.written("text"),
                uses=form.written("uses"),
                seen=sent.seen or 0,
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Kept. Nothing is published yet."))
            return redirect("control:eform", key)
    return _draft_page(request, draft, form, refusal)


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def publish_eform(request: HttpRequest, key: str) -> HttpResponse:
    """What the next number asks otherwise and whom it concerns; then its publication."""
    draft, refusal = catalogue.form_draft(key), None
    read = catalogue.read_draft(draft, on=acting(request).on)
    if not read.is_sound:
        return redirect("control:eform", key)
    if request.method == "POST":
        sent = posted(request)
        try:
            commands.publish_form_draft(
                actor=acting(request).actor(ADMINISTRATOR),
                at=clock.now(),
                form=key,
                seen=sent.seen or 0,
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Published. Whoever begins now fills in this number."))
            return redirect("control:eforms")
    return _publish_page(request, draft, read, refusal)


@requires(ADMINISTRATOR)
@require_POST
def drop_eform(request: HttpRequest, key: str) -> HttpResponse:
    """Throws away what is being written; what is published stays."""
    sent = posted(request)
    commands.drop_form_draft(
        actor=acting(request).actor(ADMINISTRATOR),
        at=clock.now(),
        form=key,
        seen=sent.seen or 0,
        key=request_key(sent),
    )
    flash.success(request, _("Dropped. What is published stays as it is."))
    return redirect("control:eforms")


def _draft_page(request: HttpRequest, draft: FormDraft, form: WrittenForm, refusal: Refusal | None) -> HttpResponse:
    read, newest = catalogue.read_draft(draft, on=acting(request).on), catalogue.newest_form(draft.key)
    context = {
        "draft": draft,
        "newest": newest,
        "kept_by": organisation.officer_names_by_code([draft.kept_by]).get(draft.kept_by, draft.kept_by),
        "form": form,
        "is_sound": read.is_sound,
        "is_readable": read.form is not None,
        "objections": _objections(draft, read),
        "use_objections": [messages.sentence_of(one) for one in read.use_faults],
        "uses": _named_uses(read),
        **faults_of(form, refusal),
    }
    return render(request, "control/eforms/draft.html", context, status=status_of(form, refusal))


def _publish_page(request: HttpRequest, draft: FormDraft, read: ReadDraft, refusal: Refusal | None) -> HttpResponse:
    newest, form = catalogue.newest_form(draft.key), read.form
    before = forms.written(newest.form.document) if newest is not None else ""
    changes = comparing.lines(before, forms.written(form.document)) if form is not None and newest is not None else []
    uses_changed = newest is not None and newest.uses != read.uses
    return render(
        request,
        "control/eforms/publish.html",
        {
            "draft": draft,
            "newest": newest,
            "coming": form,
            "number": newest.number + 1 if newest is not None else 1,
            "lines": changes,
            "questions": comparing.questions(newest.form, form) if newest is not None and form is not None else None,
            "uses": _named_uses(read),
            "uses_changed": uses_changed,
            "says_the_same": newest is not None and not changes and not uses_changed,
            "pinned": intake.drafts_by_form().get(newest.id, 0) if newest is not None else 0,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None,
            "columns": [
                Column(pgettext("number of an e-form", "Before")),
                Column(pgettext("number of an e-form", "Now")),
            ],
        },
        status=messages.status_of(refusal) if refusal is not None else 200,
    )


def _objections(draft: FormDraft, read: ReadDraft) -> list[Objection]:
    lines = draft.text.splitlines()
    return [
        Objection(
            one.line,
            lines[one.line - 1].strip() if 0 < one.line <= len(lines) else "",
            forms.place_in_words(one.path),
            messages.sentence_of(one.refusal),
        )
        for one in read.faults
    ]


def _named_uses(read: ReadDraft) -> list[tuple[FormUse, str]]:
    names = catalogue.procedure_names({use.procedure_code for use in read.uses})
    return [(use, names.get(use.procedure_code, "")) for use in sorted(read.uses)]


def _uses(one: AdministeredForm) -> list[FormUse]:
    return sorted(one.published.uses) if one.published is not None else []


def _id(one: AdministeredForm) -> int:
    return one.published.id if one.published is not None else 0


def _is_meant(words: str, one: AdministeredForm, names: list[str]) -> bool:
    """Whether all the words stand in its key, its title, or the names of the procedures it is for."""
    title = one.published.form.title if one.published is not None else None
    text = fold(" ".join([one.key, title.vi if title else "", title.en if title else "", *names]))
    return all(word in text for word in fold(words).split())

"""Scanning the papers of one dossier: pages come in from a camera, a file or a scanner, are looked over and put in
order, are read, and become papers of the checklist together with what somebody confirmed about each.

The pages lie in a tray that only this officer sees. Long work is done in steps, one to a request: a script asks for the
next as soon as one is done, and without a script a button does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.types import Component, ComponentKind
from motcua.desk.describing import SCANNERS, FactsForm, confirmed_doubts
from motcua.desk.home import desk_key
from motcua.desk.sheet import CONFIRM
from motcua.dossier import queries as dossier
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.papers.types import PaperFacts, Tray, TrayPage, TrayState
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.ui.files import file_response, printed
from motcua.ui.forms import choose_among
from motcua.ui.requests import going_on, posted

_ACCEPTED = "image/jpeg,image/png,image/tiff,application/pdf"
_TURNS = {"90", "180", "270"}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """The pages of one paper of the tray, in order."""

    number: int
    pages: tuple[TrayPage, ...]


class PaperForm(FactsForm):
    """For which paper of the checklist the pages are, and what they say of themselves."""

    component = forms.ChoiceField(label=gettext_lazy("Paper of the checklist"))

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "component", papers)


@requires(*SCANNERS)
@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """The pages on the desk for one dossier: takes more in, and does one thing with those that are there."""
    me = acting(request)
    tray = _tray(me, dossier_id)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    if request.method == "POST":
        try:
            _do(request, tray)
        except Refused as refused:
            return _page(request, me, dossier_id, tray, refusal=refused.refusal)
        return going_on(request, reverse("desk:scan", args=[dossier_id]))
    return _page(request, me, dossier_id, tray)


@requires(*SCANNERS)
@require_POST
def step(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """The next step of what is under way; answers the pages as they are then."""
    me = acting(request)
    tray = _tray(me, dossier_id)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    refusal = None
    try:
        tray.advance()
    except Refused as refused:
        refusal = refused.refusal
    if "HX-Request" not in request.headers:
        return redirect("desk:scan", dossier_id=dossier_id)
    return render(request, "desk/scan_pages.html", _shown(dossier_id, tray, refusal=refusal))


@requires(*SCANNERS)
@require_safe
def page(request: HttpRequest, dossier_id: int, key: str) -> HttpResponseBase:
    """The picture of one page."""
    picture = _tray(acting(request), dossier_id).picture(key)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="preview")
    return file_response(request, picture)


@requires(*SCANNERS)
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, dossier_id: int, number: int) -> HttpResponse:
    """One paper of the tray: which of the checklist it is, and what it says, proposed from its text; saves it."""
    me = acting(request)
    tray = _tray(me, dossier_id)
    pages = [one for one in tray.state().pages if one.paper == number]
    if not pages:
        return redirect("desk:scan", dossier_id=dossier_id)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    components = _components(me, dossier_id)
    choices = [(key, one.label.text(get_language() or "vi")) for key, one in components.items()]
    refusal, doubts = None, tuple[str, ...]()
    if request.method == "POST":
        form = PaperForm(request.POST, papers=choices)
        if form.is_valid():
            facts = course.facts_for(components[form.cleaned_data["component"]], form.facts())
            try:
                _save(request, dossier_id, tray, number, component=form.cleaned_data["component"], facts=facts)
            except Refused as refused:
                refusal = refused.refusal
                doubts = course.doubts_about_owner(facts, on=me.on) if facts.owner_name else ()
            else:
                flash.success(request, _("The paper is in the dossier."))
                return _onwards(dossier_id, tray)
    else:
        said = course.proposed_facts(tray, number, dossier_id=dossier_id)
        known = {name: getattr(said, name) for name in FactsForm.base_fields}
        form = PaperForm(
            initial={**known, "component": course.component_called(said.title, components.values())}, papers=choices
        )
    wrong = messages.status_of(refusal) if refusal is not None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request,
        "desk/scan_paper.html",
        {
            "view": course.dossier_view(me.scope, dossier_id, at=clock.now()),
            "number": number,
            "pages": pages,
            "is_read": all(one.is_read or one.is_blank for one in pages),
            "form": form,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "confirm": CONFIRM + refusal.code if refusal is not None and refusal.code in doubts else "",
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=wrong if refusal is not None or form.errors else HTTPStatus.OK,
    )


@requires(*SCANNERS)
@require_safe
def separator(request: HttpRequest) -> HttpResponse:
    """The sheet that is laid between two papers of a stack, as PDF."""
    return printed(course.separator_pdf(at=clock.now()), "to-phan-cach.pdf")


def _tray(me: Acting, dossier_id: int) -> Tray:
    return process.scanning_tray(
        actor=me.actor(*SCANNERS), scope=me.scope, at=clock.now(), dossier_id=dossier_id, desk=desk_key(me)
    )


def _do(request: HttpRequest, tray: Tray) -> None:
    """What a button of the page asks for. One that is not known does nothing."""
    blanks_part = "blanks_part" in request.POST
    for file in request.FILES.getlist("chosen"):
        tray.add(cast(BinaryIO, file.file), name_hint=str(file.name), blanks_part=blanks_part)
    if name := request.POST.get("take", ""):
        tray.take(name, blanks_part=blanks_part)
    for word, act in _page_acts(tray).items():
        if said := request.POST.get(word, ""):
            act(*said.partition(":")[::2])
    if "read" in request.POST:
        tray.begin_reading()
    if "clear" in request.POST:
        tray.clear()


def _page_acts(tray: Tray) -> dict[str, Callable[[str, str], None]]:
    """What may be done with one page, by the name of its button; the value is the page, a colon, and how."""
    return {
        "turn": lambda key, how: tray.turn(key, int(how)) if how in _TURNS else None,
        "move": lambda key, how: tray.move(key, -1 if how == "earlier" else 1),
        "part": lambda key, how: tray.part(key, begins=how == "yes"),
        "drop": lambda key, _how: tray.drop(key),
    }


def _save(request: HttpRequest, dossier_id: int, tray: Tray, number: int, *, component: str, facts: PaperFacts) -> None:
    me = acting(request)
    sent = posted(request)
    process.add_scanned(
        actor=me.actor(*SCANNERS),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        component=component,
        pdf=tray.bind(number).pdf,
        facts=facts,
        confirmed=confirmed_doubts(request),
        key=request_key(sent),
    )
    tray.drop_paper(number)


def _components(me: Acting, dossier_id: int) -> dict[str, Component]:
    """The papers of the checklist that can be scanned, by key; those that are not digitised yet first."""
    rows = [one for one in dossier.papers_of(dossier_id, me.scope).rows if one.component.kind != ComponentKind.DATA]
    ordered = sorted(rows, key=lambda one: (bool(one.files), one.held is None))
    return {one.component.key: one.component for one in ordered}


def _page(
    request: HttpRequest, me: Acting, dossier_id: int, tray: Tray, *, refusal: Refusal | None = None
) -> HttpResponse:
    reading = tray.reading_trouble()
    return render(
        request,
        "desk/scan.html",
        {
            "view": course.dossier_view(me.scope, dossier_id, at=clock.now()),
            "scans": tray.scans(),
            "accepted": _ACCEPTED,
            "most_bytes": dossier.most_bytes_of_a_file(on=me.on),
            "reading_trouble": messages.sentence_of(reading) if reading is not None else "",
            "has_errors": refusal is not None,
            **_shown(dossier_id, tray, refusal=refusal),
        },
        status=messages.status_of(refusal) if refusal is not None else HTTPStatus.OK,
    )


def _shown(dossier_id: int, tray: Tray, *, refusal: Refusal | None = None) -> dict[str, Any]:
    """What the part with the pages needs."""
    state = tray.state()
    wrong = refusal or state.trouble
    return {
        "dossier_id": dossier_id,
        "state": state,
        "papers": _papers(state),
        "can_read": tray.reading_trouble() is None,
        "done": len(state.pages) - state.to_read if state.is_reading and not state.to_clean else len(state.pages),
        "all": len(state.pages) if state.is_reading and not state.to_clean else len(state.pages) + state.to_clean,
        "wrong": messages.sentence_of(wrong) if wrong is not None else "",
        "about": state.trouble_about if refusal is None else "",
    }


def _papers(state: TrayState) -> list[ShownPaper]:
    return [
        ShownPaper(number, tuple(one for one in state.pages if one.paper == number))
        for number in range(1, state.papers + 1)
    ]


def _onwards(dossier_id: int, tray: Tray) -> HttpResponse:
    """To the next paper in the tray; with none left, to the dossier."""
    if tray.state().pages:
        return redirect("desk:scan", dossier_id=dossier_id)
    return redirect(f"{reverse('office:dossier', args=[dossier_id])}#papers")

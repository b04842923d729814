"""Notes to colleagues on a dossier: written, read, and marked in the inbox of whoever is mentioned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import acting, requires
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow
from motcua.kernel import clock
from motcua.office.one_act import handled
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.ui.forms import choose_among

WRITERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR)
_LONGEST = 2_000


class NoteForm(forms.Form):
    """A note, and who is to read it. `find` only narrows the choice of colleagues."""

    words = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only officers who see the dossier read it; the citizen never does."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mentioned = forms.MultipleChoiceField(
        label=gettext_lazy("Who is mentioned"),
        help_text=gettext_lazy("They find the note in their inbox until they have read it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    use_required_attribute = False


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """A dossier with a note in which the viewer is mentioned and that he has not read."""

    row: DossierRow
    at: datetime


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Writes a note on a dossier. Looking for a colleague keeps what was typed and chosen."""
    at = clock.now()
    view = course.dossier_view(acting(request).scope, dossier_id, at=at)
    typed = request.POST if request.method == "POST" else request.GET
    find, only_looks = typed.get("find", "").strip(), request.method == "GET" or "look" in typed
    form = _form(request, view, find, only_looks=only_looks, at=at)

    def do(told: dict[str, Any]) -> None:
        del told["seen"]  # a note is welcome whatever has become of the dossier since
        mentioned = [int(one) for one in form.cleaned_data["mentioned"]]
        process.write_note(**told, words=form.cleaned_data["words"], mentioned=mentioned)

    done = gettext_lazy("The note stands on the dossier.")
    shown = {"find": find}
    return handled(request, view, form, do, at=at, roles=WRITERS, shown=shown, done=done, template="office/note.html")


@requires(*WRITERS)
@require_POST
def read(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Whoever was mentioned says that he has read it; the mark goes from his inbox."""
    me = acting(request)
    process.read_notes(actor=me.actor(*WRITERS), scope=me.scope, at=clock.now(), dossier_id=dossier_id)
    return redirect("office:dossier", dossier_id=dossier_id)


def notes_of(request: HttpRequest, view: DossierView) -> dict[str, Any]:
    """What a dossier's page says of its notes, and which of them the viewer has not read."""
    scope = acting(request).scope
    notes = course.notes_on(view)
    unread = {one.number for one in course.unread_mentions(scope.officer_id, [view.id])} if notes else set()
    return {
        "notes": [(one, one.number in unread) for one in notes],
        "unread_notes": len(unread),
        "may_note": course.may_note(scope),
    }


def mentioned_in(request: HttpRequest, *, at: datetime) -> list[MentionedIn]:
    """The dossiers whose notes mention the viewer and that he has not read, the newest first, each once."""
    scope = acting(request).scope
    unread = course.unread_mentions(scope.officer_id)
    newest = {one.dossier_id: one.at for one in reversed(unread)}
    rows = {row.id: row for row in dossier.by_ids(scope, list(newest), at=at)} if newest else {}
    ordered = sorted(newest.items(), key=lambda one: one[1], reverse=True)
    return [MentionedIn(rows[number], when) for number, when in ordered if number in rows]


def _form(request: HttpRequest, view: DossierView, find: str, *, only_looks: bool, at: datetime) -> NoteForm:
    typed = request.POST if request.method == "POST" else request.GET
    chosen = [int(one) for one in typed.getlist("mentioned") if one.isascii() and one.isdigit()]
    if only_looks:
        form = NoteForm(initial={"words": typed.get("words", ""), "mentioned": [str(one) for one in chosen]})
    else:
        form = NoteForm(request.POST)
    choose_among(form, "mentioned", _choices(request, view, find, chosen, at=at))
    return form


def _choices(
    request: HttpRequest, view: DossierView, find: str, chosen: Sequence[int], *, at: datetime
) -> list[tuple[str, str]]:
    """Those who are chosen already, then those who are found."""
    found = {one.id: one.name for one in course.to_mention(acting(request).scope, view.facts, find, at=at)}
    names = organisation.officer_names(chosen) if chosen else {}
    return [(str(officer_id), name) for officer_id, name in {**names, **found}.items()]

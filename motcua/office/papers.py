"""The papers of a dossier: what lies in it as files, how to look at them, how more come in, and how one is taken out.

The part stands on the dossier's page, and on a page of its own that comes back when a file was not taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext_lazy, ngettext, npgettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.types import ComponentKind
from motcua.dossier import queries as dossier
from motcua.dossier.types import DigitalState, FileKind, HeldComponent, HeldFile, NewPaper, PaperRow
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.copies import standing_of, worth_of
from motcua.office.many_files import ManyFilesField
from motcua.office.paper_facts import ShownFacts, facts_shown, signed_by
from motcua.organisation.types import Role
from motcua.papers.types import MediaType
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import ANSWER
from motcua.ui.files import file_response
from motcua.ui.forms import choose_among, faults_of
from motcua.ui.requests import going_on, posted
from motcua.ui.types import Tone

READERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR, Role.INSPECTOR)
"""Who may open the papers of a dossier in sight."""
FILERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK)
"""Who may put papers in, where the dossier is theirs to work on."""
_PAGES_SHOWN = 3
_TONES = {
    DigitalState.NOT_DIGITISED: Tone.NEUTRAL,
    DigitalState.DIGITISED: Tone.SUCCESS,
    DigitalState.REUSED: Tone.INFO,
    DigitalState.NATIONAL_STORE: Tone.INFO,
}
_BROUGHT = {
    FileKind.SCAN: gettext_lazy("Scanned here"),
    FileKind.SUBMITTED: gettext_lazy("Handed in as a file by the person"),
}
_OTHER_KINDS = {
    "result": gettext_lazy("result, signed digitally"),
    "corrected_result": gettext_lazy("corrected result, in place of the one issued before"),
    "result_draft": gettext_lazy("draft of the result"),
    "submission": gettext_lazy("submission, signed digitally"),
    "submission_draft": gettext_lazy("draft of a submission"),
    "general_letter": gettext_lazy("letter, signed digitally"),
    "letter_draft": gettext_lazy("draft of a letter"),
    "collector_signature": gettext_lazy("signature of whoever took the result"),
    ANSWER: gettext_lazy("came with the answer of another agency"),
}
_WITH_PICTURES = {MediaType.PDF, MediaType.JPEG, MediaType.PNG, MediaType.TIFF}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file as the part draws it. `pictures` are the numbers of the pages that are shown small.

    `worth` is what its signatures are worth, in a word or two; `standing` which of several copies it is.
    `signed_here` is who of the house made them, while nobody has looked at them. `facts` is what was confirmed of it.
    `unsigned` is the scan of which it is the signed copy: one paper, so it stands under this one.
    """

    file: HeldFile
    kind: str
    size: str
    pictures: tuple[int, ...]
    more_pages: int
    worth: str = ""
    worth_tone: Tone = Tone.NEUTRAL
    standing: str = ""
    standing_tone: Tone = Tone.NEUTRAL
    signed_here: str = ""
    facts: ShownFacts | None = None
    unsigned: "ShownFile | None" = None


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper of the checklist with its files."""

    label: str
    copies: str
    state: str
    tone: Tone
    files: tuple[ShownFile, ...]
    store: str = ""


@dataclass(frozen=True, slots=True)
class Untaken:
    """A file that was not taken, under the name it had on the person's machine, and why."""

    name: str
    refusal: Refusal


class AddForm(forms.Form):
    """For which paper, how the files came, and the files themselves."""

    component = forms.ChoiceField(label=gettext_lazy("Paper"))
    brought = forms.ChoiceField(label=gettext_lazy("How it came"), choices=list(_BROUGHT.items()))
    chosen = ManyFilesField(label=gettext_lazy("Files"))
    use_required_attribute = False

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], most_bytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "component", papers)
        self.fields["chosen"].help_text = _(
            "PDF, JPEG, PNG, TIFF, DOCX, XLSX, ODT, XML or plain text; each at most {size}."
        ).format(size=filesizeformat(most_bytes))


class TakeOutForm(forms.Form):
    """Why a file is taken out."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    use_required_attribute = False


def part_of(
    request: HttpRequest,
    view: DossierView,
    *,
    typed: QueryDict | None = None,
    sent: MultiValueDict[str, UploadedFile] | None = None,
) -> dict[str, Any]:
    """What the part needs of one dossier in sight; with what was chosen when it comes back."""
    me = acting(request)
    found = dossier.papers_of(view.id, me.scope)
    posts = course.signing_posts(view.id) if any(file.signed_here for file in found.others) else {}
    most_bytes = dossier.most_bytes_of_a_file(on=me.on)
    form = None
    if me.scope.may(*FILERS) and course.may_file(me.scope, view.id, view.facts):
        offered = [(row.component.key, _label(row)) for row in found.rows if row.component.kind != ComponentKind.DATA]
        before = {name: request.POST.get(name) for name in ("component", "brought")}
        form = AddForm(typed, sent, papers=offered, most_bytes=most_bytes, initial=before)
    return {
        "files": [_shown(row) for row in found.rows if row.held is not None or row.files or row.store],
        "other_files": [_shown_file(file, posts.get(file.attachment, "")) for file in found.others],
        "add": form,
        "most_bytes": most_bytes,
    }


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """The papers of one dossier; adds files. One that is not taken says why, and those beside it are in anyway."""
    me = acting(request)
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    if request.method != "POST":
        return _page(request, view, part_of(request, view))
    part = part_of(request, view, typed=request.POST, sent=request.FILES)
    form = part["add"]
    if form is None:
        raise Refused(Refusal("not_yours_to_do"))
    if not form.is_valid():
        return _page(request, view, part, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        taken, untaken = _added(request, me, dossier_id, form)
    except Refused as refused:
        return _page(request, view, part, refusal=refused.refusal)
    if taken:
        words = ngettext("{count} file added.", "{count} files added.", taken)
        flash.success(request, words.format(count=taken))
    if untaken:
        return _page(request, view, part_of(request, view), untaken=untaken)
    return going_on(request, f"{reverse('office:dossier', args=[dossier_id])}#papers")


@requires(*READERS)
@require_safe
def paper(request: HttpRequest, dossier_id: int, attachment_id: int) -> HttpResponseBase:
    """One file of a dossier, to be looked at, or saved with `?download=1`; in parts, as viewers of PDFs ask for it."""
    me, wanted = acting(request), "download" in request.GET
    file = dossier.open_paper(dossier_id, attachment_id, scope=me.scope, reader=_reader(me), at=clock.now())
    note_reading(request, ReadingKind.FILE, _key(dossier_id, attachment_id), purpose="download" if wanted else "page")
    return file_response(request, file, download=wanted)


@requires(*READERS)
@require_safe
def picture(request: HttpRequest, dossier_id: int, attachment_id: int, page: int) -> HttpResponseBase:
    """A small picture of one page of a file; a large one with `?large=1`."""
    me, size = acting(request), "large" if "large" in request.GET else "small"
    file = dossier.paper_preview(
        dossier_id, attachment_id, scope=me.scope, reader=_reader(me), at=clock.now(), page=page, size=size
    )
    note_reading(request, ReadingKind.FILE, _key(dossier_id, attachment_id), purpose="preview")
    return file_response(request, file)


@requires(*FILERS)
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, dossier_id: int, attachment_id: int) -> HttpResponse:
    """Asks why, then takes a file out of the dossier; it stays in the house for as long as it must be kept."""
    me, sent = acting(request), posted(request)
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    row, file = dossier.paper_of(dossier_id, attachment_id, me.scope)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    refusal = None
    if form.is_valid():
        try:
            process.remove_paper(
                actor=me.actor(*FILERS),
                scope=me.scope,
                at=clock.now(),
                dossier_id=dossier_id,
                attachment_id=attachment_id,
                reason=form.cleaned_data["reason"],
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("The file is no longer in the dossier."))
            return going_on(request, f"{reverse('office:dossier', args=[dossier_id])}#papers")
    wrong = messages.status_of(refusal) if refusal is not None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request,
        "office/take_out.html",
        {
            "view": view,
            "label": _label(row),
            "one": _shown_file(file),
            "form": form,
            **faults_of(form, refusal),
        },
        status=wrong if refusal is not None or form.errors else HTTPStatus.OK,
    )


def _added(request: HttpRequest, me: Acting, dossier_id: int, form: AddForm) -> tuple[int, list[Untaken]]:
    """How many files came in, and which did not. Each is examined by itself; what passes comes in with one press."""
    sent, at, typed = posted(request), clock.now(), form.cleaned_data
    taken, untaken = [], []
    for file in typed["chosen"]:
        name = str(file.name)
        try:
            accepted = process.accept_paper(
                scope=me.scope, at=at, dossier_id=dossier_id, content=file.file, name_hint=name
            )
        except Refused as refused:
            untaken.append(Untaken(name, refused.refusal))
        else:
            taken.append(NewPaper(typed["component"], accepted, FileKind(typed["brought"])))
    if taken:
        process.add_papers(
            actor=me.actor(*FILERS),
            scope=me.scope,
            at=at,
            dossier_id=dossier_id,
            papers=taken,
            key=request_key(sent),
        )
    return len(taken), untaken


def _page(
    request: HttpRequest,
    view: DossierView,
    part: dict[str, Any],
    *,
    refusal: Refusal | None = None,
    untaken: Sequence[Untaken] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    worst = refusal or (untaken[-1].refusal if untaken else None)
    return render(
        request,
        "office/papers.html",
        {
            "view": view,
            **part,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "untaken": [(one.name, messages.sentence_of(one.refusal)) for one in untaken],
            "has_errors": worst is not None or status != HTTPStatus.OK,
        },
        status=messages.status_of(worst) if worst is not None else status,
    )


def _shown(row: PaperRow) -> ShownPaper:
    return ShownPaper(
        label=_label(row),
        copies=_copies(row.held),
        state=messages.name_of(row.state),
        tone=_TONES[row.state],
        files=_each_paper_once(row.files),
        store=row.store,
    )


def _each_paper_once(files: Sequence[HeldFile]) -> tuple[ShownFile, ...]:
    """The files of a paper; a scan lies under its signed copy."""
    lying = {file.attachment: file for file in files}
    under = {file.attachment: lying[file.signs] for file in files if file.signs in lying}
    folded = {file.attachment for file in under.values()}
    return tuple(
        replace(_shown_file(file), unsigned=_shown_file(under[file.attachment]) if file.attachment in under else None)
        for file in files
        if file.attachment not in folded
    )


def _shown_file(file: HeldFile, post: str = "") -> ShownFile:
    """`post`: in which the last signature was made, where the house keeps that with the paper."""
    pages = file.pages if file.file.media_type in _WITH_PICTURES else 0
    ours = signed_by(file, post)
    worth, tone = (_("signed here"), Tone.INFO) if ours else worth_of(file.signatures)
    standing, standing_tone = standing_of(file.standing)
    return ShownFile(
        file=file,
        kind=_kind_words(file.kind),
        size=filesizeformat(file.file.size),
        pictures=tuple(range(1, min(pages, _PAGES_SHOWN) + 1)),
        more_pages=max(pages - _PAGES_SHOWN, 0),
        worth=worth if file.is_signed else "",
        worth_tone=tone,
        standing=standing,
        standing_tone=standing_tone,
        signed_here=ours,
        facts=facts_shown(file) if file.component else None,
    )


def _label(row: PaperRow) -> str:
    return row.component.label.text(get_language() or "vi")


def _copies(held: HeldComponent | None) -> str:
    """How the paper was handed in: so many of each sort."""
    if held is None:
        return ""
    counted = (
        (held.originals, npgettext("handed in", "{count} original", "{count} originals", held.originals)),
        (
            held.certified_copies,
            npgettext("handed in", "{count} certified copy", "{count} certified copies", held.certified_copies),
        ),
        (held.copies, npgettext("handed in", "{count} copy", "{count} copies", held.copies)),
    )
    words = [word.format(count=count) for count, word in counted if count]
    words += [pgettext("papers", "electronic")] if held.electronic else []
    words += [_("shown at the desk")] if held.presented else []
    return ", ".join(words)


def _reader(me: Acting) -> str:
    return f"officer:{me.officer.code}"


def _key(dossier_id: int, attachment_id: int) -> str:
    """The file as the record of readings names it."""
    return f"dossier/{dossier_id}/{attachment_id}"


def _kind_words(kind: str) -> str:
    """What the file is, in the reader's language."""
    if kind in set(FileKind):
        return messages.name_of(FileKind(kind))
    return str(_OTHER_KINDS.get(kind) or pgettext("kind of file", "file"))

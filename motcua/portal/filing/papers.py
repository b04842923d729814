"""The page of papers: what the case asks for, files put in for it, and what the person has already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _

from motcua.catalogue.types import ChecklistItem, Component, ComponentKind, Necessity
from motcua.intake import commands, queries
from motcua.intake.types import DraftFile
from motcua.kernel import messages
from motcua.kernel.types import Refused
from motcua.papers.types import MediaType
from motcua.portal.filing.drafts import Filing, Slug
from motcua.portal.filing.forms import SectionForm
from motcua.portal.filing.pages import Page
from motcua.portal.handed_in import ACCEPTED, handed_in, limits_said
from motcua.process import queries as process
from motcua.process.types import PersonalStore, Reuse
from motcua.ui.types import KnownChoice

_REMOVE, _CONSENT, _ADD = "remove", "consent", "add"


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that was put in, as the page shows it. Names of files are not kept: they say more than they should."""

    id: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper of a line: its files, what is known of it already, and what was wrong with a file that was sent."""

    key: str
    label: str
    hint: str
    files: tuple[ShownFile, ...]
    known: tuple[KnownChoice, ...]
    untaken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the checklist: a paper, or several of which one is enough."""

    key: str
    papers: tuple[ShownPaper, ...]
    remark: str
    is_required: bool
    is_lacking: bool

    @property
    def is_choice(self) -> bool:
        """Whether one of several is enough."""
        return len(self.papers) > 1

    @property
    def is_folded(self) -> bool:
        """Whether it is only of use to some, and this one has put nothing in and has nothing to choose."""
        return not self.is_required and not any(one.files or one.known or one.untaken for one in self.papers)


class PapersPage(Page):
    """Everything the case asks for, each with its files. One form for all: whatever is pressed, nothing is lost."""

    slug = Slug.PAPERS
    template = "portal/filing/papers.html"

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        super().__init__(request, filing)
        filled_in = {one.component.key for one in filing.forms}
        self.items = [item for item in filing.sheet().items if not filled_in & {one.key for one in item.components}]
        self._untaken: dict[str, list[str]] = {}
        self._wrong: dict[str, str] = {}

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """None: its boxes and files are drawn one by one."""
        return {}

    @cached_property
    def store(self) -> PersonalStore:
        """What whoever has logged in has already."""
        return queries.known_papers_of(self.filing.draft, self.filing.citizen, at=self.filing.at)

    @property
    def reused(self) -> Reuse:
        """What is ticked to be used again, and whether it was agreed."""
        kept = self.filing.section("papers")
        return Reuse(tuple(dict(kept.get("reused") or {}).items()), agreed=bool(kept.get("agreed")))

    def keep(self) -> None:
        """Saves what was ticked, removes what was to be removed, and takes the files in, each for itself."""
        ticked = process.reuse_ticked(self.posted)
        self.filing.keep(papers={"reused": dict(ticked.papers), "agreed": ticked.agreed})
        draft_id, at, citizen = self.filing.draft.id, self.filing.at, self.filing.citizen
        removed = self.posted.get(_REMOVE, "") if self.posted is not None else ""
        if removed.isascii() and removed.isdigit():
            commands.remove_file(at=at, draft_id=draft_id, attachment=int(removed), citizen=citizen)
        for one in handed_in(self.request):
            try:
                accepted = commands.accept_file(
                    at=at, draft_id=draft_id, content=one.content, name_hint=one.name, citizen=citizen
                )
                commands.add_file(at=at, draft_id=draft_id, component=one.component, accepted=accepted, citizen=citizen)
            except Refused as refused:
                self._untaken.setdefault(one.component, []).append(one.sentence(refused.refusal))
        self.filing.reload()

    def goes_on(self) -> bool:
        """Not while a file was not taken, or what is used again was not agreed to. What is lacking may follow later."""
        for one in self.objections():
            _section, _dot, name = one.field.partition(".")
            if name in {"reused", "agreed"}:
                self._wrong[name] = messages.sentence_of(one.refusal)
        return not self._untaken and not self._wrong

    def next_url(self) -> str:
        """The page itself again, where only files were put in or taken out."""
        stays = self.posted is not None and (_REMOVE in self.posted or _ADD in self.posted)
        return self.filing.url(self.slug) if stays else super().next_url()

    def context(self) -> dict[str, Any]:
        """The lines of the checklist, and what is wrong."""
        lines = list(self._lines())
        return {
            "lines": lines,
            "lacking": [one for one in lines if one.is_lacking],
            "looked_up": [_said(one) for one in self._components() if one.kind is ComponentKind.DATA],
            "accept": ACCEPTED,
            "may_use_any": any(one.may_be_used for one in self.store.papers),
            "has_consent": self.reused.agreed,
            "consent_error": self._wrong.get("agreed") or self._wrong.get("reused", ""),
            "not_all_shown": process.not_all_shown(self.store),
            "wrong": list(self._summary()),
            **limits_said(on=self.filing.at.date()),
        }

    def _summary(self) -> Iterator[tuple[str, str]]:
        """What is wrong, each with the place on the page where it stands."""
        for component, sentences in self._untaken.items():
            for sentence in sentences:
                yield f"paper-{component}", sentence
        for sentence in self._wrong.values():
            yield _CONSENT, sentence

    def _components(self) -> Iterator[Component]:
        return (one for item in self.items for one in item.components)

    def _lines(self) -> Iterator[ShownLine]:
        lacking = {one.field.partition(".")[2] for one in self.objections()}
        for item in self.items:
            asked = [one for one in item.components if one.kind is not ComponentKind.DATA]
            if asked:
                papers = tuple(map(self._paper, asked))
                is_required = item.necessity is Necessity.REQUIRED
                yield ShownLine(item.key, papers, _remark(item, asked), is_required, item.key in lacking)

    def _paper(self, component: Component) -> ShownPaper:
        hints = [_said_of(component), component.note]
        return ShownPaper(
            key=component.key,
            label=_said(component),
            hint=" · ".join(filter(None, hints)),
            files=tuple(self._files(self.filing.draft.files_of(component.key))),
            known=process.known_choices(self.store, component.key, self.reused),
            untaken=tuple(self._untaken.get(component.key, ())),
        )

    def _files(self, files: Sequence[DraftFile]) -> Iterator[ShownFile]:
        for number, one in enumerate(files, start=1):
            pages = npgettext("file", "{count} page", "{count} pages", one.pages).format(count=one.pages)
            kind = MediaType(one.file.media_type).extension.upper()
            label = _("File {number}").format(number=number)
            parts = [kind, pages if one.pages else "", filesizeformat(one.file.size)]
            yield ShownFile(
                one.attachment,
                f"{label} · " + ", ".join(filter(None, parts)),
                reverse("portal:draft_file", args=[self.filing.key, one.attachment]),
            )


def _said(component: Component) -> str:
    return component.label.text(get_language() or "vi")


def _said_of(component: Component) -> str:
    if component.kind is ComponentKind.PRESENT:
        return _("to be shown when you come; a picture of it helps the desk")
    if component.kind is ComponentKind.FORM and component.form_number:
        return _("form {number}, filled in and signed").format(number=component.form_number)
    return ""


def _remark(item: ChecklistItem, asked: Sequence[Component]) -> str:
    """When the line is asked for at all."""
    condition = asked[0].condition
    if item.necessity is Necessity.CONDITIONAL and condition is not None:
        return _("only when: {condition}").format(condition=condition.text(get_language() or "vi"))
    return _("if there is one") if item.necessity is not Necessity.REQUIRED else ""

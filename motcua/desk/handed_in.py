"""As what a paper of the checklist is handed in: original, certified copy, copy or electronic; and how many of it."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import pgettext_lazy

from motcua.catalogue.types import Component, ComponentKind
from motcua.dossier.types import HeldComponent
from motcua.ui.types import Text


class PaperForm(StrEnum):
    """As what a paper lies on the desk."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    COPY = "copy"
    ELECTRONIC = "electronic"


FORM_WORDS: Mapping[PaperForm, Text] = {
    PaperForm.ORIGINAL: pgettext_lazy("as what a paper is handed in", "original"),
    PaperForm.CERTIFIED: pgettext_lazy("as what a paper is handed in", "certified copy"),
    PaperForm.COPY: pgettext_lazy("as what a paper is handed in", "copy"),
    PaperForm.ELECTRONIC: pgettext_lazy("as what a paper is handed in", "electronic"),
}
_COUNTED = {PaperForm.ORIGINAL: "originals", PaperForm.CERTIFIED: "certified_copies", PaperForm.COPY: "copies"}


def is_asked_how(paper: Component) -> bool:
    """Whether the desk may say as what it was handed in: a form is what it is, and data are no paper."""
    return paper.kind in {ComponentKind.SUBMIT, ComponentKind.PRESENT}


def form_asked(paper: Component) -> PaperForm:
    """As what the checklist asks for it first."""
    asked = (form for form, name in _COUNTED.items() if getattr(paper, name))
    return next(asked, PaperForm.ORIGINAL)


def count_asked(paper: Component) -> int:
    """How many of them are to be counted: the copies where some are asked for, else what is asked for."""
    return paper.copies or int(getattr(paper, _COUNTED[form_asked(paper)]))


def handed_in(paper: Component, form: PaperForm, count: int) -> HeldComponent:
    """The paper as it lies on the desk. What is handed in as the checklist asks for it is the rest of that, too: a
    paper may have to be shown and one copy of it handed in.
    """
    if form is PaperForm.ELECTRONIC:
        return HeldComponent(paper.key, electronic=True)
    is_as_asked = form is form_asked(paper)
    counts = {one: getattr(paper, name) if is_as_asked else 0 for one, name in _COUNTED.items()}
    counts[PaperForm.COPY if is_as_asked and paper.copies else form] = count
    return HeldComponent(
        paper.key,
        originals=counts[PaperForm.ORIGINAL],
        certified_copies=counts[PaperForm.CERTIFIED],
        copies=counts[PaperForm.COPY],
        presented=is_as_asked and paper.kind is ComponentKind.PRESENT,
    )

"""The page on which somebody chooses how he brings a paper that can be filled in online or put in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from motcua.intake.types import WaysToBring
from motcua.portal.filing.drafts import Filing, Slug
from motcua.portal.filing.forms import SectionForm
from motcua.portal.filing.pages import Page


class WaysForm(SectionForm):
    """One question for each line of the checklist that can be brought in several ways."""

    def __init__(self, *args: Any, ways: Sequence[WaysToBring], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in ways:
            self.fields[one.item.key] = forms.ChoiceField(
                label=_("How do you bring it: {papers}?").format(papers=_papers(one)),
                choices=[*_offered(one)],
                required=not one.may_be_left_out,
                widget=forms.RadioSelect,
            )


class WaysPage(Page):
    """How each paper is brought of which one way is to fill it in here."""

    slug = Slug.WAYS
    template = "portal/filing/ways.html"

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        super().__init__(request, filing)
        initial = {one.item.key: one.chosen for one in filing.ways}
        self._form = WaysForm(self.posted, ways=filing.ways, initial=initial)

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """The one form of the page."""
        return {"ways": self._form}

    def keep(self) -> None:
        """Saves the choices; what was typed into a form that is not chosen any more stays, and is not filed."""
        self.filing.keep(ways=self._form.as_typed())

    def context(self) -> dict[str, Any]:
        """The questions."""
        return super().context() | {"form": self._form}


def chosen_ways(ways: Sequence[WaysToBring]) -> list[tuple[str, str]]:
    """What was chosen, in words, for the last page."""
    return [(_papers(one), dict(_offered(one)).get(one.chosen, "")) for one in ways]


def _papers(one: WaysToBring) -> str:
    separator = pgettext("between papers of which one is enough", " or ")
    return separator.join(component.label.text(get_language() or "vi") for component in one.item.components)


def _offered(one: WaysToBring) -> list[tuple[str, str]]:
    offered = []
    for component in one.item.components:
        words = _("I fill it in here: {paper}") if component.key in one.online else _("I put it in as a file: {paper}")
        offered.append((component.key, words.format(paper=component.label.text(get_language() or "vi"))))
    return [*offered, ("", _("I need none of it"))] if one.may_be_left_out else offered

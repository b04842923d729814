"""A page of an e-form: what is asked, kept at every press, and asked on where an answer leads to more questions."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.forms.queries import Asking
from motcua.forms.types import Fault, Path
from motcua.portal.filing.drafts import Filing
from motcua.portal.filing.forms import SectionForm
from motcua.portal.filing.pages import Page
from motcua.ui.types import AskedPage


class AskingPage(Page):
    """The questions of one page of an e-form. No script is needed: what an answer makes necessary is asked next."""

    template = "portal/filing/asking.html"

    def __init__(self, request: HttpRequest, filing: Filing, slug: str) -> None:
        super().__init__(request, filing)
        self.slug = slug
        self._begun, self._page = filing.asked[slug]
        self._component = self._begun.component.key
        self._goes_on_was_asked = False

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """None: its questions are drawn one by one."""
        return {}

    @cached_property
    def _asking(self) -> Asking:
        posted = dict(self.posted.lists()) if self.posted is not None else None
        return Asking(
            self._begun.published.form,
            self._page,
            self._begun.answers,
            today=self.filing.at.date(),
            posted=posted,
            sent=self._begun.sent,
            known=self.filing.known(self._page.fields),
        )

    def keep(self) -> None:
        """Saves the answers of this page beside those of the others; a question that was not shown keeps its answer."""
        asking = self._asking
        kept = {"form": self._begun.published.id, "answers": asking.answers, "sent": sorted(asking.sent)}
        self.filing.keep(forms={**self.filing.section("forms"), self._component: kept})

    def goes_on(self) -> bool:
        """Not while rows are added or removed, an answer leads to more questions here, or something is wrong."""
        self._goes_on_was_asked = True
        return self._asking.goes_on

    @property
    def asks_anew(self) -> bool:
        """For rows, or for questions that came up."""
        return self._asking.asks_anew

    def context(self) -> dict[str, Any]:
        """The questions with their answers, what is wrong, and why it makes no sense to go on."""
        judge = reverse("portal:judge_page", args=[self.filing.key, self.slug])
        return {"asked": self._asking.asked_page(self._faults()), "judge": judge}

    def judged(self) -> AskedPage:
        """The page as it would be if it were sent now, with all that is wrong; nothing of it is kept."""
        return self._asking.asked_page(self._asking.faults)

    def _faults(self) -> tuple[Fault, ...]:
        """What the page just sent has wrong; on the way back from the last page, what that one objected to."""
        if self._goes_on_was_asked and not self._asking.asks_anew:
            return self._asking.faults
        return tuple(self._noted()) if "check" in self.request.GET else ()

    def _noted(self) -> Iterator[Fault]:
        start = f"forms.{self._component}."
        for one in self.filing.objections():
            if one.field.startswith(start):
                yield Fault(_path(one.field.removeprefix(start)), one.refusal)


def _path(dotted: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split("."))

"""A page of an e-form: what is asked, kept at every press, and asked on where an answer leads to more questions."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.forms import queries as forms
from motcua.forms.types import Answers, Fault, Field, Path, Stop
from motcua.intake.types import DraftForm
from motcua.portal.filing.drafts import Filing
from motcua.portal.filing.forms import SectionForm
from motcua.portal.filing.pages import Page
from motcua.ui.types import Question

_ADD, _REMOVE, _SHOWN = "add", "remove", "shown"


class AskingPage(Page):
    """The questions of one page of an e-form. No script is needed: what an answer makes necessary is asked next."""

    template = "portal/filing/asking.html"

    def __init__(self, request: HttpRequest, filing: Filing, slug: str) -> None:
        super().__init__(request, filing)
        self.slug = slug
        self._component = filing.asked[slug][0].component.key
        self._page_key = filing.asked[slug][1].key
        self._faults: tuple[Fault, ...] = ()
        self._asks_more = False

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """None: its questions are drawn one by one."""
        return {}

    @property
    def _fields(self) -> tuple[Field, ...]:
        return self.filing.asked[self.slug][1].fields

    @property
    def _begun(self) -> DraftForm:
        """The e-form as it is kept: its answers as typed, and those that count."""
        return self.filing.asked[self.slug][0]

    @property
    def _pressed(self) -> Mapping[str, str]:
        return self.posted if self.posted is not None else {}

    def keep(self) -> None:
        """Saves the answers of this page beside those of the others; a question that was not shown keeps its answer."""
        begun = self._begun
        sent = dict(self.posted.lists()) if self.posted is not None else {}
        posted = _without_row(sent, self._pressed.get(_REMOVE, ""))
        was_asked = [one for one in self._fields if one.name in self._shown_before()]
        others = {name: value for name, value in begun.answers.items() if name not in {one.name for one in was_asked}}
        answers = {**others, **forms.decoded(was_asked, posted)}
        kept = {"form": begun.published.id, "answers": answers}
        self.filing.keep(forms={**self.filing.section("forms"), self._component: kept})

    def goes_on(self) -> bool:
        """Not while rows are added or removed, an answer leads to more questions here, or something is wrong."""
        if _ADD in self._pressed or _REMOVE in self._pressed:
            self._asks_more = True
            return False
        self._asks_more = bool(self._names() - self._shown_before())
        if self._asks_more:
            return False
        form = self._begun.published.form
        page = form.page(self._page_key)
        self._faults = forms.objections(form, self._begun.counted, today=self.filing.at.date(), page=page)
        return not self._faults and self._stop() is None

    @property
    def asks_anew(self) -> bool:
        """For rows, or for questions that came up."""
        return self._asks_more

    def context(self) -> dict[str, Any]:
        """The questions with their answers, what is wrong, and why it makes no sense to go on."""
        language, stop = get_language() or "vi", self._stop()
        questions = self._questions()
        return {
            "questions": questions,
            "shown": sorted(self._names()),
            "asks_more": self._asks_more and _ADD not in self._pressed and _REMOVE not in self._pressed,
            "wrong": list(_wrong(questions)),
            "stop": stop.reason.text(language) if stop is not None else "",
            "stop_article": stop.article if stop is not None else "",
            "hint": hint.text(language) if (hint := self.filing.asked[self.slug][1].hint) else "",
        }

    def _questions(self) -> tuple[Question, ...]:
        return forms.questions(
            self._fields,
            {**self._begun.answers, **_worked_out(self._fields, self._begun.counted)},
            faults=self._faults or (self._noted() if "check" in self.request.GET else ()),
            longer=self._pressed.get(_ADD, ""),
        )

    def _noted(self) -> Iterator[Fault]:
        """What the last page had objected to, at its fields."""
        start = f"forms.{self._component}."
        for one in self.filing.objections():
            if one.field.startswith(start):
                yield Fault(_path(one.field.removeprefix(start)), one.refusal)

    def _stop(self) -> Stop | None:
        return forms.stopped(self._begun.published.form, self._begun.counted)

    def _names(self) -> set[str]:
        """Of the questions that are asked by the answers so far."""
        return {one.name for one in forms.asked_fields(self._fields, self._begun.counted)}

    def _shown_before(self) -> set[str]:
        """Of the questions that stood on the page that was sent."""
        return set(self.posted.getlist(_SHOWN)) if self.posted is not None else set()


def _wrong(questions: tuple[Question, ...]) -> Iterator[tuple[str, str]]:
    """Each question with something wrong, by the place of its control, those in rows as well."""
    for one in questions:
        if one.error:
            yield one.id, f"{one.label} {one.error}" if str(one.label).endswith("?") else f"{one.label}: {one.error}"
        for row in one.rows:
            yield from ((place, f"{one.label} {row.number}, {sentence}") for place, sentence in _wrong(row.questions))


def _worked_out(fields: tuple[Field, ...], counted: Answers) -> Answers:
    return {one.name: counted[one.name] for one in fields if one.calculation is not None and one.name in counted}


def _without_row(posted: Mapping[str, list[str]], removed: str) -> Mapping[str, list[str]]:
    """What was sent, without the row whose removal was pressed: `household.2`."""
    group, _, place = removed.rpartition(".")
    if group not in posted:
        return posted
    return {**posted, group: [one for one in posted[group] if one != place]}


def _path(dotted: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split("."))

"""One page of a form before somebody: what is asked, what he sent, what is wrong with it, whether the next follows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from motcua.forms.answers import decoded, objections
from motcua.forms.presenting import questions, said, wrong_ones
from motcua.forms.rules.filling import asked_fields, filled, stopped
from motcua.forms.rules.prefilling import prefilled
from motcua.forms.types import Answers, Fault, Field, Form, Knowledge, KnownAnswer, Page, Posted, Stop
from motcua.ui.types import AskedPage

ADD, REMOVE, SHOWN = "add", "remove", "shown"
"""What a page sends besides answers: the group that gets a row, the row that goes, the questions that stood on it."""
NOTHING_KNOWN: Knowledge = MappingProxyType({})


class Asking:
    """A page of a form, with all answers so far and, where it was sent, with what was sent.

    No script is needed: what an answer makes necessary is asked next. A question that did not stand on the page that
    was sent keeps its answer.
    """

    def __init__(
        self,
        form: Form,
        page: Page,
        answers: Answers,
        *,
        today: date,
        posted: Posted | None = None,
        sent: Collection[str] = (),
        known: Knowledge = NOTHING_KNOWN,
    ) -> None:
        self.form = form
        self.page = page
        self._today = today
        self._known = known
        self._posted: Posted = posted if posted is not None else {}
        self._is_sent = posted is not None
        self.sent: frozenset[str] = frozenset(sent) | self._shown_before
        """The questions that were sent before or now, answered or not."""
        self.answers: Mapping[str, Any] = self._with_sent(answers) if self._is_sent else answers

    @cached_property
    def counted(self) -> dict[str, Any]:
        """The answers that count."""
        return filled(self.form, self.answers, today=self._today)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The questions that are asked by the answers so far."""
        return frozenset(one.name for one in asked_fields(self.page.fields, self.counted))

    @property
    def changes_rows(self) -> bool:
        """Whether it was sent to add or remove a row."""
        return ADD in self._posted or REMOVE in self._posted

    @property
    def leads_to_more(self) -> bool:
        """Whether an answer that was sent leads to questions that did not stand on the page."""
        return self._is_sent and bool(self.shown - self._shown_before)

    @property
    def asks_anew(self) -> bool:
        """Whether the page is shown again without anything being wrong with it."""
        return self.changes_rows or self.leads_to_more

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the answers of this page."""
        return objections(self.form, self.counted, today=self._today, page=self.page)

    @property
    def stop(self) -> Stop | None:
        """Why it makes no sense to go on."""
        return stopped(self.form, self.counted)

    @property
    def goes_on(self) -> bool:
        """Whether the next page follows."""
        return not (self.asks_anew or self.faults or self.stop)

    def asked_page(self, faults: Iterable[Fault] = ()) -> AskedPage:
        """The page as it is drawn, with these faults at their questions."""
        filled_in = self._filled_in()
        known = {name: one.answer for name, one in filled_in.items()}
        drawn = questions(
            self.page.fields,
            {**known, **self.answers, **self._worked_out()},
            faults=faults,
            longer=self._added,
            sources={name: one.source for name, one in filled_in.items()},
        )
        stop = self.stop
        return AskedPage(
            questions=drawn,
            shown=tuple(sorted(self.shown)),
            wrong=tuple(wrong_ones(drawn)),
            hint=said(self.page.hint) if self.page.hint is not None else "",
            stop=said(stop.reason) if stop is not None else "",
            stop_article=stop.article if stop is not None else "",
            leads_to_more=self.leads_to_more and not self.changes_rows,
        )

    @property
    def _added(self) -> str:
        return next(iter(self._posted.get(ADD, ())), "")

    @property
    def _shown_before(self) -> frozenset[str]:
        return frozenset(self._posted.get(SHOWN, ()))

    def _with_sent(self, answers: Answers) -> Mapping[str, Any]:
        sent: Sequence[Field] = [one for one in self.page.fields if one.name in self._shown_before]
        names = {one.name for one in sent}
        others = {name: value for name, value in answers.items() if name not in names}
        return {**others, **decoded(sent, self._without_removed())}

    def _without_removed(self) -> Posted:
        """What was sent, without the row whose removal was pressed: `household.2`."""
        group, _, place = next(iter(self._posted.get(REMOVE, ())), "").rpartition(".")
        if group not in self._posted:
            return self._posted
        return {**self._posted, group: [one for one in self._posted[group] if one != place]}

    def _filled_in(self) -> Mapping[str, KnownAnswer]:
        found = prefilled(self.page.fields, self.answers, counted=self.counted, sent=self.sent, known=self._known)
        return dict(found)

    def _worked_out(self) -> Answers:
        return {
            one.name: self.counted[one.name]
            for one in self.page.fields
            if one.calculation is not None and one.name in self.counted
        }

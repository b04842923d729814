"""A form being tried out: all that was typed travels with the page, and nothing of it is kept."""

from collections.abc import Iterator
from datetime import date

from motcua.forms import queries as forms
from motcua.forms.types import Form, Page, Posted
from motcua.ui.types import AskedPage

PAGE, KNOWN, GO = "page", "known", "go"
"""What a page sends besides answers: which page it is, which questions were answered so far, and where to go."""
BACK = "back"


class Tryout:
    """What whoever tries a form sees next. `asking` is the page; None when all pages are filled in."""

    def __init__(self, form: Form, *, today: date, posted: Posted | None) -> None:
        self.form = form
        self._today = today
        sent = posted if posted is not None else {}
        known = set(sent.get(KNOWN, ()))
        self.answers = forms.decoded((one for one in form.fields() if one.name in known), sent)
        self.was_sent = False
        page = self._page(sent.get(PAGE, ("",))[0])
        self._sent = forms.Asking(form, page, self.answers, today=today, posted=posted)
        self.asking: forms.Asking | None = self._sent
        if posted is not None:
            self._go(is_back=BACK in sent.get(GO, ()))

    def judged(self) -> AskedPage:
        """The page as it was sent, with all that is wrong with it."""
        return self._sent.asked_page(self._sent.faults)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked by the answers so far."""
        return forms.asked_pages(self.form, self.counted)

    @property
    def counted(self) -> dict[str, object]:
        """The answers that count."""
        return forms.filled(self.form, self.answers, today=self._today)

    @property
    def number(self) -> int:
        """Which page of all it is, from 1; one more than there are pages when all are filled in."""
        keys = [page.key for page in self.pages]
        return keys.index(self.asking.page.key) + 1 if self.asking is not None else len(keys) + 1

    def carried(self) -> Iterator[tuple[str, str]]:
        """What the page sends along of other questions, by the names of its hidden fields."""
        drawn = self.asking.shown if self.asking is not None else frozenset()
        others = [one for one in self.form.fields() if one.name not in drawn]
        yield from ((KNOWN, one.name) for one in self.form.fields() if one.name in self.answers)
        for name, values in forms.encoded(others, self.answers).items():
            yield from ((name, value) for value in values)

    def _go(self, *, is_back: bool) -> None:
        sent = self._sent
        self.answers = dict(sent.answers)
        keys = [page.key for page in self.pages]
        place = keys.index(sent.page.key)
        if is_back:
            self._show(self.pages[max(place - 1, 0)])
        elif sent.goes_on and place + 1 == len(keys):
            self.asking = None
        elif sent.goes_on:
            self._show(self.pages[place + 1])
        else:
            self.was_sent = not sent.asks_anew

    def _show(self, page: Page) -> None:
        self.asking = forms.Asking(self.form, page, self.answers, today=self._today)

    def _page(self, key: str) -> Page:
        """The page of that key, where it is asked at all; the first for any other."""
        return next((page for page in self.pages if page.key == key), self.pages[0])

"""What a tray says of its contents, as it is written down between two steps."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from motcua.kernel.types import Refusal, Refused


@dataclass(slots=True)
class Waiting:
    """Something handed in, of which pages are still to be cleaned, from `next_page` on. `name` is what it is called on
    the machine it comes from; `pages` is 0 until somebody has looked into it.
    """

    key: str
    name: str
    pages: int = 0
    next_page: int = 1
    blanks_part: bool = False


@dataclass(slots=True)
class Lying:
    """A cleaned page. `edition` counts how often its picture was changed."""

    key: str
    begins: bool = False
    is_blank: bool = False
    is_read: bool = False
    edition: int = 1


@dataclass(slots=True)
class Contents:
    """Everything in a tray. `begins_next`: a separator was met, so the next page begins a paper."""

    waiting: list[Waiting] = field(default_factory=list)
    pages: list[Lying] = field(default_factory=list)
    drawn: int = 0
    begins_next: bool = False
    is_reading: bool = False
    trouble: str = ""
    trouble_values: Mapping[str, Any] = field(default_factory=dict)
    trouble_about: str = ""

    @classmethod
    def parsed(cls, text: str) -> Self:
        """Back from what `written` gave."""
        told = json.loads(text)
        told["waiting"] = [Waiting(**one) for one in told["waiting"]]
        told["pages"] = [Lying(**one) for one in told["pages"]]
        return cls(**told)

    def written(self) -> str:
        """As text."""
        return json.dumps(asdict(self))

    def draw(self) -> str:
        """A key that was never used in this tray."""
        self.drawn += 1
        return f"p{self.drawn}"

    def page(self, key: str) -> Lying:
        """The page of that key. Refused: `scan_page_gone`."""
        for page in self.pages:
            if page.key == key:
                return page
        raise Refused(Refusal("scan_page_gone"))

    def move(self, key: str, places: int) -> None:
        """A page put so many places further. Where papers begin stays where it is in the order."""
        page = self.page(key)
        begins = [one.begins for one in self.pages]
        here = self.pages.index(page)
        there = min(max(here + places, 0), len(self.pages) - 1)
        self.pages.insert(there, self.pages.pop(here))
        for one, begin in zip(self.pages, begins, strict=True):
            one.begins = begin

    def remove(self, page: Lying) -> None:
        """A page taken away; the one behind it begins the paper that this one began."""
        here = self.pages.index(page)
        del self.pages[here]
        if page.begins and here < len(self.pages):
            self.pages[here].begins = True

    def put_back(self, refusal: Refusal) -> None:
        """Something could not be done: it is told, and the work goes on with the next."""
        self.trouble, self.trouble_values = refusal.code, dict(refusal.values)
        self.is_reading = False

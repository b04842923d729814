"""What an official slip declares, and the versions in which it is drawn."""

from dataclasses import dataclass
from datetime import date

from motcua.kernel.messages import Sentence


@dataclass(frozen=True, slots=True)
class SlipField:
    """One thing a slip says. A required one that is empty stops the paper. `key` is how its drawing calls it."""

    key: str
    label: Sentence
    is_required: bool


@dataclass(frozen=True, slots=True)
class SlipTemplate:
    """A version of the drawing of a slip. `key` is the paper it draws; which number the form has, the regime says.

    Number 1 comes with the program and holds where none of the house's own does; those have days, both inclusive, and
    a `drawing` in Typst, which is empty where from its first day on the program's own holds again. `title` is empty
    where the regime gives one.
    """

    key: str
    number: int
    fields: tuple[SlipField, ...]
    drawing: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    title: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether a paper of that day may be drawn by this version."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

"""What happens in people's lives, and the procedures that go with it."""

from dataclasses import dataclass
from datetime import date

from motcua.catalogue.parts.words import Label


@dataclass(frozen=True, slots=True)
class Needed:
    """A procedure that may be needed when something happens, and when one needs it."""

    code: str
    when: Label


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens to people, as it stands in the list from `valid_from` on.

    `needed` is in the order in which things are done; `words` are what people say when it happens.
    """

    key: str
    label: Label
    says: Label
    icon: str
    words: tuple[str, ...]
    needed: tuple[Needed, ...]
    valid_from: date

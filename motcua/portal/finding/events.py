"""Life events as a reader sees them: in his language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from motcua.catalogue.types import Label, LifeEvent


@dataclass(frozen=True, slots=True)
class Tile:
    """One life event: what it is called, what it brings with it, and its icon."""

    key: str
    name: str
    says: str
    icon: str


def tiles(events: Iterable[LifeEvent]) -> list[Tile]:
    """The events in the reader's language, in their order."""
    return [Tile(one.key, said(one.label), said(one.says), one.icon) for one in events]


def said(label: Label) -> str:
    """A label in the reader's language."""
    return label.text(get_language() or "vi")

"""The life events, as they are written down."""

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field, RootModel, StringConstraints

from motcua.catalogue.language.loading import parse, shipped
from motcua.catalogue.language.models import LabelText, ProcedureCode, Strict, Text
from motcua.catalogue.parts.life_events import LifeEvent, Needed
from motcua.catalogue.parts.words import Label


class WrittenNeed(Strict):
    """A procedure, and when one needs it."""

    code: ProcedureCode
    vi: Text
    en: Text


class WrittenLifeEvent(Strict):
    """One edition of a life event; its key stands in the address of its page."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
    icon: Text
    valid_from: date
    vi: Text
    en: Text
    says: LabelText
    words: Annotated[list[Text], Field(min_length=1)]
    procedures: Annotated[list[WrittenNeed], Field(min_length=1)]


class WrittenLifeEvents(RootModel[list[WrittenLifeEvent]]):
    """The file of life events, in the order in which they are shown."""


@cache
def life_event_editions() -> tuple[LifeEvent, ...]:
    """Every edition of every life event, in the order of the list."""
    written = parse(WrittenLifeEvents, shipped("life_events.yaml")).root
    return tuple(
        LifeEvent(
            event.key,
            Label(event.vi, event.en),
            event.says.label(),
            event.icon,
            tuple(event.words),
            tuple(Needed(need.code, Label(need.vi, need.en)) for need in event.procedures),
            event.valid_from,
        )
        for event in written
    )

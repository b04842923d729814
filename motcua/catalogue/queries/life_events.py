"""The life events of a day, with what is published here for them."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from motcua.catalogue.language.life_events import life_event_editions
from motcua.catalogue.language.synonyms import everyday_words
from motcua.catalogue.parts.life_events import LifeEvent
from motcua.catalogue.parts.listing import Listing
from motcua.catalogue.queries.versions import published_codes
from motcua.catalogue.rules.search import Index

_SURE = 0.9
"""An event that fits worse than this is not what was asked for: it would only stand in the way of the procedures."""


def life_events(on: date) -> list[LifeEvent]:
    """The events of that day in their order, each with the procedures published then; one with none is left out."""
    newest = {one.key: one for one in life_event_editions() if one.valid_from <= on}
    codes = published_codes(on)
    shown = [replace(one, needed=tuple(need for need in one.needed if need.code in codes)) for one in newest.values()]
    return [one for one in shown if one.needed]


def life_event(key: str, on: date) -> LifeEvent | None:
    """The event of that key with what is published for it, or None."""
    return next((one for one in life_events(on) if one.key == key), None)


def life_events_found(words: str, on: date, *, most: int = 2) -> list[LifeEvent]:
    """The events that people mean who say this, the likeliest first."""
    events = {one.key: one for one in life_events(on)}
    found = _index(tuple(events.values())).search(words, limit=most, on=on)
    return [events[one.listing.code] for one in found if one.score >= _SURE]


@lru_cache(maxsize=4)
def _index(events: tuple[LifeEvent, ...]) -> Index:
    listings = [Listing(one.key, one.label.vi, "", "", frozenset(), one.words) for one in events]
    return Index(listings, synonyms=(), everyday=everyday_words())

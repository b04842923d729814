"""The life events that come with the house: dated, of procedures that exist, found by what people say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from motcua.catalogue import commands, queries
from motcua.catalogue.language.life_events import life_event_editions
from motcua.catalogue.tests.factories import ACTOR, AT, TODAY, starters
from motcua.ui import icons


def test_every_event_names_procedures_of_the_national_list_and_an_icon_that_is_drawn() -> None:
    listed = (Path(__file__).parent / "listed_names.txt").read_text(encoding="utf-8").splitlines()
    known = {version.code for version in starters()} | {line.split()[0] for line in listed}
    for event in life_event_editions():
        codes = [one.code for one in event.needed]
        assert set(codes) <= known, event.key
        assert len(set(codes)) == len(codes), event.key
        assert event.icon in icons.NAMES, event.key


@pytest.mark.django_db
def test_an_event_shows_what_is_published_on_the_day_and_none_is_empty() -> None:
    assert queries.life_events(TODAY) == []
    commands.seed_starter_catalogue(actor=ACTOR, at=AT)
    shown = {event.key: event for event in queries.life_events(TODAY)}
    assert [one.code for one in shown["mo-ho-kinh-doanh"].needed] == ["1.001612", "2.000720", "1.001266"]
    assert all(event.needed for event in shown.values())
    first = min(event.valid_from for event in life_event_editions())
    assert queries.life_events(first - timedelta(days=1)) == []
    assert queries.life_event("mo-ho-kinh-doanh", date(1999, 1, 1)) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("mo quan an", ["mo-ho-kinh-doanh"]),
        ("bố mất", ["co-nguoi-mat"]),
        ("rơi ví", ["mat-giay-to"]),
        ("cap giay phep khai thac nuoc", []),
        ("1.001193", []),
    ],
)
def test_what_people_say_leads_to_the_event(said: str, keys: list[str]) -> None:
    commands.seed_starter_catalogue(actor=ACTOR, at=AT)
    assert [event.key for event in queries.life_events_found(said, TODAY)][:1] == keys

"""Finding a procedure: the front page, the list, the life events. No log-in, no script needed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.accounts.types import open_to_public
from motcua.catalogue import queries as catalogue
from motcua.kernel import clock
from motcua.kernel.text import sort_key
from motcua.portal.finding.events import said, tiles
from motcua.portal.finding.listing import Asked, rows_of, shown

EVERYDAY = ("1.001193", "2.000815", "1.000894", "1.004222", "1.004873", "1.001612", "1.013225", "1.012786", "3.000333")
"""Procedures people come for most; those that are published here stand on the front page."""


@open_to_public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what do you need, and what has happened?"""
    asked = Asked.read(request.GET)
    if asked.words:
        return redirect(asked.url())
    today = clock.now().date()
    listings = catalogue.listings()
    published = catalogue.published_codes(today)
    context = {
        "events": tiles(catalogue.life_events(today)),
        "everyday": rows_of([listings[code] for code in EVERYDAY if code in published], on=today),
        "fields": sorted(catalogue.fields(), key=lambda one: sort_key(one.name)),
    }
    return render(request, "portal/finding/home.html", context)


@open_to_public
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """What was found for some words, or everything that is published; by field and by agency."""
    asked = Asked.read(request.GET)
    found = shown(asked, on=clock.now().date())
    context = {
        "asked": asked,
        "shown": found,
        "meant_url": asked.url(q=found.meant, page=1),
        "unfiltered_url": asked.url(field="", agency="", page=1),
    }
    return render(request, "portal/finding/procedures.html", context)


@open_to_public
@require_safe
def field(_request: HttpRequest, code: str) -> HttpResponse:
    """The procedures of a field, which are a part of the list."""
    if all(one.code != code for one in catalogue.fields()):
        raise Http404
    return redirect(Asked(field=code).url(), permanent=True)


@open_to_public
@require_safe
def life_event(request: HttpRequest, key: str) -> HttpResponse:
    """Something that happens to people: the procedures that go with it, and when one needs each."""
    today = clock.now().date()
    event = catalogue.life_event(key, today)
    if event is None:
        raise Http404
    listings = catalogue.listings()
    rows = rows_of([listings[one.code] for one in event.needed], on=today)
    needed = [(said(one.when), row) for one, row in zip(event.needed, rows, strict=True)]
    context = {"event": tiles([event])[0], "needed": needed}
    return render(request, "portal/finding/life_event.html", context)

"""The public pages: find a procedure, read what it needs. No log-in, no script needed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.types import open_to_public
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import AuthorityLevel, Channel
from motcua.kernel import clock
from motcua.kernel.text import sort_key
from motcua.portal.sheets import case_sheets, fee_lines, longest_and_shortest, step_names

_FOUND = 20
EVERYDAY = ("1.001193", "2.000815", "1.000894", "1.004222", "1.004873", "1.001612", "1.013225", "1.012786", "3.000333")
"""Procedures people come for most; those that are published here are tiles of the front page."""


@open_to_public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what do you need?"""
    words = request.GET.get("q", "").strip()
    today = clock.now().date()
    context: dict[str, Any] = {"q": words, "found": catalogue.search(words, _FOUND, on=today) if words else []}
    if not words:
        everyday = {version.code: version for version in catalogue.list_published(today, codes=EVERYDAY)}
        context["tiles"] = [
            (everyday[code], longest_and_shortest(everyday[code])) for code in EVERYDAY if code in everyday
        ]
        context["fields"] = sorted(catalogue.fields(), key=lambda one: sort_key(one.name))
    return render(request, "portal/home.html", context)


@open_to_public
@require_safe
def field(request: HttpRequest, code: str) -> HttpResponse:
    """All published procedures of a field."""
    found = next((one for one in catalogue.fields() if one.code == code), None)
    if found is None:
        raise Http404
    versions = catalogue.list_published(clock.now().date(), field=code)
    communal = [version for version in versions if AuthorityLevel.COMMUNE in version.levels]
    others = [version for version in versions if AuthorityLevel.COMMUNE not in version.levels]
    return render(request, "portal/field.html", {"field": found, "versions": [*communal, *others]})


@open_to_public
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure. One that is only listed says so."""
    today = clock.now().date()
    version = catalogue.version_of(code, today)
    listing = catalogue.listing(code)
    if version is None and listing is None:
        raise Http404
    if version is None:
        return render(request, "portal/listed.html", {"listing": listing})
    context = {
        "version": version,
        "cases": case_sheets(version),
        "fees": fee_lines(version),
        "steps": step_names(version),
        "is_online": Channel.ONLINE in version.channels,
    }
    return render(request, "portal/procedure.html", context)

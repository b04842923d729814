"""What every page's frame needs besides the page's own data."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from motcua.ui import types
from motcua.ui.everywhere import has_large_text


def shell(request: HttpRequest) -> dict[str, Any]:
    """The viewer, the menu as he sees it, the search page, and whether this is a place of sample data."""
    viewer: types.Viewer | None = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "menu": SimpleLazyObject(lambda: menu_of(request, viewer)),
        "search_url": _address(types.search_url_name(viewer.roles)) if viewer else "",
        "help": types.help_of(request.resolver_match.view_name) if viewer and request.resolver_match else "",
        "is_sample": settings.DEMO,
        "is_training": settings.TRAINING,
        "language": get_language() or settings.LANGUAGE_CODE,
        "has_large_text": has_large_text(request),
        "has_errors": False,
    }


def menu_of(request: HttpRequest, viewer: types.Viewer | None) -> tuple[types.MenuGroup, ...]:
    """The places this viewer may go, in groups; where he is is marked: the longest address that begins this one."""
    if viewer is None:
        return ()
    mine = [
        (item, address) for item in types.menu_items() if _is_for(item, viewer) and (address := _address(item.url_name))
    ]
    here = max((address for _, address in mine if request.path.startswith(address)), key=len, default="")
    groups: dict[str, list[types.MenuLink]] = {}
    for item, address in mine:
        link = types.MenuLink(
            label=item.label,
            url=address,
            icon=item.icon,
            is_active=address == here,
            shortcut=item.shortcut,
            count=item.count(request) if item.count else None,
        )
        groups.setdefault(str(item.group), []).append(link)
    return tuple(types.MenuGroup(heading, tuple(links)) for heading, links in groups.items())


def _is_for(item: types.MenuItem, viewer: types.Viewer) -> bool:
    return not item.roles or not item.roles.isdisjoint(viewer.roles)


def _address(url_name: str) -> str:
    """The address of a page; a face that is not installed has none."""
    if not url_name:
        return ""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""

"""The menu of the faces: who looks, what stands in it for whom, what its pages are for, and where one searches."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from motcua.ui.types.looks import Text


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post the viewer may act from."""

    key: str
    name: str
    agency: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the page, as the shell needs to know it. `accounts` sets it as `request.viewer`.

    `roles` are plain role keys; menu items are shown to those who hold one of theirs. The addresses are where the
    shell posts a switch of post (field `post`) and a log-out.
    """

    name: str
    roles: frozenset[str]
    posts: tuple[PostChoice, ...] = ()
    switch_url: str = ""
    log_out_url: str = ""
    account_url: str = ""

    @property
    def current_post(self) -> PostChoice | None:
        """The post the viewer acts from."""
        return next((post for post in self.posts if post.is_current), None)

    @property
    def initials(self) -> str:
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "?"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place of a face in the menu. Empty `roles` means all staff; `count` is asked only for those who see it."""

    key: str
    label: Text
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()
    group: Text = ""
    order: int = 100
    shortcut: str = ""
    count: Callable[[HttpRequest], int | None] | None = None


@dataclass(frozen=True, slots=True)
class MenuSection:
    """The places of one face under one heading; a place is named like its page."""

    face: str
    label: Text

    def item(self, page: str, label: Text, icon: str, order: int, *, roles: Iterable[str], **more: Any) -> MenuItem:
        """One of them; `more` are the other fields of `MenuItem`."""
        place = self.face, page
        return MenuItem(
            ".".join(place), label, ":".join(place), icon, frozenset(roles), group=self.label, order=order, **more
        )


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A menu item as one viewer sees it on one page."""

    label: Text
    url: str
    icon: str
    is_active: bool
    shortcut: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Menu links under one heading; the heading may be empty."""

    heading: Text
    links: tuple[MenuLink, ...]


_MENU: dict[str, MenuItem] = {}
_HELP: dict[str, Text] = {}
_SEARCH: list[tuple[str, frozenset[str]]] = []


def register_menu(*items: MenuItem) -> None:
    """Puts places into the staff's menu; called in a face's `AppConfig.ready`. A key may be registered once."""
    for item in items:
        if _MENU.get(item.key, item) != item:
            raise ValueError(f"The menu item {item.key!r} is registered twice.")
        _MENU[item.key] = item


def register_help(texts: Mapping[str, Text]) -> None:
    """Says what pages are for, by the names of their addresses; the shell shows it behind its question mark."""
    _HELP.update(texts)


def help_of(url_name: str) -> Text:
    """What the page of that name is for; empty where nobody said it."""
    return _HELP.get(url_name, "")


def register_search(url_name: str, *, roles: frozenset[str] = frozenset()) -> None:
    """Names the page (GET, field `q`) that answers the shell's search box, and whose it is; no roles: everybody's."""
    _SEARCH[:] = [(url_name, roles)]


def search_url_name(roles: frozenset[str]) -> str:
    """The page behind the search box of somebody with these roles, or nothing when no face offers him one."""
    return next((name for name, theirs in _SEARCH if not theirs or roles & theirs), "")


def menu_items() -> tuple[MenuItem, ...]:
    """All registered places, in the order of the menu."""
    return tuple(sorted(_MENU.values(), key=lambda item: (item.order, item.key)))

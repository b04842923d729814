"""The menu of the public pages: which place a page belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of the menu: its page, and the pages that are reached from there."""

    label: Promise
    page: str
    pages: frozenset[str] = frozenset()

    def has(self, view_name: str) -> bool:
        return view_name == self.page or view_name in self.pages


_ELSEWHERE = (
    _Place(
        _("Follow a dossier"),
        "portal:track",
        frozenset(f"portal:{name}" for name in ("answer", "adjust", "stop", "rate", "fees", "order")),
    ),
    _Place(_("Verify a result"), "portal:verify_file", frozenset({"portal:verify"})),
    _Place(pgettext_lazy("menu", "Feedback"), "portal:feedback", frozenset({"portal:feedback_followed"})),
    _Place(
        _("My page"),
        "accounts:citizen",
        frozenset(f"portal:own_{name}" for name in ("answer", "adjust", "stop", "rate", "fees", "papers"))
        | {"portal:share_paper"},
    ),
)
_PROCEDURES = _Place(_("Procedures"), "portal:home")
"""Where every other public page belongs."""


@register.simple_tag(takes_context=True)
def places_of_menu(context: dict[str, Any]) -> Sequence[tuple[Promise, str, bool]]:
    """Each place's words and address, and whether the page that is shown belongs to it."""
    match = context["request"].resolver_match
    name = match.view_name if match is not None else ""
    current = next((one for one in _ELSEWHERE if one.has(name)), _PROCEDURES if name.startswith("portal:") else None)
    return [(one.label, reverse(one.page), one is current) for one in (_PROCEDURES, *_ELSEWHERE)]

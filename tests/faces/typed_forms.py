"""A form of a page, filled in as somebody fills it in who hurries."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

TYPED = "Đã gõ cả một đoạn dài, <không> muốn gõ lại"
"""What stands in every field that asks for words."""


class Form(HTMLParser):
    """The first of every choice, and words wherever words are asked for; a line stays as it is, or gets what `lines`
    says for its name."""

    def __init__(self, page: str, lines: Mapping[str, str]) -> None:
        super().__init__()
        self.filled: dict[str, Any] = {}
        self._lines = lines
        self._chosen_from = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes up one field."""
        given = dict(attrs)
        name, value, kind = given.get("name") or "", given.get("value") or "", given.get("type")
        if tag == "option" and self._chosen_from and value:
            self.filled.setdefault(self._chosen_from, value)
        if tag in {"select", "form"}:
            self._chosen_from = name if tag == "select" else ""
        if tag == "textarea":
            self.filled[name] = TYPED
        elif tag == "input" and kind in {"text", "number"}:
            self.filled[name] = value or self._lines.get(name, "")
        elif tag == "input" and name and kind != "file":
            self.filled.setdefault(name, value)


def form_to(page: Any, action: str = "", **lines: str) -> dict[str, Any]:
    """The form of a page that is sent to an address, or the longest of those that go back to the page itself."""
    parts = page.content.decode().split("<form")[1:]
    forms = [f"<form{part.partition('</form>')[0]}" for part in parts if 'method="post"' in part.partition(">")[0]]
    there = [form for form in forms if (f'action="{action}"' if action else "action=") in form.partition(">")[0]]
    wanted = there if action else [form for form in forms if form not in there]
    return Form(max(wanted, key=len), lines).filled

"""What no template may do: inline code or looks, words outside gettext, forms without a guard, unknown parts."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.template import TemplateSyntaxError, engines
from django_cotton.compiler_regex import CottonCompiler

HOUSE = Path(__file__).resolve().parents[2] / "motcua"
TEMPLATES = sorted(path for path in HOUSE.glob("*/templates/**/*.html"))
COMPONENTS = {path.stem for path in HOUSE.glob("*/templates/cotton/*.html")} | {"vars", "slot"}
SAMPLES = HOUSE / "ui" / "templates" / "ui" / "gallery"
SHOWN_ATTRIBUTES = (
    "title",
    "label",
    "placeholder",
    "aria-label",
    "alt",
    "word",
    "hint",
    "caption",
    "subtitle",
    "legend",
)
LOADING = {"script", "link", "img", "iframe", "source", "use"}
NEED_NO_TOKEN = {
    "portal/track.html", "portal/tracked.html", "portal/verify.html", "ui/language.html",
    "ui/text_size.html",
    "following/back.html", "paying/begin.html", "paying/order.html", "paying/owed.html",
}  # fmt: skip
"""Forms that change nothing, see `test_permissions`: with a token a browser must take a cookie to send them."""
SAID_AS_IT_IS = {"Motcua", "Tiếng", "Việt", "English", "VI", "EN"}
_NOT_SHOWN = (
    re.compile(r"{#.*?#}"),
    re.compile(r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}", re.DOTALL),
    re.compile(r"{%\s*block\s+(?:robots|\w+_class)\s*%}.*?{%\s*endblock\s*%}", re.DOTALL),
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Markup(HTMLParser):
    """The elements, their attributes, and the words between them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += _WORD.findall(data)


@cache
def _markup(path: Path) -> _Markup:
    source = path.read_text(encoding="utf-8")
    for part in _NOT_SHOWN:
        source = part.sub("", source)
    return _Markup(_TAG.sub("", source))


def _each(complain: Callable[[Path], Iterable[str]], among: Sequence[Path] = TEMPLATES) -> list[str]:
    """What is complained of in all templates, each with its place."""
    return [f"{path.relative_to(HOUSE)}: {complaint}" for path in among for complaint in complain(path)]


def _mistakes(path: Path) -> Iterator[str]:
    try:
        engines["django"].from_string(CottonCompiler().process(path.read_text(encoding="utf-8")))
    except TemplateSyntaxError as mistake:
        yield str(mistake)


def test_they_compile() -> None:
    assert not _each(_mistakes)


def _inline(path: Path) -> Iterator[str]:
    for tag, attributes in _markup(path).elements:
        if tag == "style":
            yield "styles belong into a room's static files"
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
            yield "<script> without src"
        if "style" in attributes:
            yield f"<{tag} style>"
        yield from (f"<{tag} {name}>" for name in attributes if name.startswith(("on", "hx-on", "hx-vars")))
        if attributes.get("href", "").startswith("javascript:"):
            yield f"<{tag} href=javascript:>"


def test_nothing_is_inline() -> None:
    """The content security policy would silently drop it."""
    assert not _each(_inline)


def _from_elsewhere(path: Path) -> Iterator[str]:
    for tag, attributes in _markup(path).elements:
        address = attributes.get("src", "") or attributes.get("href", "")
        if tag in {"script", "link", "img", "iframe", "source", "use"} and address.startswith(
            ("http:", "https:", "//")
        ):
            yield f"<{tag}> loads {address}"


def test_nothing_comes_from_elsewhere() -> None:
    assert not _each(_from_elsewhere)


def _wrong_guard(path: Path) -> Iterator[str]:
    needs_token = "/".join(path.parts[-2:]) not in NEED_NO_TOKEN
    for form in re.findall(r"<form\b[^>]*\bmethod=.post.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL):
        if ("{% csrf_token %}" in form) is not needs_token:
            yield form[:80]


def test_a_posted_form_carries_its_guard() -> None:
    assert not _each(_wrong_guard)


def _unknown_components(path: Path) -> set[str]:
    used = re.findall(r"</?c-([\w.-]+)", path.read_text(encoding="utf-8"))
    return {name for name in used if name.split(".")[0] not in COMPONENTS}


def test_their_components_exist() -> None:
    assert not _each(_unknown_components)


def _undescribed(path: Path) -> Iterator[str]:
    return (
        attributes.get("src", "")
        for tag, attributes in _markup(path).elements
        if tag == "img" and "alt" not in attributes
    )


def test_pictures_are_described() -> None:
    assert not _each(_undescribed)


def _bare_words(path: Path) -> Iterator[str]:
    markup = _markup(path)
    yield from (word for word in markup.words if word not in SAID_AS_IT_IS)
    for tag, attributes in markup.elements:
        for name in SHOWN_ATTRIBUTES:
            found = set(_WORD.findall(attributes.get(name, ""))) - SAID_AS_IT_IS
            yield from (f"{word} (<{tag} {name}>)" for word in sorted(found))


def test_every_word_goes_through_gettext() -> None:
    ours = [path for path in TEMPLATES if SAMPLES not in path.parents]
    assert not _each(_bare_words, ours), "write {% translate %} around them"

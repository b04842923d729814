"""What no template may do: inline code or looks, words outside gettext, forms without a guard, unknown parts."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
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
NEED_NO_TOKEN = {"portal/track.html", "portal/verify.html", "ui/language.html"}
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


def _id(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def _markup(path: Path) -> _Markup:
    source = path.read_text(encoding="utf-8")
    for part in _NOT_SHOWN:
        source = part.sub("", source)
    return _Markup(_TAG.sub("", source))


every_template = pytest.mark.parametrize("path", TEMPLATES, ids=_id)


@every_template
def test_it_compiles(path: Path) -> None:
    engines["django"].from_string(CottonCompiler().process(path.read_text(encoding="utf-8")))


@every_template
def test_nothing_is_inline(path: Path) -> None:
    """The content security policy would silently drop it."""
    for tag, attributes in _markup(path).elements:
        assert tag != "style", "styles belong into a room's static files"
        assert tag != "script" or "src" in attributes or attributes.get("type") == "application/json"
        assert "style" not in attributes, f"<{tag} style>"
        handlers = [name for name in attributes if name.startswith(("on", "hx-on", "hx-vars"))]
        assert not handlers, f"<{tag} {handlers}>"
        assert not attributes.get("href", "").startswith("javascript:")


@every_template
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    for tag, attributes in _markup(path).elements:
        if tag in {"script", "link", "img", "iframe", "source", "use"}:
            address = attributes.get("src", "") or attributes.get("href", "")
            assert not address.startswith(("http:", "https:", "//")), f"<{tag}> loads {address}"


@every_template
def test_a_posted_form_carries_its_guard(path: Path) -> None:
    for form in re.findall(r"<form\b[^>]*\bmethod=.post.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL):
        assert ("{% csrf_token %}" in form) is ("/".join(path.parts[-2:]) not in NEED_NO_TOKEN)


@every_template
def test_its_components_exist(path: Path) -> None:
    used = re.findall(r"</?c-([\w.-]+)", path.read_text(encoding="utf-8"))
    unknown = {name for name in used if name.split(".")[0] not in COMPONENTS}
    assert not unknown


@every_template
def test_pictures_are_described(path: Path) -> None:
    assert all("alt" in attributes for tag, attributes in _markup(path).elements if tag == "img")


@pytest.mark.parametrize("path", [path for path in TEMPLATES if SAMPLES not in path.parents], ids=_id)
def test_every_word_goes_through_gettext(path: Path) -> None:
    markup = _markup(path)
    words = [word for word in markup.words if word not in SAID_AS_IT_IS]
    for tag, attributes in markup.elements:
        for name in SHOWN_ATTRIBUTES:
            found = set(_WORD.findall(attributes.get(name, ""))) - SAID_AS_IT_IS
            words += [f"{word} (<{tag} {name}>)" for word in found]
    assert not words, f"write {{% translate %}} around: {words}"

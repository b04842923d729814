"""The templates of the house: read once, checked as they are read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.kernel.types import Refusal, Refused
from motcua.papers import own_templates
from motcua.papers.letters.printing import unsaid
from motcua.papers.letters.types import FieldKind, FieldValue, LetterField, LetterTemplate
from motcua.papers.own_templates import Edition, TemplateTrouble, read_each

_KIND = "letters"


def letter_templates() -> Sequence[LetterTemplate]:
    """Every version of every template, by name, the newest version first."""
    return _read()


def letter_template(key: str, *, on: date) -> LetterTemplate:
    """The version of a template that holds on a day. Refused: `letter_template_absent`."""
    return _first(one for one in _read() if one.key == key and one.holds_on(on))


def letter_version(key: str, number: int) -> LetterTemplate:
    """One version of a template, whether it holds or not. Refused: `letter_template_absent`."""
    return _first(one for one in _read() if (one.key, one.number) == (key, number))


def _first(found: Any) -> LetterTemplate:
    template: LetterTemplate | None = next(found, None)
    if template is None:
        raise Refused(Refusal("letter_template_absent"))
    return template


def letter_troubles() -> Sequence[TemplateTrouble]:
    """The house's own templates that are not used, and why."""
    return _own(own_templates.edition(_KIND))[1]


def _read() -> tuple[LetterTemplate, ...]:
    own = _own(own_templates.edition(_KIND))[0]
    return tuple(sorted((*_ours(), *own), key=lambda one: (one.name, one.key, -one.number))) if own else _ours()


@lru_cache(maxsize=2)
def _own(edition: Edition) -> tuple[tuple[LetterTemplate, ...], tuple[TemplateTrouble, ...]]:
    return read_each(_KIND, _own_template, unsaid) if edition else ((), ())


def _own_template(key: str, document: Mapping[str, Any], version: Mapping[str, Any], drawing: str) -> LetterTemplate:
    """A version of the house's own: of a template that comes with the program it keeps the name and the kind."""
    known = next((one for one in _ours() if one.key == key), None)
    given = {"name": known.name, "kind_code": known.kind_code, "is_numbered": known.is_numbered} if known else {}
    return _template(key, {**given, **document}, version, drawing)


@cache
def _ours() -> tuple[LetterTemplate, ...]:
    folder = files("motcua.papers.letters") / "data"
    found = []
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".yaml"):
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
            for version in document["versions"]:
                drawing = (folder / version["drawing"]).read_text(encoding="utf-8")
                found.append(_template(path.name.removesuffix(".yaml"), document, version, drawing))
    return tuple(sorted(found, key=lambda one: (one.name, -one.number)))


def _template(key: str, document: Mapping[str, Any], version: Mapping[str, Any], drawing: str) -> LetterTemplate:
    return LetterTemplate(
        key=key,
        number=version["number"],
        name=document["name"],
        title=version["title"],
        kind_code=document.get("kind_code", ""),
        law=version.get("law", ""),
        is_numbered=document.get("is_numbered", True),
        valid_from=version["valid_from"],
        valid_to=version.get("valid_to"),
        fields=tuple(_field(one) for one in version["fields"]),
        drawing=drawing,
        ends_with=version.get("ends_with", ""),
    )


def _field(written: Mapping[str, Any]) -> LetterField:
    kind = FieldKind(written.get("kind", FieldKind.TEXT))
    return LetterField(
        key=written["key"],
        label=written["label"],
        label_en=written["label_en"],
        kind=kind,
        is_required=written.get("is_required", True),
        sample=_sample(kind, written["sample"]),
        filled_from=written.get("filled_from", ""),
    )


def _sample(kind: FieldKind, sample: Any) -> FieldValue:
    if kind is FieldKind.LIST:
        return tuple(sample)
    if kind is FieldKind.INSTANT and not isinstance(sample, datetime):
        raise ValueError(f"{sample!r} is no instant.")
    value: FieldValue = sample
    return value

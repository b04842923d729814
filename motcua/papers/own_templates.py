"""Templates of the house's own, in `templates/letters` and `templates/slips` of its home.

They are read again whenever a file changes, and tried with a sample as they are read: one that asks for what is not
declared, or leaves out what it must say, is set aside and named, and the house's other version stays in force.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import typst
import yaml
from django.conf import settings

from motcua.kernel.messages import Sentence
from motcua.kernel.types import Refusal, Refused

FOLDER = "templates"
SLIPS = "slips"
OF_THE_PROGRAM = "program"
"""What a version of a slip names as its drawing to go back to the one that comes with the program."""
LOWEST = 100
"""Versions of the house's own bear this number or a higher one; lower ones come with the program."""
Version = TypeVar("Version")
Edition = tuple[tuple[str, int], ...]
"""The files of a folder, and when each was changed last."""


@dataclass(frozen=True, slots=True)
class TemplateTrouble:
    """A file that is not used, and why."""

    file: str
    refusal: Refusal


def edition(kind: str) -> Edition:
    """Which files there are now; empty where the house has none of its own."""
    folder = _folder(kind)
    if not folder.is_dir():
        return ()
    return tuple(sorted((one.name, one.stat().st_mtime_ns) for one in folder.iterdir() if one.is_file()))


def read_each(
    kind: str,
    made: Callable[[str, Mapping[str, Any], Mapping[str, Any], str], Version],
    tried: Callable[[Version], None],
) -> tuple[tuple[Version, ...], tuple[TemplateTrouble, ...]]:
    """Every version that can be used, and what is wrong with the others.

    `made` makes one of its key, its document, what the document says of the version, and its drawing; `tried` raises
    Refused where it must not be used.
    """
    found: list[Version] = []
    troubles: list[TemplateTrouble] = []
    for name, _changed in edition(kind):
        if not name.endswith(".yaml"):
            continue
        try:
            for version in _versions(kind, name, made):
                tried(version)
                found.append(version)
        except Refused as refused:
            troubles.append(TemplateTrouble(f"{kind}/{name}", refused.refusal))
    return tuple(found), tuple(troubles)


def must_print(parts: Iterable[tuple[Sentence, Callable[[], object]]], sample: Callable[[], object]) -> None:
    """Raises Refused unless the drawing draws the sample, and draws it otherwise when any of its parts is another.

    Refused: `template_not_drawn`, with what the press says; `template_lacks_field`, naming what it leaves out.
    """
    try:
        drawn = sample()
        left_out = tuple(name for name, changed in parts if changed() == drawn)
    except typst.TypstError as error:
        raise Refused(Refusal("template_not_drawn", {"why": str(error)})) from error
    if left_out:
        raise Refused(Refusal("template_lacks_field", {"fields": left_out}))


def _versions(
    kind: str, name: str, made: Callable[[str, Mapping[str, Any], Mapping[str, Any], str], Version]
) -> Iterator[Version]:
    try:
        document = yaml.safe_load((_folder(kind) / name).read_text(encoding="utf-8"))
        for version in document["versions"]:
            if version["number"] < LOWEST:
                raise Refused(Refusal("template_number_taken", {"number": version["number"], "lowest": LOWEST}))
            back = kind == SLIPS and version["drawing"] == OF_THE_PROGRAM
            drawing = "" if back else (_folder(kind) / Path(version["drawing"]).name).read_text(encoding="utf-8")
            yield made(name.removesuffix(".yaml"), document, version, drawing)
    except (yaml.YAMLError, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(Refusal("template_unreadable", {"why": f"{type(error).__name__}: {error}"})) from error


def _folder(kind: str) -> Path:
    return Path(settings.HOME) / FOLDER / kind

"""The interface's words: collects the English ones per room, keeps each room's Vietnamese file, checks and compiles it.

`extract [ROOM …]` adds new msgids and drops unused ones, `check` says what is missing, `compile` makes the `.mo` files
that Django reads (done by `make setup`). Needs no gettext programs.
"""

import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "motcua"
HEADER = """# The room's words in Vietnamese. Kept by tools/messages.py; only the msgstr lines are written by hand.
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a translating function takes its words: the first one's place, and how many there are (two: plural)."""

    first: int = 0
    count: int = 1


_PLAIN, _PLURAL, _IN_CONTEXT, _PLURAL_IN_CONTEXT = Places(), Places(0, 2), Places(1), Places(1, 2)
KEYWORDS: dict[str, Any] = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "pgettext": _IN_CONTEXT,
    "pgettext_lazy": _IN_CONTEXT,
    "npgettext": _PLURAL_IN_CONTEXT,
    "npgettext_lazy": _PLURAL_IN_CONTEXT,
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)[^{}]*\}|%[sd]")
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one msgid of one room."""

    room: str
    msgid: str
    what: str

    def __str__(self) -> str:
        return f"{self.room}: {self.what}: {self.msgid!r}"


def rooms() -> list[str]:
    """All packages of the house."""
    return sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))


def file_of(room: str) -> Path:
    """Where the room's Vietnamese words are."""
    return HOUSE / room / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def template_of(room: str) -> Catalog:
    """Every msgid that the room's code and templates use."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted((HOUSE / room).rglob("*")):
        if path.suffix == ".py" and "tests" not in path.parts and "migrations" not in path.parts:
            _add(catalog, path, path.read_bytes())
        elif path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts:
            _add(catalog, path, _as_python(path))
    return catalog


def _as_python(template: Path) -> bytes:
    """The template's words as calls, without its indentation, which would mean something to Python's reader."""
    source = templatize(template.read_text(encoding="utf-8"), origin=str(template))
    return "\n".join(line.lstrip() for line in source.split("\n")).encode()


def _add(catalog: Catalog, path: Path, source: bytes) -> None:
    place = str(path.relative_to(ROOT))
    for line, function, given, _comments in extract_python(io.BytesIO(source), KEYWORDS, (), {}):
        places = KEYWORDS[str(function)]
        words = _as_list(given)
        taken = words[places.first : places.first + places.count]
        context = words[0] if places.first else None
        if len(taken) == places.count and all(isinstance(word, str) and word for word in taken):
            identity = taken[0] if places.count == 1 else (taken[0], taken[1])
            catalog.add(identity, locations=[(place, line)], context=context)


def _as_list(given: object) -> list[Any]:
    """What the extractor gives: several words, one word alone, or nothing where there was no literal."""
    if given is None or isinstance(given, str):
        return [given]
    return list(given) if isinstance(given, list | tuple) else []


def words_of(room: str) -> Catalog:
    """The room's Vietnamese file as it stands; an empty one when there is none."""
    path = file_of(room)
    if not path.is_file():
        return Catalog(locale="vi", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="vi", charset="utf-8", abort_invalid=True)


def problems(room: str) -> Iterator[Problem]:
    """What keeps the room from being wholly Vietnamese."""
    words = words_of(room)
    for message in template_of(room):
        if not message.id:
            continue
        singular = _first(message.id)
        if _VIETNAMESE.search(singular):
            yield Problem(room, singular, "the msgid is Vietnamese; write English here and Vietnamese in the .po")
            continue
        found = words.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        if found is None:
            yield Problem(room, singular, "not in the .po")
        else:
            yield from _problems_of(room, found)


def _problems_of(room: str, message: Message) -> Iterator[Problem]:
    singular = _first(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not strings or not all(strings):
        yield Problem(room, singular, "not translated")
        return
    if message.fuzzy:
        yield Problem(room, singular, "fuzzy")
    wanted = placeholders(singular if isinstance(message.id, str) else message.id[-1])
    for string in strings:
        if placeholders(string) != wanted:
            yield Problem(room, singular, f"placeholders differ: {sorted(placeholders(string))} for {sorted(wanted)}")
        if unicodedata.normalize("NFC", string) != string:
            yield Problem(room, singular, "not in composed letters (NFC)")


def placeholders(text: str) -> frozenset[str]:
    """The names that are filled in, in either of the two notations."""
    return frozenset(match.group(1) or match.group(2) or match.group(0) for match in _PLACEHOLDER.finditer(text))


def contradictions() -> list[str]:
    """msgids that two rooms translate differently: Django merges all rooms, so one of them would read wrongly."""
    seen: dict[tuple[str, str | None], dict[str, str]] = {}
    for room in rooms():
        for message in words_of(room):
            if message.id and message.string:
                seen.setdefault((_first(message.id), message.context), {})[room] = str(message.string)
    return [f"{msgid!r}: {by_room}" for (msgid, _), by_room in seen.items() if len(set(by_room.values())) > 1]


def _first(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def extract_room(room: str) -> int:
    """Brings the room's file up to date with its code; says how many msgids wait for their translation."""
    template, words = template_of(room), words_of(room)
    path = file_of(room)
    if not any(message.id for message in template):
        path.unlink(missing_ok=True)
        return 0
    words.update(template, no_fuzzy_matching=True)
    body = io.BytesIO()
    write_po(body, words, width=120, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body.getvalue().decode().strip() + "\n", encoding="utf-8")
    return sum(1 for problem in problems(room) if problem.what == "not translated")


def compile_room(room: str) -> bool:
    """Makes the room's `.mo` when it is older than its `.po`."""
    source = file_of(room)
    target = source.with_suffix(".mo")
    if not source.is_file() or (target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        return False
    with target.open("wb") as file:
        write_mo(file, words_of(room))
    return True


@click.group()
def main() -> None:
    """The interface's words."""


@main.command()
@click.argument("names", nargs=-1, metavar="[ROOM ...]")
def extract(names: tuple[str, ...]) -> None:
    """Adds new msgids to the rooms' files."""
    for room in names or rooms():
        waiting = extract_room(room)
        if waiting:
            click.echo(f"{room}: {waiting} to translate, in {file_of(room).relative_to(ROOT)}")


@main.command()
@click.argument("names", nargs=-1, metavar="[ROOM ...]")
def check(names: tuple[str, ...]) -> None:
    """Says what is missing; ends with 1 when anything is."""
    found = [str(problem) for room in names or rooms() for problem in problems(room)] + contradictions()
    click.echo("\n".join(found) if found else "words: all translated")
    sys.exit(1 if found else 0)


@main.command("compile")
def compile_all() -> None:
    """Makes the files that Django reads."""
    made = [room for room in rooms() if compile_room(room)]
    click.echo(f"words: compiled {', '.join(made)}" if made else "words: up to date")


if __name__ == "__main__":
    main()

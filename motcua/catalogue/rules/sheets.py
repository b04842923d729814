"""What a version says, part by part, and what another says otherwise. No words: a sheet holds values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.words import Label

GENERAL = "general"
_NO_PART = frozenset({"id", "number"})
_ONE_THING = ("supplement", "start", "collection")
"""Parts of which a version has one, or none."""
_PROCESS = ("model", "decision", "supplement_returns_to")
_SAYS_WHICH = ("cases", "channels", "areas", "applicants")
"""What tells rows of one kind apart that carry the same key, or none."""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One thing that a part of a version holds. `key` is stable from version to version; `heading` names it.

    `says` is what is said of it, by the names of the fields; empty where the heading says it all.
    """

    key: str
    heading: Any
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of a version: terms, fees, papers ..., by the name of the field that holds it."""

    name: str
    entries: tuple[SheetEntry, ...]


class ChangeKind(StrEnum):
    """What became of one thing from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `fields` are the names of what differs, with what was said before and is said now."""

    part: str
    kind: ChangeKind
    before: SheetEntry | None
    after: SheetEntry | None
    fields: tuple[tuple[str, Any, Any], ...] = ()


def sheet(version: ProcedureVersion) -> tuple[SheetPart, ...]:
    """Everything the version says; only its id and its number are left out."""
    single = {name: getattr(version, name) for name in _names(version) if _is_single(name, getattr(version, name))}
    parts = [SheetPart(GENERAL, (SheetEntry(GENERAL, None, single),))]
    for name in _names(version):
        value = getattr(version, name)
        if name == "process":
            parts += _process(value)
        elif name in _ONE_THING:
            said = _said(value) if value is not None else {}
            parts.append(SheetPart(name, (SheetEntry(name, None, said),) if said else ()))
        elif isinstance(value, tuple):
            parts.append(SheetPart(name, tuple(_entries(value))))
    return tuple(parts)


def differences(earlier: ProcedureVersion, later: ProcedureVersion) -> tuple[Change, ...]:
    """What the later version says otherwise, in the order of the sheet; nothing where they say the same."""
    before = {part.name: part.entries for part in sheet(earlier)}
    after = {part.name: part.entries for part in sheet(later)}
    return tuple(
        change
        for name in dict.fromkeys([*before, *after])
        for change in _of_part(name, before.get(name, ()), after.get(name, ()))
    )


def _of_part(name: str, before: Sequence[SheetEntry], after: Sequence[SheetEntry]) -> Iterator[Change]:
    was = {entry.key: entry for entry in before}
    now = {entry.key: entry for entry in after}
    for key in [*(key for key in was if key not in now), *now]:
        earlier, later = was.get(key), now.get(key)
        if earlier is None or later is None:
            yield Change(name, ChangeKind.ADDED if earlier is None else ChangeKind.REMOVED, earlier, later)
        elif earlier != later:
            names = dict.fromkeys([*earlier.says, *later.says])
            told = ((one, earlier.says.get(one), later.says.get(one)) for one in names)
            yield Change(name, ChangeKind.CHANGED, earlier, later, tuple(one for one in told if one[1] != one[2]))
    if [key for key in was if key in now] != [key for key in now if key in was]:
        yield Change(name, ChangeKind.REORDERED, None, None)


def _names(value: Any) -> Iterable[str]:
    return (field.name for field in fields(value) if field.name not in _NO_PART)


def _is_single(name: str, value: Any) -> bool:
    """Whether the field says one thing of the whole procedure."""
    return not isinstance(value, tuple) and name not in _ONE_THING and name != "process"


def _process(definition: Any) -> Iterator[SheetPart]:
    if definition is None:
        return
    said = {name: getattr(definition, name) for name in _PROCESS}
    yield SheetPart("process", (SheetEntry("process", None, said),))
    yield SheetPart("steps", tuple(_entries(definition.steps)))


def _entries(things: Sequence[Any]) -> Iterator[SheetEntry]:
    """The things, each with a key of its own; those that would carry the same are counted."""
    seen: Counter[str] = Counter()
    for thing in things:
        key = _key(thing)
        seen[key] += 1
        yield SheetEntry(f"{key} #{seen[key]}" if seen[key] > 1 else key, _heading(thing), _said(thing))


def _key(thing: Any) -> str:
    if isinstance(thing, str):
        return thing
    named = next((str(getattr(thing, name)) for name in ("key", "number", "vi") if hasattr(thing, name)), "")
    sets = (sorted(getattr(thing, name)) for name in _SAYS_WHICH if hasattr(thing, name) and not _has_own_key(thing))
    return " ".join([named, *(",".join(one) for one in sets)]).strip()


def _has_own_key(thing: Any) -> bool:
    """Whether its key alone tells it apart: papers and prolongations, not fees and terms."""
    return hasattr(thing, "key") and not hasattr(thing, "amount")


def _heading(thing: Any) -> Any:
    """What a person calls it: its label or name; itself where it is nothing but words."""
    if isinstance(thing, str | Label):
        return thing
    return next((getattr(thing, name) for name in ("label", "name", "number", "text") if hasattr(thing, name)), None)


def _said(thing: Any) -> Mapping[str, Any]:
    if isinstance(thing, str):
        return {}
    if isinstance(thing, Label):
        return {"label": thing}
    return {field.name: getattr(thing, field.name) for field in fields(thing) if field.name != "key"}

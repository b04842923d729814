"""A version's sheet in the reader's words: the names of its parts and fields, and what they say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import Selector
from motcua.catalogue.parts.words import Area, AuthorityLevel, Channel, Field, Label
from motcua.catalogue.printing import area_words, channel_words, level_words
from motcua.catalogue.rules.sheets import GENERAL, Change, ChangeKind, SheetEntry, differences, sheet
from motcua.kernel.messages import Sentence, name_of
from motcua.worktime.types import Language, Term, number_words, term_words

PART_NAMES: Mapping[str, Sentence] = {
    GENERAL: gettext_lazy("The procedure"),
    "cases": gettext_lazy("Cases"),
    "terms": gettext_lazy("Terms"),
    "fees": pgettext_lazy("procedure sheet", "Fees"),
    "components": pgettext_lazy("procedure sheet", "Papers"),
    "results": gettext_lazy("Results"),
    "legal_basis": gettext_lazy("Legal basis"),
    "conditions": gettext_lazy("Conditions"),
    "service_levels": gettext_lazy("Online service"),
    "supplement": gettext_lazy("Supplement"),
    "pause_reasons": pgettext_lazy("procedure sheet", "Not counted"),
    "prolongations": gettext_lazy("Prolongations"),
    "start": gettext_lazy("Beginning of the term"),
    "process": pgettext_lazy("procedure sheet", "Process"),
    "steps": gettext_lazy("Steps of the process"),
    "collection": gettext_lazy("Collecting the result"),
    "special_texts": gettext_lazy("Texts on its papers"),
    "notes": pgettext_lazy("procedure sheet", "Remarks"),
    "keywords": gettext_lazy("Everyday words"),
    "marks": gettext_lazy("Open questions"),
}
FIELD_NAMES: Mapping[str, Sentence] = {
    "actions": gettext_lazy("ways out"),
    "allowed": gettext_lazy("supplements allowed"),
    "amount": gettext_lazy("amount"),
    "applicants": gettext_lazy("for whom"),
    "areas": gettext_lazy("in which places"),
    "article": gettext_lazy("article"),
    "at": gettext_lazy("where"),
    "by": gettext_lazy("with whose key"),
    "cap": gettext_lazy("at most a copy"),
    "capacities": gettext_lazy("in which capacity"),
    "cases": gettext_lazy("in which cases"),
    "certified_copies": gettext_lazy("certified copies"),
    "channels": gettext_lazy("ways of filing"),
    "closes": gettext_lazy("ends with"),
    "code": gettext_lazy("code"),
    "condition": gettext_lazy("only if"),
    "consequence": gettext_lazy("afterwards"),
    "copies": gettext_lazy("copies"),
    "cross_boundary": gettext_lazy("may be filed anywhere"),
    "currency": gettext_lazy("currency"),
    "decided_by": gettext_lazy("decided by"),
    "decision": gettext_lazy("decision"),
    "effect": gettext_lazy("effect on the term"),
    "effective_from": gettext_lazy("in force from"),
    "effective_to": gettext_lazy("in force until"),
    "event": gettext_lazy("from which event"),
    "exemptions": gettext_lazy("who pays less"),
    "expected": gettext_lazy("usually takes"),
    "field": gettext_lazy("field"),
    "first": gettext_lazy("from number"),
    "form_number": gettext_lazy("form number"),
    "hours": gettext_lazy("working hours"),
    "hours_by_case": gettext_lazy("working hours by case"),
    "immediate": gettext_lazy("done at once"),
    "join": gettext_lazy("meets again at"),
    "key": gettext_lazy("key"),
    "kind": gettext_lazy("kind"),
    "label": gettext_lazy("name"),
    "letter": gettext_lazy("template of the paper"),
    "level": gettext_lazy("level"),
    "levels": gettext_lazy("levels"),
    "may_supplement": gettext_lazy("a supplement may be asked for"),
    "model": gettext_lazy("model"),
    "name": gettext_lazy("name"),
    "necessity": gettext_lazy("necessity"),
    "next": gettext_lazy("leads to"),
    "note": gettext_lazy("remark"),
    "number": gettext_lazy("number"),
    "number_series": gettext_lazy("register"),
    "on_site_steps": gettext_lazy("steps on the spot"),
    "one_of": gettext_lazy("one of the group"),
    "opens": gettext_lazy("begins with"),
    "optional": gettext_lazy("only when asked for"),
    "originals": gettext_lazy("originals"),
    "outcome": gettext_lazy("means"),
    "pause": gettext_lazy("not counted because of"),
    "percent": gettext_lazy("percent less"),
    "place": gettext_lazy("where it shows"),
    "presence": gettext_lazy("in person"),
    "proof": gettext_lazy("proof"),
    "quantity": gettext_lazy("several items at once"),
    "reason": gettext_lazy("reason"),
    "resolved_by": gettext_lazy("resolved by"),
    "result_code": gettext_lazy("kind of paper"),
    "role": gettext_lazy("who"),
    "signatures": gettext_lazy("signatures"),
    "slip_deadline": gettext_lazy("to be asked for within"),
    "stamp": gettext_lazy("look of the signature"),
    "step": gettext_lazy("step"),
    "subjects": gettext_lazy("who may apply"),
    "supplement_returns_to": gettext_lazy("an answered supplement returns to"),
    "term": gettext_lazy("term"),
    "text": gettext_lazy("text"),
    "tiers": gettext_lazy("amounts by number"),
    "title": gettext_lazy("title"),
    "turn": gettext_lazy("turn"),
    "unit": gettext_lazy("for each"),
    "valid_from": gettext_lazy("from"),
    "valid_to": pgettext_lazy("version", "until"),
    "waiting_term": gettext_lazy("waited for at most"),
    "where": gettext_lazy("place in the source"),
    "words": gettext_lazy("beside the words"),
    "width": gettext_lazy("width"),
    "height": gettext_lazy("height"),
    "beside": gettext_lazy("side"),
    "right": gettext_lazy("to the right"),
    "up": gettext_lazy("upwards"),
}
"""Every field that a version may hold, however deep. A test finds one that has no name."""

_KINDS: Mapping[ChangeKind, Sentence] = {
    ChangeKind.ADDED: gettext_lazy("new"),
    ChangeKind.REMOVED: gettext_lazy("dropped"),
    ChangeKind.CHANGED: gettext_lazy("changed"),
    ChangeKind.REORDERED: gettext_lazy("in another order"),
}


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """One thing of a version in words: what it is called, and what is said of it by name."""

    heading: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part of a version in words."""

    title: str
    entries: tuple[ToldEntry, ...]


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One difference in words. `facts` are (name, before, now); one side is empty where the thing is new or dropped."""

    part: str
    kind: ChangeKind
    kind_words: str
    heading: str
    facts: tuple[tuple[str, str, str], ...]


def told(version: ProcedureVersion) -> list[ToldPart]:
    """Everything a version says that says anything, in the active language."""
    parts = []
    for part in sheet(version):
        entries = tuple(
            ToldEntry(
                _heading(entry, version),
                tuple((_name(name), words) for name, words in _saying(entry, version)),
            )
            for entry in part.entries
        )
        if entries:
            parts.append(ToldPart(str(PART_NAMES[part.name]), entries))
    return parts


def told_differences(earlier: ProcedureVersion, later: ProcedureVersion) -> list[ToldChange]:
    """What the later version says otherwise, in the active language."""
    return [_told_change(change, earlier, later) for change in differences(earlier, later)]


def _told_change(change: Change, earlier: ProcedureVersion, later: ProcedureVersion) -> ToldChange:
    entry, version = (change.after, later) if change.after is not None else (change.before, earlier)
    return ToldChange(
        part=str(PART_NAMES[change.part]),
        kind=change.kind,
        kind_words=str(_KINDS[change.kind]),
        heading=_heading(entry, version) if entry is not None else "",
        facts=tuple(
            (_name(name), _words(before, name, earlier), _words(after, name, later))
            for name, before, after in _facts(change)
        ),
    )


def _facts(change: Change) -> Sequence[tuple[str, Any, Any]]:
    """What is to be said: of a change the fields that differ, of what is new or dropped all that it says."""
    if change.kind is ChangeKind.CHANGED:
        return change.fields
    before = change.before.says if change.before else {}
    after = change.after.says if change.after else {}
    return [
        (name, before.get(name), after.get(name))
        for name in (*before, *after)
        if name not in ("label", "name") and (before.get(name) or after.get(name))
    ]


def _saying(entry: SheetEntry, version: ProcedureVersion) -> Iterator[tuple[str, str]]:
    """What is worth saying of a thing beside its heading: nothing that is usual, none or nought."""
    for name, value in entry.says.items():
        if entry.heading is not None and value == entry.heading:
            continue
        words = _words(value, name, version)
        if words and (value or name == "amount"):
            yield name, words


def _heading(entry: SheetEntry, version: ProcedureVersion) -> str:
    return "" if entry.heading is None else _words(entry.heading, "", version)


def _name(name: str) -> str:
    return str(FIELD_NAMES[name])


def _words(value: Any, name: str, version: ProcedureVersion) -> str:
    """A value in words; empty where it says nothing."""
    if name == "amount" and value is None:
        return _("set locally")
    if value is None or value in ("", date.min):
        return ""
    if name in _OF_ANOTHER and isinstance(value, str):
        return _named_there(value, name, version)
    for kind, words in _SINGLE:
        if isinstance(value, kind):
            return words(value)
    return _many_words(value, name, version)


def _many_words(value: Any, name: str, version: ProcedureVersion) -> str:
    if isinstance(value, frozenset):
        return ", ".join(_member(one, name, version) for one in sorted(value))
    if isinstance(value, tuple):
        return "; ".join(_words(one, "", version) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(
            f"{_member(key, 'cases', version)}: {_words(value[key], '', version)}" for key in sorted(value)
        )
    if is_dataclass(value):
        said = (
            (field.name, _words(getattr(value, field.name), field.name, version))
            for field in fields(value)
            if field.name != "key"
        )
        return ", ".join(words if key == "label" else f"{_name(key)} {words}" for key, words in said if words)
    raise TypeError(type(value))


def _member(one: Any, name: str, version: ProcedureVersion) -> str:
    case = version.case(one) if name == "cases" else None
    return _words(case.label, "", version) if case else _words(one, "", version)


def _named_there(key: str, name: str, version: ProcedureVersion) -> str:
    """The label of a step or a pause reason of this version."""
    if name == "pause":
        reason = version.pause_reason(key)
        return _words(reason.label, "", version) if reason else key
    steps = version.process.steps if version.process else ()
    label = next((step.label for step in steps if step.key == key), None)
    return _words(label, "", version) if label else key


def enum_words(value: StrEnum) -> str:
    """What a way of filing, a level, an area, a role and the like is called, in the active language."""
    if isinstance(value, Channel):
        return channel_words(value)
    if isinstance(value, AuthorityLevel):
        return level_words(value)
    if isinstance(value, Area):
        return area_words(value)
    return name_of(value)


def spoken() -> Language:
    """The active language, as terms and numbers are written in it."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


_OF_ANOTHER = frozenset({"next", "join", "step", "supplement_returns_to", "pause"})
"""Fields that name a step or a pause reason by its key."""

_SINGLE: Sequence[tuple[type, Callable[[Any], str]]] = (
    (bool, lambda value: _("yes") if value else _("no")),
    (StrEnum, enum_words),
    (str, str),
    (int, lambda value: f"{value:,}".replace(",", ".")),
    (Decimal, lambda value: number_words(value, spoken())),
    (date, lambda value: value.strftime("%d/%m/%Y")),
    (Term, lambda value: term_words(value, spoken())),
    (Label, lambda value: f"{value.vi} / {value.en}" if value.en else value.vi),
    (Field, lambda value: f"{value.name} ({value.code})"),
    (Selector, lambda value: " ".join(filter(None, (name_of(value.place), value.key)))),
)
"""How single values read; the first kind that fits is taken."""


def place_words(path: str) -> str:
    """Where in the text of a version something stands, such as `fees.0.exemptions.1.percent`, in the reader's words."""
    told: list[str] = []
    for depth, part in enumerate(path.split(".")):
        if part.isdecimal() and told:
            told[-1] = _("{part} {number}").format(part=told[-1], number=int(part) + 1)
            continue
        written = _WRITTEN_AS.get(part, part)
        name = PART_NAMES.get(written) if depth == 0 else None
        words = name or FIELD_NAMES.get(written) or _ONLY_WRITTEN.get(written) or PART_NAMES.get(written)
        said = str(words) if words is not None else f"“{part}”"
        told.append(said if depth == 0 else said[0].lower() + said[1:])
    return " › ".join(told)


_WRITTEN_AS: Mapping[str, str] = {
    "pauses": "pause_reasons",
    "service": "service_levels",
    "texts": "special_texts",
    "on_site": "on_site_steps",
    "vi": "name",
}
"""What the text of a version calls otherwise than the version itself does."""
_ONLY_WRITTEN: Mapping[str, Sentence] = {
    "en": gettext_lazy("English name"),
    "own": gettext_lazy("steps of its own"),
}

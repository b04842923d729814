"""From what a browser sends to answers, and back to what a browser shows.

Reading never fails and loses nothing: what cannot be read as what was asked for stays the text that was typed, and the
schema of the answer objects to it. So a page that is shown again shows what its reader had typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from motcua.forms.types import Answers, Field, FieldKind, Posted
from motcua.kernel.days import DAY_WRITTEN, read_day

PlaceOf = Callable[[str], str]
TICKED = "yes"
"""What a ticked box sends."""
_MOST_DIGITS = 15
"""More digits than JSON carries exactly are no figure."""
_SPACES = re.compile(r"\s+")
_PARTED = re.compile(r"[\s.]+")
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_PLAIN = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"(-?[0-9]+|-?[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_POINTED = re.compile(r"-?[0-9]+\.[0-9]+")


def decoded(fields: Iterable[Field], posted: Posted, *, place_of: PlaceOf = str, within: str = "") -> dict[str, Any]:
    """The answers to these fields. What was left empty is absent; what is worked out is never read.

    Names of a row begin with its place (`members.2.name`); which rows there are, the group's own name says
    (`members=0&members=2`), and rows in which nothing was typed are left out. `place_of` knows the code of a commune
    by what people call it.
    """
    answers: dict[str, Any] = {}
    for one in fields:
        if one.calculation is None:
            answer = _decoded(one, posted, f"{within}{one.name}", place_of)
            if answer is not None:
                answers[one.name] = answer
    return answers


def encoded(fields: Iterable[Field], answers: Answers, *, within: str = "") -> dict[str, list[str]]:
    """What a browser shows for these answers and sends back when nothing is changed."""
    posted: dict[str, list[str]] = {}
    for one in fields:
        if one.calculation is None and one.name in answers:
            posted.update(_encoded(one, answers[one.name], f"{within}{one.name}"))
    return posted


def _decoded(one: Field, posted: Posted, name: str, place_of: PlaceOf) -> Any:
    sent = posted.get(name, ())
    match one.kind:
        case FieldKind.GROUP:
            return list(_rows(one, posted, name, place_of)) or None
        case FieldKind.CHOICES:
            return list(dict.fromkeys(filter(None, map(_tidy, sent)))) or None
        case FieldKind.TICK:
            return TICKED in sent
    typed = _tidy(sent[-1], keeps_lines=one.is_long) if sent else ""
    if not typed:
        return None
    return place_of(typed) if one.kind is FieldKind.COMMUNE else _read(one.kind, typed)


def _rows(group: Field, posted: Posted, name: str, place_of: PlaceOf) -> Iterator[dict[str, Any]]:
    for place in dict.fromkeys(posted.get(name, ())):
        row = decoded(group.fields, posted, place_of=place_of, within=f"{name}.{place}.")
        if any(answer is not False for answer in row.values()):
            yield row


def _read(kind: FieldKind, typed: str) -> Any:
    match kind:
        case FieldKind.INTEGER:
            return _integer(typed)
        case FieldKind.NUMBER:
            return _number(typed)
        case FieldKind.DATE:
            return _day(typed)
        case FieldKind.PERSONAL_NUMBER | FieldKind.TAX_CODE:
            return _PARTED.sub("", typed) or typed
    return typed


def _integer(typed: str) -> int | str:
    """`1.000.000`, `1 000 000` and `1000000` are the same."""
    bare = _SPACES.sub("", typed)
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        return typed
    digits = bare.replace(".", "")
    return int(digits) if len(digits.lstrip("-0")) <= _MOST_DIGITS else typed


def _number(typed: str) -> int | float | str:
    """Thousands are parted by points and decimals by a comma. A single point between other digits than thousands can
    only be meant as the comma: `12.5`."""
    bare = _SPACES.sub("", typed)
    if _POINTED.fullmatch(bare) and not _GROUPED.fullmatch(bare):
        bare = bare.replace(".", ",")
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return typed
    whole, decimals = found[1].replace(".", ""), (found[2] or "").rstrip("0")
    if len(whole.lstrip("-0")) + len(decimals) > _MOST_DIGITS:
        return typed
    return float(f"{whole}.{decimals}") if decimals else int(whole)


def _day(typed: str) -> str:
    try:
        return read_day(typed).isoformat()
    except ValueError:
        return typed


def _encoded(one: Field, answer: Any, name: str) -> dict[str, list[str]]:
    if one.kind is FieldKind.GROUP and isinstance(answer, list):
        return _encoded_rows(one, answer, name)
    if one.kind is FieldKind.CHOICES and isinstance(answer, list):
        return {name: [str(value) for value in answer]}
    if one.kind is FieldKind.TICK:
        return {name: [TICKED]} if answer is True else {}
    return {name: [_written(one.kind, answer)]}


def _encoded_rows(group: Field, rows: Sequence[Any], name: str) -> dict[str, list[str]]:
    posted: dict[str, list[str]] = {name: [str(place) for place in range(len(rows))]}
    for place, row in enumerate(rows):
        if isinstance(row, Mapping):
            posted.update(encoded(group.fields, row, within=f"{name}.{place}."))
    return posted


def _written(kind: FieldKind, answer: Any) -> str:
    if kind is FieldKind.NUMBER and isinstance(answer, float):
        return format(Decimal(repr(answer)), "f").replace(".", ",")
    if kind is FieldKind.DATE and isinstance(answer, str):
        try:
            return read_day(answer).strftime(DAY_WRITTEN)
        except ValueError:
            return answer
    return str(answer)


def _tidy(typed: str, *, keeps_lines: bool = False) -> str:
    """The text without blanks around it and without signs nobody sees, its letters composed as the house keeps them."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    seen = _NOT_PRINTED.sub("", lines if keeps_lines else lines.replace("\n", " "))
    return unicodedata.normalize("NFC", seen).strip()

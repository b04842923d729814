"""Whether schema and layout of a document are about the same questions, and each of these is asked once."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua.forms.types import Fault, Path
from motcua.kernel.types import Refusal

_TODAY = "today"


def faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    """Questions that are asked nowhere or twice, and parts that are about no question, each at its place."""
    layout = document["layout"]
    yield from _object(document, layout["fields"], (), ("layout", "fields"))
    asked: set[str] = set()
    for number, page in enumerate(layout["pages"]):
        for place, name in enumerate(page["fields"]):
            path = ("layout", "pages", number, "fields", place)
            if name not in document["properties"]:
                yield Fault(path, Refusal("form_question_unknown"))
            elif name in asked:
                yield Fault(path, Refusal("form_question_twice"))
            asked.add(name)
    for name in document["properties"]:
        if name not in asked:
            yield Fault(("properties", name), Refusal("form_question_unasked"))


def _object(schema: Mapping[str, Any], drawn: Mapping[str, Any], where: Path, drawing: Path) -> Iterator[Fault]:
    """The same for the form as a whole and for the rows of a group."""
    asked = schema["properties"]
    for place, name in enumerate(schema.get("required", ())):
        if name not in asked:
            yield Fault((*where, "required", place), Refusal("form_question_unknown"))
    for name in drawn.keys() - asked.keys():
        yield Fault((*drawing, name), Refusal("form_question_unknown"))
    for name, one in asked.items():
        if name not in drawn:
            yield Fault((*drawing, name), Refusal("form_part_missing"))
        else:
            yield from _question(one, drawn[name], (*where, "properties", name), (*drawing, name))


def _question(schema: Mapping[str, Any], drawn: Mapping[str, Any], where: Path, drawing: Path) -> Iterator[Fault]:
    for bound in ("earliest", "latest"):
        if bound in drawn and not _is_day(drawn[bound]):
            yield Fault((*drawing, bound), Refusal("form_part_unreadable"))
    rows = schema.get("items", {})
    offered = schema.get("enum") or rows.get("enum") or ()
    for value in drawn.get("choices", {}).keys() - set(offered):
        yield Fault((*drawing, "choices", value), Refusal("form_part_unknown"))
    if "properties" in rows:
        yield from _object(rows, drawn.get("fields", {}), (*where, "items"), (*drawing, "fields"))
        if sorted(drawn.get("order", ())) != sorted(rows["properties"]):
            yield Fault((*drawing, "order"), Refusal("form_order_wrong"))
    else:
        yield from (
            Fault((*drawing, part), Refusal("form_part_unfit")) for part in ("fields", "order") if part in drawn
        )


def _is_day(written: str) -> bool:
    try:
        return written == _TODAY or date.fromisoformat(written) is not None
    except ValueError:
        return False

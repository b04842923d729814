"""Whether the parts of a form fit each other.

Nothing looks at what is asked later: a condition or a calculation knows only what stands before it. So a form is filled
in from its beginning to its end, every page says by itself what it needs, and nothing can turn in a circle.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.forms.types import (
    FIGURES,
    Calculation,
    Condition,
    Fault,
    Field,
    FieldKind,
    Form,
    Known,
    Operation,
    Path,
)
from motcua.kernel.types import Refusal

_BOUNDS = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))
_FITTING: Mapping[FieldKind, frozenset[str]] = {
    FieldKind.CHOICE: frozenset({"const", "enum"}),
    FieldKind.CHOICES: frozenset({"contains"}),
    FieldKind.TICK: frozenset({"const"}),
    FieldKind.INTEGER: frozenset({"const", "enum", "minimum", "maximum"}),
    FieldKind.NUMBER: frozenset({"minimum", "maximum"}),
}
"""What can be demanded of an answer; of a text or a day nothing can."""
_KNOWN_OF: Mapping[Known, frozenset[FieldKind]] = {
    Known.NAME: frozenset({FieldKind.TEXT}),
    Known.NUMBER: frozenset({FieldKind.PERSONAL_NUMBER}),
    Known.TAX_CODE: frozenset({FieldKind.TAX_CODE}),
    Known.BORN: frozenset({FieldKind.DATE}),
    Known.PHONE: frozenset({FieldKind.PHONE}),
    Known.EMAIL: frozenset({FieldKind.EMAIL}),
    Known.ADDRESS: frozenset({FieldKind.TEXT}),
    Known.COMMUNE: frozenset({FieldKind.COMMUNE}),
    Known.RESULT_NUMBER: frozenset({FieldKind.TEXT}),
    Known.RESULT_DAY: frozenset({FieldKind.DATE}),
    Known.RESULT_AGENCY: frozenset({FieldKind.TEXT}),
}


def contradictions(form: Form) -> Iterator[Fault]:
    """Everything in which the form contradicts itself, at its place in the document."""
    pages = ("layout", "pages")
    for key, count in Counter(page.key for page in form.pages).items():
        if count > 1:
            yield Fault((*pages, _place_of(form, key), "key"), Refusal("form_page_twice"))
    before: dict[str, Field] = {}
    for number, page in enumerate(form.pages):
        yield from _condition(page.shown_when, before, (*pages, number, "shown_when"))
        for one in page.fields:
            yield from _field(one, before, ("properties", one.name), ("layout", "fields", one.name))
            before[one.name] = one
    for number, stop in enumerate(form.stops):
        yield from _condition(stop.when, before, ("layout", "stops", number, "when"))


def _place_of(form: Form, key: str) -> int:
    return max(number for number, page in enumerate(form.pages) if page.key == key)


def _field(one: Field, before: Mapping[str, Field], schema: Path, drawing: Path) -> Iterator[Fault]:
    yield from _bounds(one, schema, drawing)
    yield from _drawing(one, drawing)
    yield from _condition(one.shown_when, before, (*drawing, "shown_when"))
    yield from _condition(one.prefill.when if one.prefill else None, before, (*drawing, "prefill", "when"))
    yield from _calculated(one, before, schema, drawing)
    siblings: dict[str, Field] = {}
    for inner in one.fields:
        within: Path = (*schema, "items", "properties", inner.name)
        if inner.kind is FieldKind.GROUP:
            yield Fault(within, Refusal("form_group_in_group"))
        if inner.prefill is not None:
            yield Fault((*drawing, "fields", inner.name, "prefill"), Refusal("form_part_unfit"))
        yield from _field(inner, siblings, within, (*drawing, "fields", inner.name))
        siblings[inner.name] = inner


def _bounds(one: Field, schema: Path, drawing: Path) -> Iterator[Fault]:
    for low, high in _BOUNDS:
        if low in one.schema and high in one.schema and one.schema[low] > one.schema[high]:
            yield Fault((*schema, low), Refusal("form_bounds_crossed"))
    limits = one.limits
    if limits.earliest and limits.latest and limits.earliest > limits.latest:
        yield Fault((*drawing, "earliest"), Refusal("form_bounds_crossed"))
    if one.kind is FieldKind.CHOICES:
        if one.schema.get("minItems", 0) > len(one.choices):
            yield Fault((*schema, "minItems"), Refusal("form_bounds_crossed"))
        if "uniqueItems" not in one.schema:
            yield Fault((*schema, "uniqueItems"), Refusal("form_part_missing"))


def _drawing(one: Field, drawing: Path) -> Iterator[Fault]:
    """What is drawn must be something that a field of its kind has."""
    for choice in one.choices:
        if not choice.label.vi:
            yield Fault((*drawing, "choices", choice.value), Refusal("form_part_missing"))
    unfit = {
        "lines": one.is_long and one.kind is not FieldKind.TEXT,
        "earliest": one.kind is not FieldKind.DATE and (one.limits.earliest or one.limits.not_before_today),
        "latest": one.kind is not FieldKind.DATE and (one.limits.latest or one.limits.not_after_today),
        "prefill": one.prefill is not None and one.kind not in _KNOWN_OF[one.prefill.known],
    }
    yield from (Fault((*drawing, part), Refusal("form_part_unfit")) for part, wrong in unfit.items() if wrong)


def _condition(condition: Condition | None, before: Mapping[str, Field], path: Path) -> Iterator[Fault]:
    if condition is None:
        return
    for name, demand in condition.demands.items():
        if name not in before:
            yield Fault((*path, name), Refusal("form_looks_ahead"))
        elif not _fits(before[name], demand):
            yield Fault((*path, name), Refusal("form_condition_unfit"))


def _fits(asked: Field, demand: Mapping[str, Any]) -> bool:
    """Whether such a demand can be made of the answer at all, and names only what is offered."""
    if not set(demand) <= _FITTING.get(asked.kind, frozenset()):
        return False
    named = [demand["const"]] if "const" in demand else [*demand.get("enum", ())]
    match asked.kind:
        case FieldKind.TICK:
            return all(isinstance(value, bool) for value in named)
        case FieldKind.INTEGER:
            return all(isinstance(value, int) and not isinstance(value, bool) for value in named)
        case FieldKind.CHOICES:
            named = [demand["contains"]["const"]]
    return asked.kind is FieldKind.NUMBER or {choice.value for choice in asked.choices}.issuperset(named)


def _calculated(one: Field, before: Mapping[str, Field], schema: Path, drawing: Path) -> Iterator[Fault]:
    """A field is worked out or asked, never both."""
    calculation = one.calculation
    if (calculation is None) is ("readOnly" in one.schema):
        yield Fault((*schema, "readOnly"), Refusal("form_asked_or_calculated"))
    if calculation is None:
        return
    if one.is_required or one.kind not in FIGURES:
        yield Fault((*drawing, "value"), Refusal("form_asked_or_calculated"))
    ahead = [name for name in _operands(calculation) if name not in before]
    if ahead:
        yield Fault((*drawing, "value"), Refusal("form_looks_ahead"))
    elif not _countable(calculation, [before[name] for name in _operands(calculation)]):
        yield Fault((*drawing, "value"), Refusal("form_calculation_unfit"))


def _operands(calculation: Calculation) -> Sequence[str]:
    """The fields before it that a calculation needs; the second name of a `sum_of` is one within the group."""
    return calculation.operands[:1] if calculation.operation is Operation.SUM_OF else calculation.operands


def _countable(calculation: Calculation, operands: Sequence[Field]) -> bool:
    match calculation.operation:
        case Operation.COUNT:
            return operands[0].kind in {FieldKind.GROUP, FieldKind.CHOICES}
        case Operation.YEARS_SINCE:
            return operands[0].kind is FieldKind.DATE
        case Operation.SUM_OF:
            rows = {inner.name: inner.kind for inner in operands[0].fields}
            return rows.get(calculation.operands[1]) in FIGURES
    return all(operand.kind in FIGURES for operand in operands)

"""From a version back to its text, so that the next one can be begun where this one stands."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from motcua.catalogue.language import models as written
from motcua.catalogue.language.build import Library, build, component_of, exemption_of, pause_of, signature_of
from motcua.catalogue.language.text import read
from motcua.catalogue.parts.codec import encode
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import ProcessDefinition, Step

_WIDTH = 120
_RENAMED = {
    "on_site_steps": "on_site",
    "service_levels": "service",
    "pause_reasons": "pauses",
    "special_texts": "texts",
}
_ORDER = (
    "code",
    "name",
    "field",
    "decision",
    "effective_from",
    "effective_to",
    "levels",
    "resolved_by",
    "subjects",
    "channels",
    "on_site",
    "immediate",
    "quantity",
    "cross_boundary",
    "presence",
    "cases",
    "terms",
    "fees",
    "components",
    "results",
    "legal_basis",
    "conditions",
    "service",
    "supplement",
    "start",
    "pauses",
    "prolongations",
    "collection",
    "process",
    "texts",
    "notes",
    "keywords",
    "marks",
)


class _Writer(yaml.SafeDumper):
    """Writes every scalar as the text it is: the reader guesses nothing, so nothing is quoted against guessing."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML's own way of holding them


_Writer.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)$"), ["n", "~", ""])


def text_of(version: ProcedureVersion, library: Library, *, with_own_steps: bool = False) -> str:
    """The version in the catalogue's language; read again it says the same.

    What the library still has word for word stands there by its name, except fees, which change most often. Of the
    process only what differs from the library's model of today is written; its steps are written out where that does
    not say it, or where somebody wants to write steps of his own (`with_own_steps`).
    """
    parts: dict[str, Any] = encode(version)
    for name in ("id", "number", "process"):
        parts.pop(name, None)
    parts = {_RENAMED.get(name, name): _flat(value) for name, value in parts.items()}
    known = library.fields.get(version.field.code)
    parts["field"] = (
        version.field.code
        if known and known.name == version.field.name
        else {"key": version.field.code, "name": version.field.name}
    )
    shared = {one.key: component_of(one) for one in library.components.values()}
    parts["components"] = _by_name(parts["components"], version.components, shared)
    reasons = {one.key: pause_of(one) for one in library.pauses.values()}
    parts["pauses"] = _by_name(parts["pauses"], version.pause_reasons, reasons)
    exemptions = {one.key: exemption_of(one) for one in library.exemptions.values()}
    for told, fee in zip(parts["fees"], version.fees, strict=True):
        told["exemptions"] = _by_name(told.get("exemptions", []), fee.exemptions, exemptions)
    plans = {tuple(map(signature_of, plan)): key for key, plan in library.signatures.items()}
    for told, result in zip(parts["results"], version.results, strict=True):
        if result.signatures in plans:
            told["signatures"] = plans[result.signatures]
    if version.process is not None:
        parts["process"] = {"model": version.process.model, "decision": version.process.decision}
        cases = [one.key for one in version.cases]
        parts["process"]["steps"] = _changes(version.process, _model(parts, library), cases)
        if with_own_steps or _model(parts, library) != version.process:
            parts["process"] |= {"steps": {}, "own": _own(version.process, cases)}
    return _yaml(parts)


def _model(parts: Mapping[str, Any], library: Library) -> ProcessDefinition | None:
    """What the library's model of that name would be for these terms, unchanged."""
    source = read("", _yaml(parts))
    built, _ = build(written.WrittenProcedure.model_validate(source.data), library)
    return built.process


def _changes(now: ProcessDefinition, model: ProcessDefinition | None, cases: Sequence[str]) -> dict[str, Any]:
    if model is None:
        return {}
    usual = {step.key: step for step in model.steps}
    told = {step.key: _change(step, usual[step.key], cases) for step in now.steps if step.key in usual}
    return {key: change for key, change in told.items() if change}


def _own(process: ProcessDefinition, cases: Sequence[str]) -> dict[str, Any]:
    return {
        "supplement_returns_to": process.supplement_returns_to,
        "steps": [_own_step(step, cases) for step in process.steps],
    }


def _own_step(step: Step, cases: Sequence[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": step.key,
        "kind": step.kind.value,
        "vi": step.label.vi,
        "en": step.label.en,
        "role": step.role.value,
        "at": str(step.at),
        "hours": _hours(step, cases),
        "may_supplement": "true" if step.may_supplement else "",
        "join": step.join,
        "actions": [
            {
                "key": one.key,
                "vi": one.label.vi,
                "en": one.label.en,
                "next": one.next or "",
                "outcome": one.outcome.value,
            }
            for one in step.actions
        ],
    }
    return told | ({"pause": step.pause} if step.pause else {})


def _hours(step: Step, cases: Sequence[str]) -> str | dict[str, str]:
    if not step.hours_by_case:
        return str(step.hours)
    return {case: str(step.hours_for(case)) for case in cases}


def _change(step: Step, usual: Step, cases: Sequence[str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if step.label.vi != usual.label.vi:
        told["vi"] = step.label.vi
    if step.label.en and step.label.en != usual.label.en:
        told["en"] = step.label.en
    if step.role is not usual.role:
        told["role"] = step.role.value
    if step.at != usual.at:
        told["at"] = str(step.at)
    if step.pause != usual.pause:
        told["pause"] = step.pause
    if (step.hours, dict(step.hours_by_case)) != (usual.hours, dict(usual.hours_by_case)):
        told["hours"] = _hours(step, cases)
    return told


def _by_name(told: Sequence[Any], meant: Sequence[Any], shared: Mapping[str, Any]) -> list[Any]:
    """The entries, by name where the library says the same."""
    return [one.key if shared.get(one.key) == one else words for words, one in zip(told, meant, strict=True)]


def _flat(value: Any) -> Any:
    """An encoded value as it is written: a label's languages stand beside the other keys, scalars are text."""
    if isinstance(value, list):
        return [_flat(item) for item in value]
    if isinstance(value, dict):
        label = value.get("label")
        beside = {key: item for key, item in value.items() if key != "label"}
        named = {"key": beside.pop("key")} if label is not None and "key" in beside else {}
        return {**named, **(label or {}), **{key: _flat(item) for key, item in beside.items()}}
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)


def _yaml(parts: Mapping[str, Any]) -> str:
    said = {name: _without_nothing(parts[name]) for name in _ORDER if name in parts}
    filled = {name: value for name, value in said.items() if value not in ("", [], {}, None)}
    text: str = yaml.dump(
        filled, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=None
    )
    return text


def _without_nothing(value: Any) -> Any:
    """Keys that say nothing are left out, but an amount that is not known here."""
    if isinstance(value, list):
        return [_without_nothing(item) for item in value]
    if isinstance(value, Mapping):
        told = {key: _without_nothing(item) for key, item in value.items()}
        return {key: item for key, item in told.items() if item not in ("", [], {}, None) or key in ("amount", "pause")}
    return value

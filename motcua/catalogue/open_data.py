"""A procedure as open data: plain JSON in a shape of its own, which `data/procedure.schema.json` describes.

The shape is a promise to whoever reads it: it grows, and nothing in it changes its meaning. How the house keeps a
version is another matter (`parts.codec`).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.catalogue.parts.fees import Fee
from motcua.catalogue.parts.papers import Component
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import ProcessDefinition, Step
from motcua.catalogue.parts.terms import TermRule
from motcua.catalogue.parts.words import Label
from motcua.worktime.types import term_words


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of a procedure as open data."""
    text = files("motcua.catalogue").joinpath("data/procedure.schema.json").read_text(encoding="utf-8")
    described: Mapping[str, Any] = json.loads(text)
    return described


def as_open_data(version: ProcedureVersion, *, history: Sequence[ProcedureVersion], on: date) -> dict[str, Any]:
    """The version with everything a citizen may ask of it; `history` are all published versions, the newest first."""
    return {
        **summary(version),
        "decision": version.decision,
        "effective_to": _day(version.effective_to),
        "who_may_apply": sorted(version.subjects),
        "channels": sorted(version.channels),
        "service_level": version.service_level_on(on),
        "cross_boundary": version.cross_boundary,
        "cases": [{"key": case.key, "name": _said(case.label)} for case in version.cases],
        "terms": [_term(rule) for rule in version.terms],
        "fees": [_fee(fee) for fee in version.fees],
        "papers": [_paper(paper) for paper in version.components],
        "results": [{"code": result.code, "name": result.name} for result in version.results],
        "conditions": list(version.conditions),
        "legal_basis": [{"number": text.number, "title": text.title} for text in version.legal_basis],
        "process": _process(version.process) if version.process is not None else None,
        "versions": [_edition(one) for one in history],
    }


def summary(version: ProcedureVersion) -> dict[str, Any]:
    """What a list says of a version."""
    return {
        "code": version.code,
        "name": version.name,
        "field": {"code": version.field.code, "name": version.field.name},
        "levels": sorted(version.levels),
        "resolved_by": version.resolved_by,
        "version": version.number,
        "effective_from": version.effective_from.isoformat(),
    }


def _edition(version: ProcedureVersion) -> dict[str, Any]:
    return {
        "version": version.number,
        "decision": version.decision,
        "effective_from": version.effective_from.isoformat(),
        "effective_to": _day(version.effective_to),
    }


def _term(rule: TermRule) -> dict[str, Any]:
    return {
        "term": str(rule.term),
        "text": {"vi": term_words(rule.term, "vi"), "en": term_words(rule.term, "en")},
        "cases": sorted(rule.cases),
        "channels": sorted(rule.channels),
        "areas": sorted(rule.areas),
        "applicants": sorted(rule.applicants),
        "article": rule.article,
    }


def _fee(fee: Fee) -> dict[str, Any]:
    return {
        "kind": fee.kind,
        "name": _said(fee.label),
        "amount": fee.amount,
        "currency": fee.currency,
        "unit": fee.unit,
        "tiers": [{"first": tier.first, "amount": tier.amount} for tier in fee.tiers],
        "cap": fee.cap,
        "valid_from": None if fee.valid_from == date.min else fee.valid_from.isoformat(),
        "valid_to": _day(fee.valid_to),
        "decided_by": fee.decided_by,
        "channels": sorted(fee.channels),
        "cases": sorted(fee.cases),
        "applicants": sorted(fee.applicants),
        "optional": fee.optional,
        "exemptions": [
            {"name": _said(one.label), "percent": one.percent, "article": one.article} for one in fee.exemptions
        ],
    }


def _paper(paper: Component) -> dict[str, Any]:
    return {
        "key": paper.key,
        "name": _said(paper.label),
        "kind": paper.kind,
        "necessity": paper.necessity,
        "condition": _said(paper.condition) if paper.condition is not None else None,
        "originals": paper.originals,
        "certified_copies": paper.certified_copies,
        "copies": paper.copies,
        "one_of": paper.one_of,
        "cases": sorted(paper.cases),
        "channels": sorted(paper.channels),
        "form_number": paper.form_number,
    }


def _process(process: ProcessDefinition) -> dict[str, Any]:
    return {"decision": process.decision, "steps": [_step(step) for step in process.steps]}


def _step(step: Step) -> dict[str, Any]:
    return {
        "key": step.key,
        "name": _said(step.label),
        "kind": step.kind,
        "role": step.role,
        "place": str(step.at),
        "hours": float(step.hours),
        "leads_to": [
            {"name": _said(action.label), "step": action.next, "outcome": action.outcome} for action in step.actions
        ],
    }


def _said(label: Label) -> dict[str, str]:
    return {"vi": label.vi, "en": label.en}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

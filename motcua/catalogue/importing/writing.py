"""A draft as the text of a procedure, for a person to finish and publish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from motcua.catalogue.importing.marking import currency_of, fee_kind, fee_questions, is_remark, is_vertical, time_of
from motcua.catalogue.importing.shapes import Draft, Paper, ReadFee, StoredDraft, Way
from motcua.catalogue.importing.stored import field_key
from motcua.catalogue.importing.terms import Time, decide
from motcua.catalogue.importing.words import Words
from motcua.catalogue.parts.words import AuthorityLevel, Channel
from motcua.kernel.text import fold
from motcua.worktime.types import Term

_WIDTH = 120
_FEE_NAMES = {"fee": "Phí", "charge": "Lệ phí"}


@dataclass(frozen=True, slots=True)
class Finishing:
    """What no source says and a person adds: the first day, the process model."""

    effective_from: date | None = None
    process: str = ""


def text_of(stored: StoredDraft, finishing: Finishing, *, words: Words) -> str:
    """The draft in the catalogue's language. Parts about which a question is open are left out or stand as published;
    the questions themselves stand under `marks`, and forbid publication until somebody answers and removes them.
    """
    draft = stored.draft
    cases = {case.code: f"case_{place}" for place, case in enumerate(draft.cases, start=1)}
    parts: dict[str, Any] = {
        "code": draft.code,
        "name": draft.name,
        "field": _field(draft, words),
        "decision": draft.decision,
        "effective_from": finishing.effective_from.isoformat() if finishing.effective_from else "",
        "levels": _levels(draft, words),
        "resolved_by": draft.resolved_by or "; ".join(draft.agencies),
        "subjects": sorted(
            {words.subjects[fold(name)].value for name in draft.subjects if fold(name) in words.subjects}
        ),
        "channels": sorted({channel.value for channel in _channels(draft.ways, words)}),
        "cases": [{"key": cases[case.code], "vi": case.name or case.code} for case in draft.cases],
        "terms": list(_terms(draft, cases, words)),
        "fees": list(_fees(draft, words)),
        "components": [
            _component(place, paper)
            for place, paper in enumerate(draft.papers, start=1)
            if paper.name and not is_remark(paper, words)
        ],
        "results": [
            {"key": f"result_{place}", "code": result.code, "name": result.name}
            for place, result in enumerate(draft.results, start=1)
            if result.name
        ],
        "legal_basis": [{"number": text.number, "title": text.title} for text in draft.legal_basis if text.number],
        "conditions": [draft.conditions] if draft.conditions else [],
        "process": {"model": finishing.process} if finishing.process else "",
        "notes": [f"{stored.source}, {stored.read_at:%Y-%m-%d}" + (f", {draft.address}" if draft.address else "")],
        "marks": [{"kind": mark.kind, "where": mark.where, "text": mark.text} for mark in stored.marks],
    }
    said = {key: _without_empty(value) for key, value in parts.items() if value not in ("", [])}
    text: str = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text


def _field(draft: Draft, words: Words) -> Any:
    if not draft.fields:
        return ""
    known = words.fields.get(draft.field_code) or words.fields.get(fold(draft.fields[0]))
    return known or {"key": field_key(draft.fields[0]), "name": draft.fields[0]}


def _levels(draft: Draft, words: Words) -> list[str]:
    levels = {words.levels[fold(level)] for level in draft.levels if fold(level) in words.levels}
    return sorted(
        level.value for level in levels if level is not AuthorityLevel.COMMUNE or not is_vertical(draft, words)
    )


def _channels(ways: Iterable[Way], words: Words) -> set[Channel]:
    return {words.channels[fold(way.channel)] for way in ways if fold(way.channel) in words.channels}


def _terms(draft: Draft, cases: Mapping[str, str], words: Words) -> Iterable[dict[str, Any]]:
    """Terms by case where cases have their own, else by channel, the channels of one term together."""
    if draft.cases:
        for case in draft.cases:
            term = decide(Time(case.amount, case.unit, "", draft.fields), words=words)
            if isinstance(term, Term):
                yield {"term": str(term), "cases": [cases[case.code]]}
        return
    by_term: dict[Term, list[Way]] = {}
    for way in draft.ways:
        term = decide(time_of(draft, way), words=words)
        if isinstance(term, Term):
            by_term.setdefault(term, []).append(way)
    for term, ways in by_term.items():
        everywhere = _channels(ways, words) == _channels(draft.ways, words)
        channels = [] if everywhere else sorted(channel.value for channel in _channels(ways, words))
        yield {"term": str(term), "channels": channels}


def _fees(draft: Draft, words: Words) -> Iterable[dict[str, Any]]:
    """Fees about which nothing is open. Those the same in several channels stand once."""
    by_fee: dict[ReadFee, list[Way]] = {}
    for way in draft.ways:
        for fee in dict.fromkeys(way.fees):
            if fee.amount and not fee_questions(fee, words):
                by_fee.setdefault(fee, []).append(way)
    for place, (fee, ways) in enumerate(by_fee.items(), start=1):
        kind = fee_kind(fee) or ""
        everywhere = _channels(ways, words) == _channels(draft.ways, words)
        yield {
            "key": f"fee_{place}",
            "kind": kind,
            "vi": fee.text or _FEE_NAMES[kind],
            "amount": int(fee.amount or Decimal(0)),
            "currency": currency_of(fee, words),
            "channels": [] if everywhere else sorted(channel.value for channel in _channels(ways, words)),
            "decided_by": draft.decision,
        }


def _component(place: int, paper: Paper) -> dict[str, Any]:
    return {
        "key": f"paper_{place}",
        "kind": "form" if paper.form else "submit",
        "vi": paper.name,
        "originals": paper.originals,
        "copies": paper.copies,
        "form_number": paper.form_name,
    }


def _without_empty(value: Any) -> Any:
    """Keys that would say nothing are left out, inside lists too."""
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    if isinstance(value, Mapping):
        return {
            key: item for key, item in value.items() if item not in ("", [], None) and (item != 0 or key == "amount")
        }
    return value

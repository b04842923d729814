"""Listed reasons: one begins, one ends, another wording takes its place; and one that was chosen is written down."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.catalogue import models
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.parts.reasons import Reason, ReasonKind
from motcua.catalogue.parts.words import Label
from motcua.catalogue.queries.reasons import REASONS, reason_of, reasons_offered
from motcua.catalogue.rules import reasons as rules
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef

_NEW = 0
"""Stands for the number of a reason that has none yet."""


def begin_reason(
    *,
    actor: Actor,
    at: datetime,
    reason: Reason,
    replaces: int | None = None,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> int:
    """Lists a reason from its first day on; answers its number. One that it `replaces` gives it its key and ends on the
    day before. A reason of the house's own gets its key from its words.

    Raises Refused: `reason_absent`, `reason_in_the_past`, `reason_without_decision`, `reason_says_nothing`,
    `reason_there_already`, `reason_ended_already`, `reason_ends_too_soon`, `moved_on` (of one that it replaces).
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["reason"])
        if replaces is None:
            begun = replace(reason, key=rules.key_from(reason.label.vi))
        else:
            before = _locked(replaces)
            begun = replace(reason, key=before.key)
            _end(unit, before, reason.valid_from - timedelta(days=1), reason.decision, seen=seen)
        unit.append_named(REASONS, kind=CatalogueKind.REASON_BEGUN.value, version=1, body=_body(begun))
        others = map(reason_of, models.ListedReason.objects.filter(key=begun.key))
        objection = rules.objection_to(begun, today=at.date(), others=others)
        if objection is not None:
            raise Refused(objection)
        row = _row(begun)
        row.save()
        unit.answer({"reason": row.pk})
        return row.pk


def end_reason(
    *,
    actor: Actor,
    at: datetime,
    reason_id: int,
    last_day: date,
    decision: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Ends a reason after that day: papers that were given it keep it, nobody chooses it any more.

    Raises Refused: `reason_absent`, `reason_ended_already`, `reason_ends_too_soon`, `reason_without_decision`,
    `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        _end(unit, _locked(reason_id), last_day, decision, seen=seen)
        unit.answer({"reason": reason_id})


def seed_reasons(*, actor: Actor, at: datetime) -> int:
    """Lists the reasons that come with the program and are not here yet; answers how many were new."""
    with recording(actor=actor, at=at) as unit:
        there = set(models.ListedReason.objects.values_list("key", "valid_from"))
        new = [one for one in packaged() if (one.key, one.valid_from) not in there]
        for one in new:
            unit.append_named(REASONS, kind=CatalogueKind.REASON_BEGUN.value, version=1, body=_body(one))
        models.ListedReason.objects.bulk_create(map(_row, new))
        return len(new)


def write_reason(
    unit: Unit, *, kind: ReasonKind, words: str, reason_key: str = "", procedure_code: str = "", field_code: str = ""
) -> TextRef:
    """Keeps the reason of an act as the words of the day: those of the chosen one, and what was typed.

    Without a key, what was typed alone. Raises Refused: `reason_not_offered`, `reason_needs_words`, `text_missing`.
    """
    offered = reasons_offered(kind, on=unit.at.date(), procedure_code=procedure_code, field_code=field_code)
    chosen = next((one for one in offered if one.key == reason_key), None)
    if reason_key and chosen is None:
        raise Refused(Refusal("reason_not_offered", {"kind": kind}))
    return parties.write_text(unit, granted(rules.worded(chosen, words)), TextPurpose.REASON)


@cache
def packaged() -> tuple[Reason, ...]:
    """The reasons that come with the program."""
    text = files("motcua.catalogue").joinpath("data/reasons.yaml").read_text(encoding="utf-8")
    return tuple(_read(row, block) for block in yaml.safe_load(text) for row in block["reasons"])


def _read(row: Mapping[str, Any], block: Mapping[str, Any]) -> Reason:
    return Reason(
        id=_NEW,
        key=row["key"],
        kinds=frozenset(map(ReasonKind, row["for"])),
        label=Label(row["vi"], row["en"]),
        valid_from=block["since"],
        decision=block["decision"],
        valid_to=row.get("until"),
        article=row.get("article", ""),
        only=tuple(row.get("only", ())),
        needs_words=row.get("needs_words", False),
    )


def _locked(reason_id: int) -> Reason:
    row = models.ListedReason.objects.select_for_update().filter(pk=reason_id).first()
    if row is None:
        raise Refused(Refusal("reason_absent"))
    return reason_of(row)


def _end(unit: Unit, reason: Reason, last_day: date, decision: str, *, seen: int | None) -> None:
    objection = rules.objection_to_ending(reason, last_day, decision, today=unit.at.date())
    if objection is not None:
        raise Refused(objection)
    body = {"key": reason.key, "last_day": last_day.isoformat(), "decision": decision}
    unit.append_named(REASONS, kind=CatalogueKind.REASON_ENDED.value, version=1, body=body, seen=seen)
    models.ListedReason.objects.filter(pk=reason.id).update(valid_to=last_day)


def _row(reason: Reason) -> models.ListedReason:
    return models.ListedReason(
        key=reason.key,
        kinds=sorted(reason.kinds),
        vi=reason.label.vi,
        en=reason.label.en,
        article=reason.article,
        only=list(reason.only),
        needs_words=reason.needs_words,
        valid_from=reason.valid_from,
        valid_to=reason.valid_to,
        decision=reason.decision,
    )


def _body(reason: Reason) -> dict[str, Any]:
    return {
        "key": reason.key,
        "kinds": sorted(reason.kinds),
        "vi": reason.label.vi,
        "en": reason.label.en,
        "article": reason.article,
        "only": list(reason.only),
        "needs_words": reason.needs_words,
        "valid_from": reason.valid_from.isoformat(),
        "valid_to": reason.valid_to.isoformat() if reason.valid_to else None,
        "decision": reason.decision,
    }

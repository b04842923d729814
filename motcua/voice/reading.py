"""Feedback as it crosses the door, and the dated rules about it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.catalogue.types import Label
from motcua.papers import queries as papers
from motcua.papers.types import Allowance
from motcua.parties import queries as parties
from motcua.parties.types import Role
from motcua.voice import models
from motcua.voice.types import Feedback, FeedbackFile, FeedbackRules, FileUse, Kind, Reason, Said, Stage
from motcua.worktime.types import Term


def as_feedback(row: models.Feedback) -> Feedback:
    """The feedback without what it says."""
    kind = rules_on(row.received_at.date()).kind(row.kind)
    return Feedback(
        id=row.pk,
        code=row.code,
        kind=kind or Kind(row.kind, Label(row.kind), for_leaders=row.for_leaders),
        stage=Stage(row.stage),
        agency_id=row.agency_id,
        officer_id=row.officer_id,
        dossier_id=row.dossier_id,
        received_at=row.received_at,
        due_at=row.due_at,
        lapses_at=row.lapses_at,
        calendar=row.calendar,
        calendar_version=row.calendar_version,
        calendar_agency=row.calendar_agency,
        decline_due_at=row.decline_due_at,
        decline_lapses_at=row.decline_lapses_at,
        ended_at=row.ended_at,
        sequence=row.stream_sequence,
    )


def said_in(row: models.Feedback) -> Said:
    """What was said in it and to it; three statements."""
    numbers = [row.words_id, row.typed_code_id, row.reply_id]
    texts = parties.texts(number for number in numbers if number is not None)
    content = {number: text.content for number, text in texts.items()}
    declared = parties.declarations([row.declaration_id]).get(row.declaration_id)
    held = files_of(row.holder)
    return Said(
        sender=next(iter(declared.of(Role.SENDER)), None) if declared is not None else None,
        words=content.get(row.words_id),
        dossier_code=(content.get(row.typed_code_id) or "") if row.typed_code_id is not None else "",
        files=[one for one in held if one.use is FileUse.SENT],
        answer=content.get(row.reply_id) if row.reply_id is not None else None,
        answer_files=[one for one in held if one.use is FileUse.ANSWER],
        reason=rules_on(row.received_at.date()).reason(row.reason),
    )


def files_of(holder: str) -> Sequence[FeedbackFile]:
    """The files of a feedback, in the order in which they came; one statement."""
    return [FeedbackFile(one.id, FileUse(one.kind), one.file, one.pages) for one in papers.attachments(holder)]


def rules_on(day: date) -> FeedbackRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((rules for rules in editions if rules.since <= day), editions[-1])


@cache
def _editions() -> tuple[FeedbackRules, ...]:
    rows = yaml.safe_load(files("motcua.voice").joinpath("data/feedback.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(map(_edition, rows), key=lambda rules: rules.since, reverse=True))


def _edition(row: dict[str, Any]) -> FeedbackRules:
    return FeedbackRules(
        since=row["since"],
        handle=Term.parse(row["handle"]),
        decline=Term.parse(row["decline"]),
        article=row["article"],
        kinds=tuple(Kind(one["key"], _label(one), one.get("for_leaders", False)) for one in _listed(row, "kinds")),
        reasons=tuple(Reason(one["key"], _label(one), one.get("returns", False)) for one in _listed(row, "reasons")),
        allowance=Allowance(row["most_files"], row["most_bytes"]),
        decision=row["decision"],
    )


def _listed(row: dict[str, Any], name: str) -> Iterable[dict[str, Any]]:
    found: Iterable[dict[str, Any]] = row[name]
    return found


def _label(row: dict[str, Any]) -> Label:
    return Label(row["vi"], row["en"])

"""Causes of lateness: the dated list they are chosen from, and which was recorded for which dossier."""

from collections.abc import Collection
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.catalogue.types import Label
from motcua.process import models
from motcua.process.types import LatenessCause


def causes_on(day: date) -> tuple[LatenessCause, ...]:
    """The causes that may be chosen on that day."""
    return tuple(one for one in _causes() if one.since <= day and (one.until is None or day <= one.until))


def cause_called(key: str) -> LatenessCause | None:
    """The cause of that key, whenever it could be chosen."""
    return next((one for one in _causes() if one.key == key), None)


def recorded_causes(dossier_ids: Collection[int]) -> dict[int, str]:
    """The keys of the causes that were recorded for these dossiers, in one statement."""
    rows = models.RecordedCause.objects.filter(dossier_id__in=dossier_ids)
    return dict(rows.values_list("dossier_id", "cause"))


@cache
def _causes() -> tuple[LatenessCause, ...]:
    text = files("motcua.process").joinpath("data/lateness_causes.yaml").read_text(encoding="utf-8")
    return tuple(
        LatenessCause(
            key=row["key"],
            label=Label(row["vi"], row["en"]),
            since=row["since"],
            until=row.get("until"),
            needs_words=row.get("needs_words", False),
        )
        for row in yaml.safe_load(text)
    )

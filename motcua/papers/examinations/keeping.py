"""From what was found to the row that is kept, and back; and when the house looks again by itself."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from motcua.papers import models
from motcua.papers.examinations.types import Believed, Examination, Found, Hindrance
from motcua.papers.signing.types import Kind, Outcome, Verdict
from motcua.papers.signing.words import overall
from motcua.papers.signing.written import read, written

_AGAIN_AFTER = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    *[timedelta(days=1)] * 13,
)
"""A service that is silent for two weeks is not asked any more by the house itself; an officer still may."""


def row_of(file_id: int, found: Found, *, tries: int) -> models.Examination:
    """The row of an examination, the `tries`-th of those that found a service silent."""
    outcome = Outcome.UNCERTAIN if found.hindrance else overall(found.verdicts)
    unsettled = outcome is Outcome.UNCERTAIN and bool(found.silent)
    return models.Examination(
        file_id=file_id,
        outcome=outcome,
        verdicts=[written(one) for one in found.verdicts],
        examined_at=found.examined_at,
        believed=[asdict(one) for one in found.believed],
        asked_issuers=found.asked_issuers,
        silent=list(found.silent),
        hindrance=found.hindrance,
        tries=tries + 1 if unsettled else 0,
        again_at=found.examined_at + _AGAIN_AFTER[tries] if unsettled and tries < len(_AGAIN_AFTER) else None,
        lasts_until=lasts_until(found.verdicts),
    )


def awaited(file_id: int, *, at: datetime) -> models.Examination:
    """The row of a file nobody has looked at yet."""
    return models.Examination(
        file_id=file_id, outcome=Outcome.UNCERTAIN, hindrance=Hindrance.AWAITED, asked_issuers=False, again_at=at
    )


def lasts_until(verdicts: tuple[Verdict, ...]) -> datetime | None:
    """When the certificate behind the archive time stamp ends, where one lies over everything else in the paper."""
    if not verdicts or verdicts[-1].kind is not Kind.TIME_STAMP or verdicts[-1].outcome is not Outcome.HOLDS:
        return None
    subject = verdicts[-1].subject
    return None if subject is None else subject.valid_until


def as_examination(row: models.Examination, digest: str) -> Examination:
    """The examination as it crosses the door."""
    believed: list[Mapping[str, Any]] = row.believed
    return Examination(
        file=digest,
        outcome=Outcome(row.outcome),
        verdicts=tuple(read(one) for one in row.verdicts),
        examined_at=row.examined_at,
        believed=tuple(Believed(**one) for one in believed),
        asked_issuers=row.asked_issuers,
        silent=tuple(row.silent),
        hindrance=Hindrance(row.hindrance),
        again_at=row.again_at,
    )

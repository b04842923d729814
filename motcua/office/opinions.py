"""Whose opinion was asked for about a dossier, until when, and who has answered: in time, late, or not yet."""

from dataclasses import dataclass
from datetime import datetime

from motcua.process.queries import DossierView


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion that was asked for. `is_late`: it came late, or is awaited beyond its term."""

    agency: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    is_late: bool


def opinions_of(view: DossierView, *, at: datetime) -> list[Opinion]:
    """The opinions asked for, those awaited first, each by its own term."""
    found = [
        Opinion(
            agency=view.page.agency_names.get(asked.agency_id, asked.key),
            asked_at=asked.asked_at,
            due_at=asked.due_at,
            answered_at=asked.answered_at,
            is_late=asked.late if asked.answered_at is not None else at >= asked.lapses_at,
        )
        for asked in view.facts.consultations
    ]
    return sorted(found, key=lambda one: (one.answered_at is not None, one.due_at))

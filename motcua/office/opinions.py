"""Whose opinion was asked for about a dossier, until when, and who has answered: in time, late, or not yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import Verification


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion that was asked for. `is_late`: it came late, or is awaited beyond its term.

    Where something is to be verified, `ground` is the ground of law, `about` whom or what it is about, and `pauses`
    whether the dossier's time stands still meanwhile.
    """

    agency: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    is_late: bool
    ground: str = ""
    about: str = ""
    pauses: bool = False


def opinions_of(view: DossierView, *, at: datetime) -> list[Opinion]:
    """The opinions asked for, those awaited first, each by its own term."""
    verified = course.verifications_of(view)
    found = [
        Opinion(
            agency=view.page.agency_names.get(asked.agency_id, asked.key),
            asked_at=asked.asked_at,
            due_at=asked.due_at,
            answered_at=asked.answered_at,
            is_late=asked.late if asked.answered_at is not None else at >= asked.lapses_at,
            **_verified(verified.get(asked.key)),
        )
        for asked in view.facts.consultations
    ]
    return sorted(found, key=lambda one: (one.answered_at is not None, one.due_at))


def _verified(asked: Verification | None) -> dict[str, Any]:
    if asked is None or asked.ground is None:
        return {}
    said = asked.ground.label.text(get_language() or "vi")
    return {"ground": f"{said} ({asked.ground.article})", "about": asked.about, "pauses": asked.pauses}

"""What other agencies were asked about a dossier, until when, and who has answered: in time, late, or not yet."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.dossier.types import Consultation
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import AnswerEntry, Verification
from motcua.ui.wording import local_date


@dataclass(frozen=True, slots=True)
class Opinion:
    """One question that was asked. `is_late`: its answer came late, or is awaited beyond its term.

    Where something is to be verified, `ground` is the ground of law, `about` whom or what it is about, and `pauses`
    whether the dossier's time stands still meanwhile. `files` came with the answer.
    """

    key: str
    agency: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None
    reminded_at: datetime | None
    is_late: bool
    is_awaited: bool
    files: tuple[int, ...] = ()
    ground: str = ""
    about: str = ""
    pauses: bool = False


def opinions_of(view: DossierView, *, at: datetime) -> list[Opinion]:
    """The questions asked, those awaited first, each by its own term."""
    verified, told = course.verifications_of(view), _told(view)
    found = [
        Opinion(
            key=asked.key,
            agency=_agency(view, asked),
            asked_at=asked.asked_at,
            due_at=asked.due_at,
            answered_at=asked.answered_at,
            withdrawn_at=asked.withdrawn_at,
            reminded_at=max((one.at for one in told[asked.key, AnswerEntry.REMINDED]), default=None),
            is_late=at >= asked.lapses_at if asked.is_awaited else asked.late,
            is_awaited=asked.is_awaited,
            files=tuple(one.body["attachment"] for one in told[asked.key, AnswerEntry.FILED]),
            **_verified(verified.get(asked.key)),
        )
        for asked in view.facts.consultations
    ]
    return sorted(found, key=lambda one: (not one.is_awaited, one.due_at))


def question_in_short(view: DossierView, asked: Consultation) -> str:
    """A question by the agency that was asked, what it is, and the day."""
    verified = course.verifications_of(view).get(asked.key)
    what = _("verification") if verified is not None else _("opinion")
    return _("{agency}: {what}, asked {day}").format(
        agency=_agency(view, asked), what=what, day=local_date(asked.asked_at.date())
    )


def _agency(view: DossierView, asked: Consultation) -> str:
    return view.page.agency_names.get(asked.agency_id, asked.key)


def _told(view: DossierView) -> Mapping[tuple[str, str], list[Any]]:
    """What was entered of each question beside the heart's own entries, by its key and the kind of entry."""
    told: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for entry in view.page.timeline:
        if entry.kind in set(AnswerEntry):
            told[entry.body["consultation"], entry.kind].append(entry)
    return told


def _verified(asked: Verification | None) -> dict[str, Any]:
    if asked is None or asked.ground is None:
        return {}
    said = asked.ground.label.text(get_language() or "vi")
    return {"ground": f"{said} ({asked.ground.article})", "about": asked.about, "pauses": asked.pauses}

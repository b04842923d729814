"""What the live board counts: each number is one list of the heart, and opens exactly that list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.dossier.types import BEFORE_RECEIPT, Filters, InvolvementRole, Listing, State
from motcua.ui.types import Tone
from motcua.worktime.types import Calendar


class Watched(StrEnum):
    """The numbers of the board, in the order in which they stand."""

    RECEIVED = "received"
    DUE_TODAY = "due_today"
    LATE = "late"
    SOON = "soon"
    WAITING = "waiting"
    FILINGS = "filings"
    FILINGS_ALERTED = "filings_alerted"
    FILINGS_LATE = "filings_late"


OF_FILINGS = frozenset({Watched.FILINGS, Watched.FILINGS_ALERTED, Watched.FILINGS_LATE})
"""What is counted where it was filed: nobody resolves it before it is received."""
LABELS: Mapping[Watched, Promise] = {
    Watched.RECEIVED: _("Received today"),
    Watched.DUE_TODAY: pgettext_lazy("board", "Due today"),
    Watched.LATE: _("Late now"),
    Watched.SOON: _("About to be late"),
    Watched.WAITING: _("Waiting for citizens"),
    Watched.FILINGS: _("Online filings not answered"),
    Watched.FILINGS_ALERTED: _("Past the hours in which the desk is told"),
    Watched.FILINGS_LATE: _("Past the working hours for an answer"),
}
TONES: Mapping[Watched, Tone] = {
    Watched.DUE_TODAY: Tone.WARNING,
    Watched.LATE: Tone.DANGER,
    Watched.SOON: Tone.WARNING,
    Watched.WAITING: Tone.WAITING,
    Watched.FILINGS_ALERTED: Tone.WARNING,
    Watched.FILINGS_LATE: Tone.DANGER,
}
"""How a number looks that is not zero."""


_RECEIVED = frozenset(State) - BEFORE_RECEIPT - {State.VOIDED}


@dataclass(frozen=True, slots=True)
class BoardRules:
    """How the board looks ahead and how often again, from `since` on. See `data/board.yaml`."""

    since: date
    soon_working_days: int
    refresh_seconds: int
    decision: str


def rules_on(day: date) -> BoardRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((one for one in editions if one.since <= day), editions[-1])


def watched(
    rules: BoardRules, calendar: Calendar, *, at: datetime, role: InvolvementRole, agency_id: int | None = None
) -> Mapping[Watched, Filters]:
    """The list behind each number, at that instant.

    `role` says whether dossiers are looked at where they are resolved or where they were received.
    """
    midnight = datetime.combine(at.date() + timedelta(days=1), datetime.min.time())
    last = calendar.nth_working_day(at.date(), rules.soon_working_days)
    ahead = datetime.combine(last + timedelta(days=1), datetime.min.time())
    here = Filters(role=role, agency_id=agency_id)
    ours, coming = replace(here, listing=Listing.OPEN), replace(here, listing=Listing.RECEIVED)
    filings = Filters(
        listing=Listing.FILINGS,
        role=InvolvementRole.RECEIVES,
        agency_id=agency_id,
        states=frozenset({State.FILED}),
    )
    return {
        Watched.RECEIVED: replace(coming, since=at.date(), states=_RECEIVED),
        Watched.DUE_TODAY: replace(ours, beyond=at, upto=midnight),
        Watched.LATE: replace(here, listing=Listing.OVERDUE),
        Watched.SOON: replace(ours, beyond=midnight, upto=ahead),
        Watched.WAITING: replace(ours, states=frozenset({State.AWAITING_SUPPLEMENT})),
        Watched.FILINGS: filings,
        Watched.FILINGS_ALERTED: replace(filings, alerted_by=at),
        Watched.FILINGS_LATE: replace(filings, upto=at),
    }


@cache
def _editions() -> tuple[BoardRules, ...]:
    text = files("motcua.control").joinpath("data/board.yaml").read_text(encoding="utf-8")
    return tuple(sorted((BoardRules(**row) for row in yaml.safe_load(text)), key=lambda one: one.since, reverse=True))

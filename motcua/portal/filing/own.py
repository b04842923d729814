"""What a citizen finds on his own page: drafts he has begun, and the dossiers that he filed or that are in his name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.accounts.types import Citizen
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow
from motcua.intake import queries
from motcua.kernel import clock, messages
from motcua.organisation.types import EVERYTHING
from motcua.parties import queries as parties
from motcua.portal.following.offers import may_do

_SHOWN = 20
_ACTS = {
    "answer": _("Hand it in online"),
    "adjust": _("Change what I filed"),
    "stop": _("Stop the dossier"),
    "rate": _("Rate how you were served"),
}


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft in the list."""

    name: str
    url: str
    changed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier in the list, by the number with which it is followed. `answer_due_at` only while it waits for one.

    `is_for_another`: somebody else is the applicant, and he filed it for him.
    """

    number: str
    procedure: str
    state: str
    url: str
    due_at: datetime | None
    answer_due_at: datetime | None
    is_for_another: bool
    fees_due: int
    pay_url: str
    offered: tuple[tuple[object, str], ...]
    """What he may do to it now: what that is called, and where."""


def panel(_request: HttpRequest, citizen: Citizen) -> Mapping[str, Any]:
    """His drafts, and the latest dossiers in which he is the applicant by the number he has proved, or which he filed
    for somebody else."""
    at = clock.now()
    drafts = queries.drafts_of(citizen, at=at)
    names = catalogue.procedure_names({one.procedure_code for one in drafts})
    rests_on, filed = _own(citizen)
    ids = list(rests_on)
    rows = dossier.by_ids(EVERYTHING, ids[:_SHOWN], at=at) if ids else ()
    return {
        "drafts": [
            OwnDraft(
                names.get(one.procedure_code, one.procedure_code),
                reverse("portal:draft", args=[one.id]),
                one.changed_at,
                one.expires_at,
            )
            for one in drafts
        ],
        "dossiers": [_shown(row, is_for_another=rests_on[row.id] in filed) for row in rows],
        "more": len(ids) - len(rows),
    }


def own_dossier(citizen: Citizen, number: str, *, at: datetime) -> int | None:
    """The dossier of that code or filing number, if it is his own or he filed it; else None."""
    rows = dossier.by_ids(EVERYTHING, list(_own(citizen)[0]), at=at)
    return next((row.id for row in rows if number and number in {row.code, row.filing_number}), None)


def _own(citizen: Citizen) -> tuple[Mapping[int, int], frozenset[int]]:
    """His dossiers, each with its declaration, and which declarations he made for somebody else."""
    identity = citizen.identity
    applied = parties.applications_of(identity) if identity is not None else frozenset()
    filed = parties.filings_for_others(identity) if identity is not None else frozenset()
    return (dossier.of_declarations(EVERYTHING, applied | filed) if applied or filed else {}), filed


def _shown(row: DossierRow, *, is_for_another: bool) -> OwnDossier:
    number = row.code or row.filing_number
    return OwnDossier(
        number=number,
        procedure=row.procedure,
        state=messages.name_of(row.state),
        url=f"{reverse('portal:track')}?code={number}",
        due_at=row.appointment_at or row.due_at if row.ended_at is None and row.completed_at is None else None,
        answer_due_at=row.answer_due_at,
        is_for_another=is_for_another,
        fees_due=row.fees_due,
        pay_url=reverse("portal:own_fees", args=[number]),
        offered=tuple(
            (label, reverse(f"portal:own_{address}", args=[number]))
            for address, label in _ACTS.items()
            if may_do(row.state, is_online=row.channel is Channel.ONLINE)[address]
        ),
    )

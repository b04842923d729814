"""What a citizen finds on his own page: drafts he has begun, and the dossiers that were filed in his name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.accounts.types import Citizen
from motcua.catalogue import queries as catalogue
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow
from motcua.intake import queries
from motcua.kernel import clock, messages
from motcua.organisation.types import EVERYTHING
from motcua.parties import queries as parties

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft in the list."""

    name: str
    url: str
    changed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier in the list, by the number with which it is followed. `answer_due_at` only while it waits for one."""

    number: str
    procedure: str
    state: str
    url: str
    due_at: datetime | None
    answer_due_at: datetime | None


def panel(_request: HttpRequest, citizen: Citizen) -> Mapping[str, Any]:
    """His drafts, and the latest dossiers in which he is the applicant by the number he has proved."""
    at = clock.now()
    drafts = queries.drafts_of(citizen, at=at)
    names = catalogue.procedure_names({one.procedure_code for one in drafts})
    identity = citizen.identity
    declared = parties.applications_of(identity) if identity is not None else frozenset()
    ids = list(dossier.of_declarations(EVERYTHING, declared)) if declared else []
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
        "dossiers": [_shown(row) for row in rows],
        "more": len(ids) - len(rows),
    }


def _shown(row: DossierRow) -> OwnDossier:
    number = row.code or row.filing_number
    return OwnDossier(
        number=number,
        procedure=row.procedure,
        state=messages.name_of(row.state),
        url=f"{reverse('portal:track')}?code={number}",
        due_at=row.appointment_at or row.due_at if row.ended_at is None and row.completed_at is None else None,
        answer_due_at=row.answer_due_at,
    )

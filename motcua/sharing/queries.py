"""What is shared, as its owner and as the agency sees it; reading it."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts import queries as accounts
from motcua.accounts.types import Citizen, ReadingKind
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import OpenedFile
from motcua.process import queries as process
from motcua.sharing import models
from motcua.sharing.tables import rules_on
from motcua.sharing.types import OwnShare, SharedRead, SharedWithUs

__all__ = ["READ", "open_shared", "rules_on", "shared_with", "shares_of"]

_SHOWN = 100
READ = "file"
"""The purpose with which a reading of the file itself is written down; its owner is told of these."""


def shares_of(citizen: Citizen, *, limit: int = _SHOWN) -> Sequence[OwnShare]:
    """What a person shares and has shared, the latest first, with who has read it."""
    rows = list(models.Share.objects.filter(citizen_id=citizen.id).order_by("-id")[:limit])
    names = organisation.agency_names({row.agency_id for row in rows})
    read = accounts.readings_of_each(ReadingKind.SHARE, [str(row.id) for row in rows], purpose=READ)
    readers = organisation.officer_names({one.officer_id for each in read.values() for one in each})
    return [
        OwnShare(
            id=row.id,
            paper=row.paper,
            name=row.name,
            agency=names.get(row.agency_id, ""),
            shared_at=row.shared_at,
            until=row.until,
            ended_at=row.ended_at,
            reads=[
                SharedRead(one.at, readers.get(one.officer_id, ""))
                for one in read.get(str(row.id), ())
                if one.read.purpose == READ
            ],
        )
        for row in rows
    ]


def shared_with(scope: Scope, *, at: datetime, limit: int = _SHOWN) -> Sequence[SharedWithUs]:
    """What people share with the reader's own house now, the latest first; nothing of whom was erased."""
    shares = models.Share.objects.filter(agency_id__in=scope.own_agency_ids, ended_at=None, until__gte=at.date())
    rows = list(shares.order_by("-id")[:limit])
    names = organisation.agency_names({row.agency_id for row in rows})
    people = accounts.citizens({row.citizen_id for row in rows})
    return [
        SharedWithUs(
            row.id, row.name, people[row.citizen_id].name, names.get(row.agency_id, ""), row.shared_at, row.until
        )
        for row in rows
        if row.citizen_id in people
    ]


def open_shared(scope: Scope, share_id: int, *, reader: str, at: datetime) -> OpenedFile:
    """The file that is shared, for an officer of the agency, as long as it is shared and still its owner's.

    Raises Refused: `share_absent`, `file_absent`, `file_missing`, `file_store_unreachable`.
    """
    row = models.Share.objects.filter(id=share_id, ended_at=None, until__gte=at.date()).first()
    if row is None or row.agency_id not in scope.own_agency_ids:
        raise Refused(Refusal("share_absent"))
    owner = accounts.citizens({row.citizen_id}).get(row.citizen_id)
    if owner is None or owner.identity is None:
        raise Refused(Refusal("share_absent"))
    return process.open_own(owner.identity, row.paper, reader=reader, at=at)

"""The digests of mornings, as whoever oversees agencies reads them."""

from collections.abc import Collection
from datetime import date, datetime

from motcua.notices import models
from motcua.notices.digesting import digest_at
from motcua.notices.types import Digest, DigestWish, Reported
from motcua.organisation.types import Scope


def digest_of(scope: Scope, day: date, *, at: datetime) -> Digest | None:
    """What was reported of the agencies in sight on the morning of that day, as it was found then.

    Today, before the morning's was made, as things stand at the instant `at`. None for a day on which none was made.
    """
    made = models.DigestRound.objects.filter(day=day, made_at__isnull=False).first()
    if made is None or made.made_at is None:
        return digest_at(scope, at) if day == at.date() else None
    rows = models.AgencyDigest.objects.filter(round=made)
    if scope.sight is not None:
        rows = rows.filter(agency_id__in=scope.sight)
    found: dict[Reported, dict[int, list[int]]] = {kind: {} for kind in Reported}
    for agency_id, lists in rows.order_by("agency_id").values_list("agency_id", "found"):
        for kind, ids in lists.items():
            found[Reported(kind)][agency_id] = ids
    return Digest(made.made_at, found)


def within(digest: Digest, agency_ids: Collection[int] | None) -> Digest:
    """The same of these agencies only; None: of all."""
    if agency_ids is None:
        return digest
    found = {
        kind: {agency_id: ids for agency_id, ids in by_agency.items() if agency_id in agency_ids}
        for kind, by_agency in digest.found.items()
    }
    return Digest(digest.made_at, found)


def digest_wish(officer_id: int) -> DigestWish:
    """When an officer wants the digest by e-mail, if he has said where."""
    row = models.OfficerWishes.objects.filter(officer_id=officer_id).first()
    return DigestWish(row.digest) if row is not None else DigestWish.WHEN_NEEDED

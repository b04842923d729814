"""What is to be reported of agencies at an instant: read from the rooms that know it, kept nowhere."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from motcua.dossier import queries as dossier
from motcua.dossier.types import RUNNING, Filters, InvolvementRole, Listing, State
from motcua.notices.types import Digest, Reported
from motcua.organisation.types import Scope
from motcua.process import queries as process


def digest_at(scope: Scope, at: datetime) -> Digest:
    """What is to be reported of the agencies in sight as things stand at that instant. Two statements."""
    found: dict[Reported, Mapping[int, list[int]]] = {
        Reported(name): by_agency for name, by_agency in dossier.members(scope, _lists(at), at=at).items()
    }
    return Digest(at, found | {Reported.CHASING: process.chasing_unanswered(scope)})


def _lists(at: datetime) -> Mapping[str, Filters]:
    midnight = datetime.combine(at.date() + timedelta(days=1), time())
    return {
        Reported.DUE_TODAY: Filters(listing=Listing.OPEN, beyond=at, upto=midnight),
        Reported.LATE: Filters(listing=Listing.OVERDUE),
        Reported.APOLOGIES: Filters(listing=Listing.OPEN, states=RUNNING, apology_by=midnight),
        Reported.FILINGS: Filters(
            listing=Listing.FILINGS, role=InvolvementRole.RECEIVES, states=frozenset({State.FILED})
        ),
    }

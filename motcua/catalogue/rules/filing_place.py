"""Where a procedure is filed online on a day: here, on the national portal, or on both by a decision of the house."""

import re
from collections.abc import Sequence
from datetime import date

from motcua.catalogue.parts.regime import FilingPlace, NationalPortal, OnlineArrival, OwnPortal, Regime

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))? (.+)")


def own_portal(written: str) -> OwnPortal | None:
    """`2025-07-01..2027-02-28 QĐ 41/QĐ-UBND`: first and last day, and the decision; an open end has no last day.

    None where nothing is written. Raises ValueError for anything else.
    """
    if not written:
        return None
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError(written)
    last = date.fromisoformat(found[2]) if found[2] else None
    return OwnPortal(date.fromisoformat(found[1]), last, found[3].strip())


def filing_place(
    code: str, *, regime: Regime, portals: Sequence[NationalPortal], own: OwnPortal | None, on: date
) -> FilingPlace:
    """Where the procedure is filed online on that day (NĐ 61/2018: here; NĐ 118/2025 Đ3.5: on the national portal)."""
    if regime.online_arrives_at is OnlineArrival.PROVINCIAL_PORTAL:
        return FilingPlace(is_here=True)
    known = [portal for portal in portals if portal.valid_from <= on]
    national = known[-1].address.format(code=code) if known else ""
    is_decided = own is not None and own.in_force(on)
    return FilingPlace(
        is_here=is_decided,
        national=national,
        decision=own.decision if own is not None and is_decided else "",
        article=regime.article("online_filing"),
    )

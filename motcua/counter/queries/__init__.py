"""Every read of the counter: scoped to an actor, one refusal for absent and not-yours, plain data."""

from motcua.counter.queries.keeping import kept_sheet, kept_sheets, pinned, sheets_about
from motcua.counter.queries.parcels import PARCELS_SHOWN, parcel, parcels, parcels_waiting
from motcua.counter.queries.visits import declared_at_visit, faults, may_void, shown_of, visit, visit_of
from motcua.counter.tables import rules_on

__all__ = [
    "PARCELS_SHOWN",
    "declared_at_visit",
    "faults",
    "kept_sheet",
    "kept_sheets",
    "may_void",
    "parcel",
    "parcels",
    "parcels_waiting",
    "pinned",
    "rules_on",
    "sheets_about",
    "shown_of",
    "visit",
    "visit_of",
]

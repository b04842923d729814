"""Every read of the counter: scoped to an actor, one refusal for absent and not-yours, plain data."""

from motcua.counter.queries.keeping import kept_sheet, kept_sheets, pinned, sheets_about
from motcua.counter.queries.pads import PADS_SHOWN, codes_waiting, pad, pad_faults, pads, resolving_agencies, stub
from motcua.counter.queries.parcels import PARCELS_SHOWN, parcel, parcels, parcels_waiting
from motcua.counter.queries.visits import declared_at_visit, faults, may_void, shown_of, visit, visit_of
from motcua.counter.tables import rules_on

__all__ = [
    "PADS_SHOWN",
    "PARCELS_SHOWN",
    "codes_waiting",
    "declared_at_visit",
    "faults",
    "kept_sheet",
    "kept_sheets",
    "may_void",
    "pad",
    "pad_faults",
    "pads",
    "parcel",
    "parcels",
    "parcels_waiting",
    "pinned",
    "resolving_agencies",
    "rules_on",
    "sheets_about",
    "shown_of",
    "stub",
    "visit",
    "visit_of",
]

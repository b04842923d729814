"""The kinds of entries the parcels write. None says where anything goes."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

ORDERED: Final = "postal.ordered"
MOVED: Final = "postal.moved"
"""The shipment became something else: the state, the carrier's number and cost once there are any, and his trouble."""

declare_kinds(Kind(ORDERED), Kind(MOVED))

"""The catalogue as its administrators see it: procedures, the life of their versions, the next one being written."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.catalogue.parts.listing import Listing


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """A coming version as far as it is written. `revision` 0: nothing is kept yet, the text is what one begins with."""

    code: str
    text: str
    revision: int
    kept_at: datetime | None = None
    kept_by: str = ""


@dataclass(frozen=True, slots=True)
class AdministeredRow:
    """A procedure in the administrators' list: its version on the day, and whether the next one is being written."""

    listing: Listing
    number: int | None
    effective_from: date | None
    effective_to: date | None
    begins_later: date | None
    has_draft: bool


@dataclass(frozen=True, slots=True)
class VersionLife:
    """One published version in a procedure's history. `annulled`: replaced before it came into force."""

    id: int
    number: int
    decision: str
    effective_from: date
    effective_to: date | None
    annulled: bool

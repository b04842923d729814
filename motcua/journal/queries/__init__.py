"""The journal's reads: entries, seals, verification, and how far behind the readers are."""

from motcua.journal.queries.lagging import Lag, lag
from motcua.journal.queries.reading import (
    entries,
    entries_after,
    entries_of,
    last_position,
    moments,
    moments_of,
    sequence_of,
)
from motcua.journal.queries.sealed import last_seal, seals
from motcua.journal.queries.verifying import verify
from motcua.journal.queries.wording import (
    in_words,
    no_authority_in_words,
    not_stamped_in_words,
    nothing_to_seal_in_words,
    outcome_in_words,
    retried_in_words,
    seal_in_words,
    stamp_in_words,
)

__all__ = [
    "Lag",
    "entries",
    "entries_after",
    "entries_of",
    "in_words",
    "lag",
    "last_position",
    "last_seal",
    "moments",
    "moments_of",
    "no_authority_in_words",
    "not_stamped_in_words",
    "nothing_to_seal_in_words",
    "outcome_in_words",
    "retried_in_words",
    "seal_in_words",
    "seals",
    "sequence_of",
    "stamp_in_words",
    "verify",
]

"""The kinds of entries the registers write. None says anything about a person."""

from collections.abc import Mapping
from typing import Any, Final

from motcua.journal.types import Kind, declare_kinds

NUMBER_DRAWN: Final = "papers.number_drawn"
NUMBER_VOIDED: Final = "papers.number_voided"
LETTER_ENTERED: Final = "papers.letter_entered"
"""A letter that was signed bears the number."""
RESULT_ENTERED: Final = "papers.result_entered"
RESULT_FILED: Final = "papers.result_filed"
"""The electronic copy came after the result was entered."""
RESULT_COPY_RENEWED: Final = "papers.result_copy_renewed"
"""The electronic copy got a new archive time stamp; the earlier one is kept beside it."""
RESULT_REPLACED: Final = "papers.result_replaced"
RESULT_REVOKED: Final = "papers.result_revoked"


def _reason_unsaid(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Version 1 of a replacement did not say why."""
    return {**body, "reason": None}


KINDS = (
    *(
        Kind(name)
        for name in (
            NUMBER_DRAWN,
            NUMBER_VOIDED,
            LETTER_ENTERED,
            RESULT_ENTERED,
            RESULT_FILED,
            RESULT_COPY_RENEWED,
            RESULT_REVOKED,
        )
    ),
    Kind(RESULT_REPLACED, version=2, lifts={1: _reason_unsaid}),
)

declare_kinds(*KINDS)

"""The kinds of entries that tell of lists. None names a person."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

GIVEN: Final = "passing.given"
TAKEN: Final = "passing.taken"

declare_kinds(Kind(GIVEN), Kind(TAKEN))

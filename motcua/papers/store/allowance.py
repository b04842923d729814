"""How many files one thing may have, and of what size together: whoever holds files for the public says it."""

from collections.abc import Collection
from dataclasses import dataclass

from motcua.kernel.types import Refusal

_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most so many files, of so many bytes together."""

    most_files: int
    most_bytes: int

    def is_used_up(self, files: int) -> Refusal | None:
        """Why no file more is taken where there are so many; None where one is."""
        return Refusal("files_too_many", {"most": self.most_files}) if files >= self.most_files else None

    def objection_to(self, size: int, *, there: Collection[int]) -> Refusal | None:
        """Why another file of so many bytes is not taken beside those of these sizes; None where it is."""
        if (refusal := self.is_used_up(len(there))) is not None:
            return refusal
        if sum(there) + size > self.most_bytes:
            return Refusal("files_too_large", {"most": self.most_bytes // _MEGABYTE})
        return None

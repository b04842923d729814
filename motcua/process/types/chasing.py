"""Chasing letters (văn bản đôn đốc): numbered, to one agency about one or many dossiers, answered in words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.process.types.signing import MadeSignature


class ChasingEntry(StrEnum):
    """The kinds of entries that tell of it, in a stream of the agency that writes."""

    WRITTEN = "process.chasing_letter_written"
    ANSWERED = "process.chasing_letter_answered"
    SIGNED = "process.chasing_letter_signed"


@dataclass(frozen=True, slots=True)
class SentLetter:
    """What anybody may know of a signed letter whose file he holds: nothing of what it says."""

    number: str
    agency: str
    signed_on: date
    is_sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasingLetter:
    """A chasing letter as pages show it. `words` and `answer` are empty once erased, and in lists.

    `dossier_ids` are those it is about. `may_answer`: whoever looks may answer it now. One that `is_electronic` is
    signed and sealed with keys: `awaits` is the key of the signature that comes next, `signatures` are those made
    (empty in lists); every other is printed and signed by hand.
    """

    id: int
    agency_id: int
    to_agency_id: int
    number: str
    dossier_ids: tuple[int, ...]
    written_at: datetime
    written_by: str
    answer_due_on: date
    answered_at: datetime | None
    words: str = ""
    answer: str = ""
    may_answer: bool = False
    is_electronic: bool = False
    awaits: str = ""
    signatures: tuple[MadeSignature, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Whether its answer is late: not there after the last day, or come after it."""
        return (self.answered_at.date() if self.answered_at is not None else today) > self.answer_due_on

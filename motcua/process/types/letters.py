"""Letters (công văn) about a dossier: drafted, waiting for a signature, sent out under a number."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.dossier.types import DossierRow
from motcua.process.types.signing import MadeSignature

GENERAL_LETTER = "general_letter"
"""The key of the template of letters, and as what a signed one lies in its dossier, whatever its template."""
APOLOGY_LETTER = "apology_letter"
"""The template of the letter by which an agency apologises; a dossier has one at most."""


class LetterEntry(StrEnum):
    """The kinds of entries that tell of a letter, in the stream of its dossier; `about` says which."""

    DRAFTED = "process.letter_drafted"
    """Drafted, or drafted anew: what it says is a text, the paper a file of the dossier."""
    TAKEN_BACK = "process.letter_taken_back"
    NUMBERED = "process.letter_numbered"
    UNNUMBERED = "process.letter_unnumbered"
    SIGNED = "process.letter_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLetter:
    """A letter as it lies in a dossier. `about` names it there; `attachment` leads to its file as it stands.

    `subject` and `addressees` are empty once they were erased with the person's data. `signed` are the signatures that
    were made, `awaited` those still to come; `verdict` says what they are worth. `may_change`: whoever looks may draft
    it anew or take it back; `signs` is the signature that he may make now, empty where it is not his turn. One that is
    `to_person` he is told of, and may fetch, once it has all its signatures.
    """

    about: int
    title: str
    attachment: int
    subject: str
    addressees: tuple[str, ...]
    drafted_by: str
    drafted_at: datetime
    number: str = ""
    signed: tuple[MadeSignature, ...] = ()
    awaited: tuple[str, ...] = ()
    verdict: str = ""
    verdicts: tuple[tuple[str, ...], ...] = ()
    may_change: bool = False
    signs: str = ""
    to_person: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every signature it needs is there."""
        return bool(self.signed) and not self.awaited


@dataclass(frozen=True, slots=True)
class LetterToPerson:
    """A letter that was sent to the person of a dossier, who may fetch it. `about` names it there; `sent_at` is when it
    got its last signature."""

    about: int
    title: str
    number: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingLetter:
    """A letter that waits for a signature of whoever looks: the one with the key `awaits`, `signature` in his language.

    `agency_id` is the agency that issues it, `attachment` the file to look at, as it is before he signs. `subject` is
    the title of a letter that has no other.
    """

    about: int
    agency_id: int
    attachment: int
    awaits: str
    subject: str
    number: str
    drafted_at: datetime
    signature: str
    row: DossierRow

    @property
    def dossier_id(self) -> int:
        """The dossier that it is about."""
        return self.row.id

    @property
    def key(self) -> str:
        """Names the letter as it was looked at: drafted anew it has another one."""
        return f"{self.row.id}-{self.about}-{self.attachment}"

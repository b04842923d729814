"""Verification: another agency is asked to confirm a fact about somebody or something, on a ground of law."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.catalogue.types import Label
from motcua.worktime.types import Term


class VerificationEntry(StrEnum):
    """The kind of entry that tells of a request, in the stream of its dossier, beside that of the heart."""

    ASKED = "process.verification_asked"


@dataclass(frozen=True, slots=True)
class VerificationGround:
    """On which ground of law an agency is asked, and how long it has, between two days, both included."""

    key: str
    label: Label
    article: str
    term: Term
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class VerificationName:
    """What a request is called among the consultations of its dossier: it says the ground, and which pause it began.

    `pause_reason` is empty where the dossier's time runs on. `number` counts the requests of the dossier.
    """

    ground: str
    pause_reason: str
    number: int

    @classmethod
    def parse(cls, key: str) -> "VerificationName | None":
        """Reads the written form; None for a consultation that asks for an opinion only."""
        parts = key.split(":")
        if len(parts) != 4 or parts[0] != "verification":
            return None
        return cls(parts[1], parts[2], int(parts[3]))

    def __str__(self) -> str:
        return f"verification:{self.ground}:{self.pause_reason}:{self.number}"


@dataclass(frozen=True, slots=True)
class Verification:
    """One request as a page shows it. `about` and `question` are empty once erased."""

    key: str
    ground: VerificationGround | None
    about: str
    asked_at: datetime
    pauses: bool

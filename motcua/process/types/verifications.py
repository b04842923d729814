"""What other agencies are asked for: an opinion, or to verify a fact on a ground of law; and what they answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.catalogue.types import Label
from motcua.worktime.types import Term


class VerificationEntry(StrEnum):
    """The kind of entry that tells of a request, in the stream of its dossier, beside that of the heart."""

    ASKED = "process.verification_asked"


ANSWER = "answer"
"""How a file of the dossier is kept that came with an answer."""


class AnswerEntry(StrEnum):
    """The kinds of entries that tell of an answer beside those of the heart, in the stream of the dossier."""

    REMINDED = "process.answer_reminded"
    """The agency that was asked was reminded of its answer, in words."""
    FILED = "process.answer_filed"
    """A paper came with the answer: which file of the dossier it is."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedAnswer:
    """An answer that is awaited: of which agency, for whom, until when. Without a `ground` it is an opinion."""

    id: int
    dossier_id: int
    agency_id: int
    asked_by: int
    asked_at: datetime
    due_at: datetime | None
    is_late: bool
    ground: VerificationGround | None

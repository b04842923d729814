"""What whoever follows a dossier is told of its course."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.dossier.types import AnswerWait, Tracked
from motcua.organisation.types import Contact


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """With whom a dossier is now, what is done there, and until when that step is to be done (None: no time runs).

    `officer` is empty where nobody has taken it yet.
    """

    step: str
    agency: str
    officer: str
    contact: Contact
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that ordinarily comes; `hours` are the working hours it may take, `agency` is empty where it may vary."""

    step: str
    agency: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Followed:
    """A dossier as whoever follows it sees it: how it stands, with whom it is (None: with nobody), what comes then.

    `wait` is how long the first answer to an online filing may still take.
    """

    tracked: Tracked
    now: Whereabouts | None = None
    ahead: tuple[Ahead, ...] = ()
    wait: AnswerWait | None = None

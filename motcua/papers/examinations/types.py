"""What an examination found, as it is kept with its file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.papers.signing.types import Outcome, Verdict


class Hindrance(StrEnum):
    """Why the signatures of a file could not be examined, where it is not the fault of a signature."""

    NONE = ""
    AWAITED = "awaited"
    """It was not their turn yet."""
    TOO_DEMANDING = "too_demanding"
    """The file broke down whoever looked at it."""
    OTHER_KIND = "other_kind"
    """It is no PDF: this house does not examine what signs an office document or XML."""


class CopyStanding(StrEnum):
    """What a file is among those it lies with: a renewed archive time stamp makes another copy of the same paper."""

    ONLY = "only"
    CURRENT = "current"
    """It bears the latest time stamp; earlier copies lie beside it."""
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Believed:
    """One of those whom the house believed at the examination: an issuer, or an authority of time stamps."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an examination brings. `silent` are the services of issuers (hosts) that did not answer."""

    verdicts: tuple[Verdict, ...] = ()
    silent: tuple[str, ...] = ()
    believed: tuple[Believed, ...] = ()
    asked_issuers: bool = False
    examined_at: datetime
    hindrance: Hindrance = Hindrance.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """The latest examination of one file. `outcome` is the verdict on the whole paper.

    `again_at` is when the house looks again by itself: while nobody has looked yet, and where a service was silent.
    `examined_at` is None while nobody has looked.
    """

    file: str
    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    examined_at: datetime | None
    believed: tuple[Believed, ...] = ()
    asked_issuers: bool = False
    silent: tuple[str, ...] = ()
    hindrance: Hindrance = Hindrance.NONE
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """An examination in the words of the active language, for a page.

    `sentence` is what it comes to; `signatures` each signature and time stamp line by line; `circumstances` when it was
    made, who was believed, who was silent. `is_examined` is false for kinds of files whose signatures nobody examines.
    """

    outcome: Outcome
    sentence: str
    signatures: tuple[tuple[str, ...], ...]
    circumstances: tuple[str, ...]
    is_awaited: bool = False
    is_examined: bool = True

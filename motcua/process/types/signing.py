"""Electronic results and signatures: drafted, waiting, made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.catalogue.types import Label, ResultSignature
from motcua.dossier.types import DossierRow
from motcua.kernel.types import Refusal
from motcua.organisation.types import SigningCapacity
from motcua.papers.types import FieldValue, LetterTemplate, Signer


class ResultEntry(StrEnum):
    """The kinds of entries that tell of an electronic result, in the stream of its dossier."""

    DRAFTED = "process.result_drafted"
    NUMBERED = "process.result_numbered"
    """Its number was drawn, and it is being signed."""
    UNNUMBERED = "process.result_unnumbered"
    """The number was voided, for the reason given; the next attempt draws another."""
    SIGNED = "process.result_signed"
    CORRECTED = "process.result_corrected"
    """A corrected paper took the place of what was issued."""
    REVOKED = "process.result_revoked"
    """What was issued does not hold any more, for the reason given."""


class SubmissionEntry(StrEnum):
    """The kinds of entries that tell of a submission (tờ trình), in the stream of its dossier."""

    DRAFTED = "process.submission_drafted"
    """Drafted, or drafted anew: what it says is a text, the paper a file of the dossier."""
    SIGNED = "process.submission_signed"
    """The one drafted by the entry `about` was signed by whoever drafted it."""


CONTROL_LINES = "lines"
"""What somebody asks for who signs his lines of a control slip; slips are asked for by the key of their form."""
SUBMISSION = "submission"
"""What somebody asks for who signs the submission he drafted; also the key of its template."""


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """What became of one paper that was to be signed: nothing stands in the way (signed and kept), or what does."""

    key: str
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class InCapacity:
    """In which capacity somebody signs; `office` is the one stood in for, such as *Chủ tịch*."""

    capacity: SigningCapacity = SigningCapacity.OWN
    office: str = ""

    @property
    def written(self) -> str:
        """As it stands above his title: `KT. Chủ tịch`; empty when he signs for himself."""
        return f"{self.capacity.prefix} {self.office}".strip() if self.capacity.prefix else ""


def post_in_words(capacity: str, title: str) -> str:
    """The capacity and the title in which somebody signed, in one line."""
    return ", ".join(part for part in (capacity, title) if part)


@dataclass(frozen=True, slots=True)
class MadeSignature:
    """A signature that was made: its key, what it is called in the reader's language, who made it, and when.

    `capacity` is what stands above his title on the paper: *KT. Chủ tịch*; empty when he signed in his own office.
    `title` is that of his post then.
    """

    key: str
    label: str
    by: str
    at: datetime
    capacity: str = ""
    title: str = ""

    @property
    def post(self) -> str:
        """In which post he signed: *KT. Chủ tịch, Phó Chủ tịch*."""
        return post_in_words(self.capacity, self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicResult:
    """The electronic result of a dossier as its page shows it. `attachment` is its file in the dossier.

    `signed` are the signatures that were made, `awaited` those that are still to come, in order. `verdict` says in one
    sentence what the signatures are worth, `verdicts` each line by line.
    """

    title: str
    attachment: int
    number: str = ""
    token: str = ""
    signed: tuple[MadeSignature, ...] = ()
    awaited: tuple[str, ...] = ()
    verdict: str = ""
    verdicts: tuple[tuple[str, ...], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every signature it needs is there."""
        return bool(self.signed) and not self.awaited


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToDraft:
    """What a page needs to draft a result or a submission: its template, and what to begin with.

    `is_new`: nothing was drafted yet.
    """

    template: LetterTemplate
    values: Mapping[str, FieldValue]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A submission (tờ trình) as it lies in a dossier. `about` is the sequence of the entry that drafted it.

    `attachment` leads to the paper, signed where `signed_at` says so; `maker` is who drafted it, in which capacity, and
    `made_by` his personnel code: he alone signs it. `values_id` is the text of what it says in its `template`.
    """

    about: int
    attachment: int
    template: LetterTemplate
    made_at: datetime
    made_by: str
    maker: Signer
    values_id: int
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToSign:
    """What a page needs to sign a result or a letter: the signature, the file, the keys and capacities to choose from.

    `is_first`: this signature approves it, and it gets its number. `proposed` is the capacity of his post. `is_sample`:
    the house has no such key and signs with a sample, for demonstration. `agency_id` is in which agency it is signed.
    """

    signature: ResultSignature
    agency_id: int
    attachment: int
    pages: int
    title: str
    is_first: bool
    keys: tuple[str, ...]
    capacities: tuple[SigningCapacity, ...]
    proposed: InCapacity
    is_sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingSignature:
    """A result that waits for somebody's signature. `attachment` is the file to look at, as it is before he signs.

    `agency_id` is in which agency it is signed, the one whose seal it is where it waits for that. `action_key` is the
    way out of the step that is taken by signing; `due_at` that step's own.
    """

    dossier_id: int
    agency_id: int
    work_number: int
    action_key: str
    attachment: int
    title: str
    signature: Label
    due_at: datetime | None
    row: DossierRow

    @property
    def key(self) -> str:
        """Names the paper as it was looked at: drafted anew it has another one."""
        return f"{self.dossier_id}-{self.attachment}"


@dataclass(frozen=True, slots=True)
class Seal:
    """A key that is the seal of an agency."""

    agency_id: int
    agency: str
    key: str

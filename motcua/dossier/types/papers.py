"""What happened to the papers of a dossier as files: they came, went, or were known already. The others: `events`."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.dossier.types.states import DigitalState, FileKind
from motcua.parties.types import TextRef


@dataclass(frozen=True, slots=True)
class PaperAdded:
    """A file came in for a paper of the checklist. `was` is the paper's digital state before, `state` the one since.

    Figures of what is digitised and re-used are cut from these two: a paper counts from its first file on.
    `signs` is the attachment whose signed copy it is.
    """

    kind: ClassVar[str] = "dossier.paper_added"
    component: str
    attachment: int
    file: str
    file_kind: FileKind
    state: DigitalState
    was: DigitalState
    signs: int | None = None


@dataclass(frozen=True, slots=True)
class PaperRemoved:
    """A file was taken out again; it stays in the house for as long as it must be kept. `state` is what is left."""

    kind: ClassVar[str] = "dossier.paper_removed"
    component: str
    attachment: int
    file: str
    state: DigitalState
    was: DigitalState
    reason: TextRef


@dataclass(frozen=True, slots=True)
class PaperStateSaid:
    """Somebody said that a paper was taken from the national store named, or, without a name, that it was not.

    `was` is the paper's digital state before, `state` the one since.
    """

    kind: ClassVar[str] = "dossier.paper_state_said"
    component: str
    state: DigitalState
    was: DigitalState
    store: TextRef | None = None


@dataclass(frozen=True, slots=True)
class PapersDestroyed:
    """Files past their period went by a decision of the agency's head; the dossier has them no more.

    `attachments` are the rows by which it held them, `files` the digests of what they were, in the same order.
    """

    kind: ClassVar[str] = "dossier.papers_destroyed"
    attachments: tuple[int, ...]
    files: tuple[str, ...]
    decision: str
    decided_on: date

"""What crosses the door of the archive: years and their lists, destructions, packages and what a check finds."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.papers.types import FOR_EVER


@dataclass(frozen=True, slots=True)
class YearRow:
    """The dossiers an agency finished in a year: how many stand in its list, and how many still wait for it.

    `expired` are those past their period that nobody has destroyed; `packed_of` and `packed` how far the last package
    is, None without any. `asked_at`: the closing has been asked for and is under way.
    """

    agency_id: int
    year: int
    listed: int
    waiting: int
    permanent: int = 0
    expired: int = 0
    destroyed: int = 0
    asked_at: datetime | None = None
    closed_at: datetime | None = None
    package: "PackageState | None" = None


@dataclass(frozen=True, slots=True)
class PackageState:
    """How far a transfer package is; `manifest` names the finished one."""

    begun_at: datetime
    dossiers: int
    done: int
    files: int
    bytes: int
    manifest: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A dossier in the list of its year."""

    id: int
    agency_id: int
    year: int
    number: int
    dossier_id: int
    code: str
    title: str
    finished_on: date
    retention: str
    keep_until: date
    destroyed_at: datetime | None = None

    @property
    def is_permanent(self) -> bool:
        """Whether it is kept for ever."""
        return self.keep_until == FOR_EVER

    @property
    def written(self) -> str:
        """Its number as lists write it: `12/2026`."""
        return f"{self.number:02d}/{self.year}"


@dataclass(frozen=True, slots=True)
class Closing:
    """What the closing of a year did, or would do: how many dossiers were in the list, and how many came into it."""

    agency_id: int
    year: int
    before: int
    listed: int
    is_dry_run: bool = False


class Stage(StrEnum):
    """Where a destruction stands."""

    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    """It is being carried out."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Decision:
    """By what papers are destroyed: number and day of the decision, and who decided (name and office, as typed)."""

    number: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class DestructionRow:
    """One destruction, from proposal to minutes."""

    id: int
    agency_id: int
    stage: Stage
    proposed_at: datetime
    proposed: int
    done: int
    decision: Decision | None
    entered_at: datetime | None
    files_destroyed: int
    files_left: int
    finished_at: datetime | None
    spared: int = 0
    """Dossiers that came under a longer period in the meantime."""


class Fate(StrEnum):
    """What became of a dossier that was proposed."""

    OPEN = ""
    DESTROYED = "destroyed"
    SPARED = "spared"
    """It came under a longer period after it was proposed."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A dossier that a destruction names."""

    record: RecordRow
    fate: Fate
    files_destroyed: int
    files_left: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was written and read back."""

    place: str
    dossiers: int
    files: int
    bytes: int
    manifest: str


class BagFlaw(StrEnum):
    """What is wrong with a package."""

    NO_BAG = "no_bag"
    """The folder is no package, or a file that makes it one is missing or unreadable."""
    MISSING = "missing"
    CHANGED = "changed"
    UNLISTED = "unlisted"
    """It lies in the package, and no manifest names it."""
    OUTSIDE = "outside"
    """The manifest names a place outside the package, or the file is only a link."""
    WRONG_SUM = "wrong_sum"
    """The number of files or bytes is not what the package says of itself."""


@dataclass(frozen=True, slots=True)
class BagFinding:
    """One thing that is wrong: which, and with which file."""

    flaw: BagFlaw
    path: str


@dataclass(frozen=True, slots=True)
class BagChecked:
    """The outcome of reading a package back."""

    files: int
    bytes: int
    manifest: str
    findings: tuple[BagFinding, ...]

    @property
    def holds(self) -> bool:
        """Whether all is as its manifests say."""
        return not self.findings

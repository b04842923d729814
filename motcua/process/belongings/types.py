"""What the house holds of one person or organisation: as a page lists it, and as it is handed out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

from motcua.dossier.types import DossierRow
from motcua.papers.types import Attached, ResultState
from motcua.parties.types import Identity, Subject
from motcua.process.types.personal_store import FILE, RESULT


class BelongingKind(StrEnum):
    """As what a file belongs to a person."""

    HANDED_IN = "handed_in"
    """Lies in a dossier of his, for a paper of its checklist."""
    SLIP = "slip"
    """A slip or a letter that was made for him, signed."""
    RESULT = "result"
    """An electronic copy of a result of his."""
    OWN_PAPER = "own_paper"
    """A paper of his in a dossier of somebody else."""
    DRAFT = "draft"
    """Lies in something of his that is not filed yet."""
    FEEDBACK = "feedback"
    """Came with something he said to an agency, or with the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A file that belongs to a person. `name` says what it is, `number` which one of its kind, where it bears one.

    `dossier_code` is the dossier of his in which it lies, or for which the result was issued; empty where the dossier
    is not his. `path` is what it is called in a package. Without `attached` there is no file any more.
    """

    kind: BelongingKind
    name: str
    path: str
    attached: Attached | None
    number: str = ""
    dossier_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHolder:
    """Something of a person, besides dossiers, that has files. `holder` is its name in `papers` (`draft/7`).

    `folder` is where its files lie in a package; `names` says, by the keys of what the files are for, what they are
    called there. Not `is_his`: he stands in it, but what lies there is somebody else's, and only counted.
    """

    kind: BelongingKind
    holder: str
    folder: str
    names: Mapping[str, str]
    is_his: bool = True


HoldersOf = Callable[[Subject], Iterable[OwnHolder]]
"""What a room has of a person that holds files; asked about what the reader may see of him."""
_ROOMS: dict[str, HoldersOf] = {}


def register_own_holders(room: str, holders: HoldersOf) -> None:
    """Makes known what a room above this one holds files as, so that whoever asks for all he has gets these too."""
    if _ROOMS.get(room, holders) is not holders:
        raise ValueError(f"The room {room!r} is registered twice.")
    _ROOMS[room] = holders


def own_holders(subject: Subject) -> Iterator[OwnHolder]:
    """What all rooms have of the person that holds files, besides dossiers."""
    for room in sorted(_ROOMS):
        yield from _ROOMS[room](subject)


@dataclass(frozen=True, slots=True)
class Belongings:
    """The files of one person, in order; and how many files of his dossiers are not handed out to him.

    `of_the_office` are papers by which officers prepare decisions, `of_others` those that are somebody else's.
    """

    files: tuple[Belonging, ...]
    of_the_office: int
    of_others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnResult:
    """A result of his as a page lists it; `key` leads to its page, and `token` to the one where anybody verifies it."""

    key: str
    token: str
    name: str
    number: str
    agency: str
    issued_on: date
    valid_to: date | None
    state: ResultState
    has_file: bool
    on_paper: bool

    @property
    def own_key(self) -> str:
        """By which its owner has it opened."""
        return f"{RESULT}/{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPaper:
    """A digitised paper of his. What was confirmed about it is empty, and `state` None, where nobody described it.

    `attachment` is its file; of several copies of one paper that lie with somebody else the latest.
    `dossier_id` and `dossier_code` are the dossier in which it lies, with `lies_elsewhere` one of somebody else.
    """

    name: str
    number: str
    issuer: str
    issued_on: date | None
    valid_to: date | None
    state: ResultState | None
    attachment: int
    dossier_id: int
    dossier_code: str
    received_at: datetime | None
    lies_elsewhere: bool

    @property
    def own_key(self) -> str:
        """By which its owner has it opened."""
        return f"{FILE}/{self.attachment}"

    @property
    def has_file(self) -> bool:
        """Whether it is there electronically: it is nowhere else."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPapers:
    """What somebody may see of a person. Of each list the latest, and how many there are.

    `entries` are the person's entries in declarations, by which a reading is written down.
    """

    identity: Identity
    name: str
    entries: tuple[int, ...]
    results: tuple[OwnResult, ...]
    results_count: int
    papers: tuple[OwnPaper, ...]
    papers_count: int
    dossiers: tuple[DossierRow, ...]
    dossiers_count: int

    def called(self, own_key: str) -> OwnResult | OwnPaper | None:
        """The result or paper of that key among those that are listed."""
        found: Iterable[OwnResult | OwnPaper] = chain(self.results, self.papers)
        return next((one for one in found if one.own_key == own_key), None)

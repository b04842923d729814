"""Notes by which colleagues speak of a dossier, and who is mentioned in them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoteEntry(StrEnum):
    """The kind of entry that tells of a note, in the stream of its dossier. It moves neither it nor its date."""

    WRITTEN = "process.note_written"


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a dossier. `number` is the sequence of its entry; `words` are empty once erased."""

    number: int
    at: datetime
    by: str
    words: str
    mentioned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """That somebody is mentioned in a note which he has not read yet."""

    dossier_id: int
    number: int
    at: datetime

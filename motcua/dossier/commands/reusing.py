"""A file that the house has already comes into another dossier: nothing is handed in and nothing is copied."""

from collections.abc import Sequence

from motcua.dossier.commands.papers import add_papers
from motcua.dossier.types import DigitalState, FileKind, Locked, NewPaper
from motcua.journal.commands import Unit
from motcua.kernel.types import Refusal, Refused
from motcua.papers import queries as papers
from motcua.papers.types import Accepted


def reuse_files(unit: Unit, locked: Locked, files: Sequence[tuple[str, str]]) -> Locked:
    """Gives the dossier files of the store, each as a paper of its checklist and its SHA-256, counted as re-used.

    Raises Refused: `file_absent` (destroyed since), and what `add_papers` refuses.
    """
    return add_papers(unit, locked, [NewPaper(*_kept(one), FileKind.REUSED, DigitalState.REUSED) for one in files])


def _kept(one: tuple[str, str]) -> tuple[str, Accepted]:
    component, digest = one
    stored = papers.stored_file(digest)
    if stored is None or stored.destroyed_at is not None:
        raise Refused(Refusal("file_absent"))
    return component, Accepted(stored.file, stored.original_digest, stored.pages, stored.is_signed)

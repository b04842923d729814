"""What a person finds of his own in the house, whatever agency has it: listed for himself, and opened for him."""

from datetime import datetime, timedelta
from typing import Final

from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import EVERYTHING
from motcua.papers import queries as papers
from motcua.papers.types import CopyStanding, OpenedFile
from motcua.parties.types import Identity
from motcua.process.belongings.finding import NOBODY, held_of, papers_of, person_papers
from motcua.process.belongings.types import PersonPapers
from motcua.process.result_copies import copies_of_result, open_result_copy
from motcua.process.types.personal_store import FILE, RESULT

_GRANTED_FOR: Final = timedelta(minutes=5)
"""How long a leave to read lasts: the file is opened in the very request in which it is given."""


def own_papers(identity: Identity, *, at: datetime) -> PersonPapers | None:
    """Everything that somebody who proved this number has in the house; None where nobody knows him."""
    try:
        return person_papers(EVERYTHING, identity, at=at)
    except Refused as refused:
        if refused.refusal.code == NOBODY:
            return None
        raise


def open_own(identity: Identity, key: str, *, reader: str, at: datetime) -> OpenedFile:
    """A file of his own, to be read in pieces by `reader`.

    `result/KEY` is the copy of a result that holds now, `file/ID` a digitised paper.

    Raises Refused: `file_absent` (not his, or not there electronically), `file_missing`, `file_store_unreachable`.
    """
    kind, _slash, name = key.partition("/")
    if kind == RESULT:
        return _open_result(identity, name, reader=reader, at=at)
    if kind == FILE and name.isdecimal():
        return _open_paper(identity, int(name), reader=reader, at=at)
    raise _absent()


def _open_result(identity: Identity, key: str, *, reader: str, at: datetime) -> OpenedFile:
    result = next((one for one in papers.results_of(identity) if one.key == key), None)
    copies = copies_of_result(result) if result is not None else ()
    holding = next((one for one in copies if one.standing is not CopyStanding.EARLIER), None)
    if holding is None:
        raise _absent()
    return open_result_copy(EVERYTHING, key, holding.attachment, reader=reader, at=at)


def _open_paper(identity: Identity, attachment: int, *, reader: str, at: datetime) -> OpenedFile:
    """His as a page lists it: what lies in force in a dossier of his, and what is his in somebody else's."""
    held = held_of(EVERYTHING, identity, at=at)
    found = next((one for one in papers_of(held, at=at) if one.attachment == attachment), None)
    if found is None:
        raise _absent()
    kept = papers.attachment(attachment, holder=f"dossier/{found.dossier_id}")
    leave = papers.grant(kept, reader=reader, at=at, until=at + _GRANTED_FOR)
    return papers.open_granted(leave, reader=reader, at=at, name=found.name)


def _absent() -> Refused:
    return Refused(Refusal("file_absent"))

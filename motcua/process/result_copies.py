"""The electronic copies of results: which one holds now, what its signatures are worth, and reading one."""

from datetime import datetime, timedelta

from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import CopyStanding, OpenedFile, Result
from motcua.process.register_sight import with_inherited
from motcua.process.results import dossier_of
from motcua.process.types import ResultCopy

_GRANTED_FOR = timedelta(minutes=5)
"""How long a leave to read lasts: the file is opened in the very request in which it is given."""


def copies_of_result(result: Result) -> tuple[ResultCopy, ...]:
    """What its holder has of the electronic copy: the one that holds now first, then the earlier ones, latest first."""
    if not result.file:
        return ()
    digests = papers.copies_of(result.file)
    held = [one for one in papers.attachments(result.holder) if one.file.digest in digests]
    standings = papers.copy_standings(one.file.digest for one in held)
    worth = papers.signature_reports(one.file.digest for one in held if one.is_signed)
    copies = [
        ResultCopy(
            attachment=one.id,
            size=one.file.size,
            pages=one.pages,
            added_at=one.added_at,
            standing=standings[one.file.digest],
            is_signed=one.is_signed,
            signatures=worth.get(one.file.digest),
        )
        for one in held
    ]
    return tuple(sorted(copies, key=lambda one: (one.standing is CopyStanding.EARLIER, -one.attachment)))


def may_read_copies(scope: Scope, result: Result, *, at: datetime) -> bool:
    """Whether somebody may open them: he sees the dossier for which it was issued, or his agency inherited it."""
    wide, dossier_id = with_inherited(scope, on=at.date()), dossier_of(result.holder)
    if dossier_id is None:
        return wide.sees([result.agency_id])
    return bool(dossier.by_ids(wide, [dossier_id], at=at))


def open_result_copy(scope: Scope, key: str, attachment_id: int, *, reader: str, at: datetime) -> OpenedFile:
    """A copy of a result, to be read in pieces by `reader`, as whoever holds the result has it.

    Raises Refused: `result_absent` (also out of sight), `file_absent` (not a copy of this result), `file_missing`,
    `file_store_unreachable`.
    """
    result = papers.result(key)
    if not may_read_copies(scope, result, at=at):
        raise Refused(Refusal("result_absent"))
    held = papers.attachment(attachment_id, holder=result.holder)
    if held.removed_at is not None or not result.file or held.file.digest not in papers.copies_of(result.file):
        raise Refused(Refusal("file_absent"))
    leave = papers.grant(held, reader=reader, at=at, until=at + _GRANTED_FOR)
    name = " ".join(part for part in (result.kind_name, result.number, str(held.id)) if part)
    return papers.open_granted(leave, reader=reader, at=at, name=name)

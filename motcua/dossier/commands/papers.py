"""The files of a dossier: kept by `papers`, held by the dossier, told of in its stream."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from motcua.dossier.commands.moving import append, apply
from motcua.dossier.types import AddPaper, Locked, NewPaper, PapersDestroyed, RemovePaper
from motcua.journal.commands import Unit
from motcua.papers import commands as papers
from motcua.papers import queries as kept
from motcua.papers.types import Accepted, Content
from motcua.parties.types import TextRef


def accept_paper(content: Content, *, name_hint: str, at: datetime) -> Accepted:
    """Examines a content, and its signatures if it has any, and writes it into the store; outside a unit of work.

    Refused: as `papers.commands.accept_file` says.
    """
    return papers.accept_file(content, name_hint=name_hint, on=at.date(), at=at)


def add_papers(unit: Unit, locked: Locked, new: Sequence[NewPaper]) -> Locked:
    """Gives accepted files their rows and the dossier its entries; a file that is there already changes nothing.

    Raises Refused: `no_such_component`, `file_digitises_nothing`, `wrong_state`, `dossier_ended`,
    `file_store_unreachable`; of a signed copy `no_such_paper`, `paper_signed_already`.
    """
    # Files are locked in the order of their digests, so that two dossiers that get the same ones never wait in a ring.
    stored = {
        one.file.file.digest: papers.keep_file(one.file, unit=unit)
        for one in sorted(new, key=lambda one: one.file.file.digest)
    }
    for one in new:
        file = stored[one.file.file.digest]
        held = papers.attach(file, holder=locked.head.stream, component=one.component, kind=one.kind, unit=unit)
        locked = apply(unit, locked, AddPaper(one.component, held.id, file.file.digest, one.kind, one.state, one.signs))
    return locked


def remove_paper(unit: Unit, locked: Locked, attachment_id: int, *, reason: TextRef) -> Locked:
    """Takes a file out of the dossier, with the copies of it that got a new archive time stamp; they stay in the store
    until their retention is over.

    Raises Refused: `no_such_paper`, `wrong_state`, `dossier_ended`.
    """
    locked = apply(unit, locked, RemovePaper(attachment_id, reason))
    holder = locked.head.stream
    dropped = papers.drop(attachment_id, holder=holder, unit=unit)
    if dropped.is_signed:
        left = kept.attachments(holder)
        earlier = kept.earlier_copies([dropped.file.digest, *(one.file.digest for one in left)])
        for copy in left:
            if dropped.file.digest in earlier.get(copy.file.digest, ()):
                papers.drop(copy.id, holder=holder, unit=unit)
    return locked


def lose_papers(
    unit: Unit, locked: Locked, attachments: Mapping[int, str], *, decision: str, decided_on: date
) -> Locked:
    """The dossier has these files no more: they go by a decision, past their period. Also of one that is finished.

    `attachments` are the digests by the rows that hold them. Raises Refused: `file_absent`.
    """
    event = PapersDestroyed(tuple(attachments), tuple(attachments.values()), decision, decided_on)
    for attachment_id in attachments:
        papers.drop(attachment_id, holder=locked.head.stream, unit=unit)
    return append(unit, locked, [event], at=max(unit.at, locked.head.at or unit.at))

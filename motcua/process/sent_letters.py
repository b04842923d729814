"""The letters that an agency has sent to the person of a dossier, as he sees them who follows it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.kernel.types import Refusal, Refused
from motcua.papers import queries as papers
from motcua.papers.types import OpenedFile
from motcua.process import models
from motcua.process.drafted import copy_in_force, template_drafted
from motcua.process.results import holder_of
from motcua.process.types import LetterToPerson

_GRANTED_FOR = timedelta(minutes=5)
"""How long a leave to read lasts: the file is opened in the very request in which it is given."""


def letters_to_person(dossier_id: int) -> Sequence[LetterToPerson]:
    """The letters to the person that bear all their signatures, in the order in which they were begun: one statement.

    For rooms that decide themselves who may see them.
    """
    return tuple(
        LetterToPerson(
            about=row.about,
            title=template_drafted(row).title,
            number=row.number,
            sent_at=datetime.fromisoformat(row.signed[-1]["at"]),
        )
        for row in _sent(dossier_id).order_by("about")
    )


def open_letter_to_person(dossier_id: int, about: int, *, reader: str, at: datetime) -> OpenedFile:
    """One of them, to be read in pieces by `reader`. For rooms that decide themselves who may.

    Raises Refused: `no_such_letter` (also where it is written to somebody else, or not signed and sealed yet),
    `file_missing`, `file_store_unreachable`.
    """
    row = _sent(dossier_id).filter(about=about).first()
    if row is None:
        raise Refused(Refusal("no_such_letter"))
    held = copy_in_force(row.attachment_id, holder=holder_of(dossier_id))
    leave = papers.grant(held, reader=reader, at=at, until=at + _GRANTED_FOR)
    return papers.open_granted(leave, reader=reader, at=at, name=f"{template_drafted(row).name} {row.number}")


def _sent(dossier_id: int) -> QuerySet[models.WrittenLetter]:
    return models.WrittenLetter.objects.filter(dossier_id=dossier_id, to_person=True, awaits="").exclude(signed=[])

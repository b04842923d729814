"""What voice keeps about a person: for handing it out, and for erasing it (personal data law; parties asks)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from motcua.journal import queries as journal
from motcua.kernel.types import Refusal
from motcua.parties.types import Subject
from motcua.process.types import BelongingKind, OwnHolder
from motcua.voice import models
from motcua.voice.reading import files_of

_FOLDER = "phan-anh"


def export(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """What somebody sent: how it stands, its dates and its files. Its texts are handed out with the others."""
    for row in feedback_of(subject):
        yield {
            "code": row.code,
            "kind": row.kind,
            "stage": row.stage,
            "received_at": row.received_at.isoformat(),
            "ended_at": row.ended_at and row.ended_at.isoformat(),
            "texts": sorted(_texts_in(row)),
            "files": [
                {"use": one.use.value, "digest": one.file.digest, "bytes": one.file.size}
                for one in files_of(row.holder)
            ],
        }


def feedback_with_files(subject: Subject) -> Iterator[OwnHolder]:
    """What he sent, as holders of files."""
    for row in feedback_of(subject):
        yield OwnHolder(
            kind=BelongingKind.FEEDBACK,
            holder=row.holder,
            folder=f"{_FOLDER}/{row.code.lower()}",
            names={"": "Tệp kèm theo"},
        )


def typed_texts(subject: Subject) -> Iterator[int]:
    """The ids of everything that was typed in it: what was said, the answer, what officers told each other."""
    for row in feedback_of(subject):
        yield from _texts_in(row)


def objections(subject: Subject) -> Iterator[Refusal]:
    """What waits for its answer needs to know whose it is."""
    for row in feedback_of(subject).filter(ended_at=None):
        yield Refusal("person_has_open_feedback", {"code": row.code})


def feedback_of(subject: Subject) -> QuerySet[models.Feedback]:
    """What somebody sent under his number."""
    return models.Feedback.objects.filter(declaration_id__in=subject.declaration_ids).order_by("id")


def _texts_in(row: models.Feedback) -> Iterator[int]:
    """References look the same wherever they stand: {"text": id, "hmac": …}."""
    for entry in journal.entries(row.stream):
        for value in entry.body.values():
            if isinstance(value, Mapping) and set(value) == {"text", "hmac"}:
                yield int(value["text"])

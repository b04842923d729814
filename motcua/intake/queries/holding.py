"""Which drafts of a person have files, so that he gets these too when he asks for all that the house has of him."""

from collections.abc import Iterator

from motcua.catalogue import queries as catalogue
from motcua.intake import models
from motcua.intake.rules import drafted
from motcua.kernel.types import Refusal
from motcua.parties import queries as parties
from motcua.parties.types import Subject
from motcua.process.types import BelongingKind, OwnHolder

_FOLDER = "ban-nhap"


def drafts_with_files(subject: Subject) -> Iterator[OwnHolder]:
    """The drafts in which he stands. Their files are named as the procedure calls its papers, if it is still there."""
    typed = {number: parties.unfiled(number) for number in subject.unfiled_ids}
    for row in models.Draft.objects.filter(unfiled_id__in=typed).order_by("id"):
        version = catalogue.current_version(row.procedure_code, row.begun_at.date())
        asked = () if isinstance(version, Refusal) else version.components
        yield OwnHolder(
            kind=BelongingKind.DRAFT,
            holder=row.holder,
            folder=f"{_FOLDER}/{row.id}-{row.procedure_code}",
            names={one.key: one.label.vi for one in asked},
            is_his=drafted.belongs_to(typed.get(row.unfiled_id or 0, {}), subject.identity),
        )

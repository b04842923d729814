"""The letters about a dossier that were written to its applicant, and not to another agency."""

from motcua.kernel import text
from motcua.kernel.types import Refused
from motcua.process import models
from motcua.process.belongings.dossiers import OwnDossier
from motcua.process.drafted import template_drafted, values_drafted


def letters_to(own: OwnDossier) -> dict[int, str]:
    """The letters to him that bear all their signatures: what each is called, by the attachment of its file.

    A letter is his when one of its addressees bears his name. None of one whose words were erased.
    """
    rows = models.WrittenLetter.objects.filter(dossier_id=own.id, awaits="").exclude(signed=[])
    return {
        row.attachment_id: " ".join((template_drafted(row).title, row.number))
        for row in rows.order_by("about")
        if _is_addressed(row, own)
    }


def _is_addressed(row: models.WrittenLetter, own: OwnDossier) -> bool:
    try:
        addressees = values_drafted(row).get("addressee")
    except Refused:
        return False
    lines = addressees if isinstance(addressees, tuple) else ()
    names = [f" {text.fold(name)} " for name in own.names]
    return any(name in f" {text.fold(line)} " for line in lines for name in names)

"""A kept examination in words, for an officer and for a citizen."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.papers.examinations.types import Examination, Hindrance
from motcua.papers.signing.words import in_words, overall_in_words


def in_one_sentence(examination: Examination) -> str:
    """What the examination comes to."""
    return {
        Hindrance.AWAITED: _("This paper bears a digital signature that is still to be examined."),
        Hindrance.TOO_DEMANDING: _("The signatures of this paper could not be examined: the file is too complicated."),
    }.get(examination.hindrance) or overall_in_words(examination.outcome)


def signature_by_signature(examination: Examination) -> Sequence[Sequence[str]]:
    """Each signature and time stamp line by line, in the order they were made."""
    return [in_words(verdict) for verdict in examination.verdicts]


def circumstances(examination: Examination) -> Sequence[str]:
    """When it was examined, who was believed, which service was silent, and when the house looks again."""
    lines = []
    if examination.examined_at is not None:
        lines.append(_("Examined at {at}.").format(at=_written(examination.examined_at)))
        names = ", ".join(one.name for one in examination.believed)
        lines.append(_("Believed here: {names}.").format(names=names) if names else _("Nobody is believed here."))
    if examination.silent:
        lines.append(_("No answer came from: {services}.").format(services=", ".join(examination.silent)))
    if examination.again_at is not None and examination.examined_at is not None:
        lines.append(_("It is examined again after {at}.").format(at=_written(examination.again_at)))
    return lines


def _written(instant: datetime) -> str:
    return instant.strftime("%H:%M %d/%m/%Y")

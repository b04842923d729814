"""A kept examination in words, for an officer and for a citizen."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.papers.examinations.types import Examination, Hindrance, SignatureReport
from motcua.papers.signing.words import in_words, overall_in_words


def told(examination: Examination) -> SignatureReport:
    """The examination in the active language."""
    return SignatureReport(
        outcome=examination.outcome,
        sentence=_sentence(examination),
        signatures=tuple(in_words(verdict) for verdict in examination.verdicts),
        circumstances=tuple(_circumstances(examination)),
        is_awaited=examination.hindrance is Hindrance.AWAITED,
        is_examined=examination.hindrance is not Hindrance.OTHER_KIND,
    )


def _sentence(examination: Examination) -> str:
    return {
        Hindrance.AWAITED: _("This paper bears a digital signature that is still to be examined."),
        Hindrance.OTHER_KIND: _(
            "A signed office document or XML: its signature is not examined here. Ask for a signed PDF, or have it "
            "examined elsewhere."
        ),
        Hindrance.TOO_DEMANDING: _("The signatures of this paper could not be examined: the file is too complicated."),
    }.get(examination.hindrance) or overall_in_words(examination.outcome)


def _circumstances(examination: Examination) -> Iterator[str]:
    if examination.examined_at is None or examination.hindrance is Hindrance.OTHER_KIND:
        return
    yield _("Examined at {at}.").format(at=_written(examination.examined_at))
    names = ", ".join(one.name for one in examination.believed)
    yield _("Believed here: {names}.").format(names=names) if names else _("Nobody is believed here.")
    if examination.silent:
        yield _("No answer came from: {services}.").format(services=", ".join(examination.silent))
    if examination.again_at is not None:
        yield _("It is examined again after {at}.").format(at=_written(examination.again_at))


def _written(instant: datetime) -> str:
    return instant.strftime("%H:%M %d/%m/%Y")

"""What the refusals of scanning say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare, name
from motcua.papers.scanning.types import Fact

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "reading_not_installed": Wording(
            _(
                "No program that reads text from pictures is installed here, so the pages are kept as pictures only. "
                "Whoever looks after this house can install Tesseract with its Vietnamese data."
            ),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "reading_without_language": Wording(
            _(
                "Tesseract is installed here without its data for: {languages}. The pages are kept as pictures only "
                "until whoever looks after this house adds them."
            ),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "scan_not_a_picture": Wording(
            _("Only pictures (JPEG, PNG, TIFF) and PDFs can be scanned in. Add other files as they are."),
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        "scan_of_signed_paper": Wording(
            _(
                "This PDF bears a digital signature, which would be lost if its pages were cleaned. Add it to the "
                "dossier as it is."
            ),
            _WRONG,
        ),
        "scan_tray_is_full": Wording(
            _("More than {most} pages would lie here at once. Save some papers first."), _WRONG
        ),
        "scan_page_gone": Wording(_("This page is not here any more. Look at the pages again."), HTTPStatus.NOT_FOUND),
        "scan_gone": Wording(
            _("This scan was taken by somebody else, or is not ready yet. Look at the list again."),
            HTTPStatus.NOT_FOUND,
        ),
        "paper_facts_missing": Wording(_("Give the name of the paper and the name of whoever it is about."), _WRONG),
        "paper_facts_without_identity": Wording(
            _(
                "Give the identification number of whoever the paper is about; where there is none, the year of "
                "birth and the number, date and issuer of the paper."
            ),
            _WRONG,
        ),
        "paper_facts_newer": Wording(
            _("Somebody confirmed at {at} what this paper says, since you looked. Compare, then confirm again."),
            HTTPStatus.CONFLICT,
        ),
        "paper_facts_end_before_they_begin": Wording(
            _("The paper cannot hold from {first} until {last}: that ends before it begins."), _WRONG
        ),
    }
)

name(
    {
        Fact.KIND_CODE: _("code of the kind of paper"),
        Fact.OWNER: _("whose paper it is"),
        Fact.TITLE: _("name of the paper"),
        Fact.SUMMARY: _("summary"),
        Fact.VALIDITY: _("from when it holds"),
        Fact.SCOPE: _("where it holds"),
    }
)

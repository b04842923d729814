"""The sentences of the certification desk's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "certification_absent": Wording(
            _("There is no such thing among the certifications of your house."), HTTPStatus.NOT_FOUND
        ),
        "no_certification": Wording(
            _("Procedure {procedure} is not certified on the spot. Receive it on its own sheet."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "certification_book_missing": Wording(
            _("A fee is due, and no receipt book is open at this desk. Whoever heads the desk opens one.")
        ),
        "certification_fee_unknown": Wording(
            _("The tariff of procedure {procedure} is not in the catalogue. Receive it on its own sheet.")
        ),
    }
)

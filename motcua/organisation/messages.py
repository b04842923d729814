"""How this room's refusals read."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "identifier_malformed": Wording(
            _("“{identifier}” is not an agency's identifier. Write it like H40.16 or 000.00.16.H40."), _WRONG
        ),
        "identifier_too_long": Wording(
            _("The identifier {identifier} is longer than {limit} characters. Shorten its lower groups."), _WRONG
        ),
        "identifier_of_no_agency": Wording(
            _("{identifier} identifies an organisation, not an agency of the State. Give the agency's identifier."),
            _WRONG,
        ),
        "identifier_too_deep_for_old_order": Wording(
            _("{identifier} has more than four levels and cannot be written in the old order. Use the new one."), _WRONG
        ),
    }
)

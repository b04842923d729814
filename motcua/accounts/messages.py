"""How this room's refusals read."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "not_permitted": Wording(
            _("Your post does not allow this. Switch to another of your posts, or ask your system administrator."),
            HTTPStatus.FORBIDDEN,
        ),
        "absent_or_not_yours": Wording(
            _("There is nothing here under this number that you may see. Check the number, or ask its agency."),
            HTTPStatus.NOT_FOUND,
        ),
    }
)

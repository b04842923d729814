"""What the room's refusals say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "paper_incomplete": Wording(
            _("“{title}” cannot be printed yet. Missing: {fields}. Fill this in, then print again."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
    }
)

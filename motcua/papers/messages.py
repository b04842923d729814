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
        "template_unreadable": Wording(
            _("The template cannot be read ({why}). Put the file right; until then it is not used."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "template_number_taken": Wording(
            _("Version {number} belongs to the program. Number versions of your own from {lowest} on."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "template_not_drawn": Wording(
            _("The template cannot be drawn with its sample: {why}. Until that is put right it is not used."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "template_lacks_field": Wording(
            _("The template does not print: {fields}. A paper must say it; until then the template is not used."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
    }
)

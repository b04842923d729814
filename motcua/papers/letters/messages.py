"""What the refusals of letters say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "letter_template_absent": Wording(
            _("There is no such template, or no version of it holds on that day."), HTTPStatus.NOT_FOUND
        ),
        "letter_incomplete": Wording(
            _("“{title}” cannot be written yet. Missing: {fields}. Fill this in first."), _UNPROCESSABLE
        ),
        "letter_field_misfit": Wording(
            _("“{title}” cannot be written: {fields} must be filled with another kind of value (text, day, amount)."),
            _UNPROCESSABLE,
        ),
        "letter_field_unknown": Wording(
            _("“{title}” has no place for: {fields}. Choose another version of the template, or leave this out."),
            _UNPROCESSABLE,
        ),
    }
)

"""What the shell itself refuses, before any view is asked."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "request_too_large": Wording(
            _("More than {most_megabytes} MB were sent at once. Send fewer files at a time, or smaller ones."),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        ),
    }
)

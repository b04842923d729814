"""The journal's refusals in words."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "moved_on": Wording(
            _(
                "Somebody has moved this on since you looked ({count} new entries, the last one at {at})."
                " Look at it again, then decide."
            ),
            HTTPStatus.CONFLICT,
        ),
        "request_key_reused": Wording(
            _("This form was already sent with other contents. Open it anew and send it once more."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
    }
)

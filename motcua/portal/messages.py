"""The sentences of the public pages' refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel import messages
from motcua.kernel.messages import Wording


def declare() -> None:
    """Makes them known."""
    messages.declare(
        {
            "too_many_tries": Wording(
                _("Too many tries. Wait {minutes} minutes, or ask the desk that gave you the receipt."),
                HTTPStatus.TOO_MANY_REQUESTS,
            ),
        }
    )

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
            "too_many_drafts": Wording(
                _("Too many drafts were begun from here. Go on with one of them, or wait {minutes} minutes."),
                HTTPStatus.TOO_MANY_REQUESTS,
            ),
            "too_many_links": Wording(
                _("This link was sent often enough. Look into your messages, or wait {minutes} minutes."),
                HTTPStatus.TOO_MANY_REQUESTS,
            ),
            "whole_number_wrong": Wording(
                _("This is not the phone or identity number that was declared. Nothing was stopped."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "too_many_feedbacks": Wording(
                _("Too much was sent from here. Wait {minutes} minutes, then send it again; nothing typed is lost."),
                HTTPStatus.TOO_MANY_REQUESTS,
            ),
            "no_file_to_compare": Wording(
                _("No file came with the form, or it was too large. Choose the electronic file, then send it."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "file_too_large_to_compare": Wording(
                _("This file is larger than {most_megabytes} MB; no result is that large. Choose the right file."),
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            ),
        }
    )

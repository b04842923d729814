"""What the refusals of examinations say."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "file_unsigned": Wording(
            _("This file bears no digital signature, so there is nothing to examine."), HTTPStatus.CONFLICT
        ),
        "file_renewed_already": Wording(
            _("This paper has a later copy already, under a new archive time stamp."), HTTPStatus.CONFLICT
        ),
    }
)

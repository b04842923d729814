"""The sentences of sharing's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "share_absent": Wording(
            _("Nothing is shared here: it was taken back, its time is over, or it was shared with somebody else."),
            HTTPStatus.NOT_FOUND,
        ),
        "share_days_unknown": Wording(_("Choose for how many days."), _WRONG),
        "share_paper_not_valid": Wording(
            _("This paper does not hold any more. Only what holds may be shared."), _WRONG
        ),
        "share_without_file": Wording(_("This paper is not there electronically, so nobody could read it."), _WRONG),
        "shares_too_many": Wording(_("You share {most} papers already. Take one back first.")),
        "shared_already": Wording(_("You share this paper with this agency until that day already.")),
    }
)

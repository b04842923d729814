"""The sentences of the ledger's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel import messages
from motcua.kernel.messages import Wording


def declare() -> None:
    """Makes them known."""
    messages.declare(
        {
            "report_already_submitted": Wording(
                _(
                    "The books of this agency are already closed up to {closed_until}. A submitted report stays;"
                    " corrections are booked on the first open day."
                )
            ),
            "period_not_over": Wording(
                _("The period ends on {last}; its report can be submitted from the day after."), HTTPStatus.BAD_REQUEST
            ),
            "figures_behind": Wording(
                _("The figures have not read the newest moves yet. Wait a few seconds and try again."),
                HTTPStatus.SERVICE_UNAVAILABLE,
            ),
        }
    )

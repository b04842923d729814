"""The sentences of the counter's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "visit_absent": Wording(_("There is no such visit at your counter."), HTTPStatus.NOT_FOUND),
        "visit_over": Wording(
            _("That visit is over: it belongs to another day or another counter. Begin again with the person's card.")
        ),
        "visit_full": Wording(_("One visit has at most {most} dossiers. Begin another one.")),
        "group_empty": Wording(
            _("A group has at least one dossier. Say how many, or paste the list."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "group_row_refused": Wording(
            _("Row {row}: {why} Nothing was received; mend the row and receive all again."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "originals_none_shown": Wording(_("No originals were shown for this dossier: there is nothing to hand back.")),
        "originals_back_already": Wording(_("The originals were handed back at {at}.")),
        "sheet_absent": Wording(
            _("There is no such sheet at your counter any more: it was filed, or removed when its time was over."),
            HTTPStatus.NOT_FOUND,
        ),
        "sheet_too_long": Wording(
            _("More was typed than a sheet keeps. Shorten the longest text."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "void_too_late": Wording(
            _(
                "At the counter a receipt is voided within {minutes} minutes. Later, void it on the dossier's page,"
                " where it is shown what that does."
            )
        ),
    }
)

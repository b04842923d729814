"""The sentences of the refusals about lists of papers."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "list_absent": Wording(_("There is no such list of papers in your house."), HTTPStatus.NOT_FOUND),
        "papers_not_yours": Wording(
            _("Papers are handed over and received by whoever works for the agency in question."), HTTPStatus.FORBIDDEN
        ),
        "papers_none": Wording(_("Tick the dossiers whose papers you hand over."), _WRONG),
        "papers_not_here": Wording(
            _("The papers of {count} of these dossiers are not to be handed over any more. Look at the list again.")
        ),
        "list_taken_already": Wording(_("This list was received already.")),
        "list_own_hand": Wording(_("Nobody receives what he handed over himself: a colleague signs for it.")),
        "list_line_unknown": Wording(_("That dossier is not in this list."), _WRONG),
        "list_remark_missing": Wording(_("Write what is missing or different."), _WRONG),
    }
)

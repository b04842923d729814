"""The sentences of the archive's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.archive.types import BagFlaw, Fate, Stage
from motcua.kernel.messages import Wording, declare, name

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "archive_absent": Wording(_("There is no such thing in the archives you keep."), HTTPStatus.NOT_FOUND),
        "archive_year_not_over": Wording(
            _("The year {year} is not over. Its list is made from 1 January of the next year on.")
        ),
        "archive_year_not_closed": Wording(
            _("The list of {year} has not been closed. Close it first: “motcua archive close {year}”.")
        ),
        "archive_nothing_expired": Wording(
            _("Nothing is past its period of retention, or everything that is has been proposed already.")
        ),
        "archive_decided_already": Wording(_("This proposal has been decided or withdrawn.")),
        "archive_not_decided": Wording(_("Nobody has decided on this proposal. Nothing is destroyed without.")),
        "archive_not_yours_to_decide": Wording(
            _("What is destroyed is decided by whoever heads the agency. You can propose it."), HTTPStatus.FORBIDDEN
        ),
        "archive_decision_incomplete": Wording(_("Give the number of the decision, and who decided."), _WRONG),
        "archive_decision_day": Wording(
            _("The decision must be of a day from {from} (when the list was proposed) to {today}."), _WRONG
        ),
        "archive_not_finished": Wording(
            _("The minutes are printed when everything the decision names has been destroyed.")
        ),
        "archive_nothing_destroyed": Wording(
            _("Nothing was destroyed by this decision: every dossier came under a longer period. There are no minutes.")
        ),
        "archive_package_there": Wording(_("{place} exists already. Name a place that does not.")),
        "archive_package_of_another": Wording(
            _("{place} is the beginning of another package. Name another place, or remove that folder.")
        ),
        "archive_package_not_writable": Wording(_("Nothing can be written to {place}. Name another place.")),
        "archive_package_damaged": Wording(
            _("What was read back differs from what was written: {files} files. Run it again: only they are made anew.")
        ),
    }
)

name(
    {
        Stage.PROPOSED: _("waits for a decision"),
        Stage.WITHDRAWN: _("withdrawn"),
        Stage.DECIDED: _("being destroyed"),
        Stage.FINISHED: _("carried out"),
        Fate.DESTROYED: _("files destroyed"),
        Fate.SPARED: _("kept longer"),
        Fate.WITHDRAWN: _("proposal withdrawn"),
        BagFlaw.NO_BAG: _("this is no package, or not a whole one"),
        BagFlaw.MISSING: _("is not there any more"),
        BagFlaw.CHANGED: _("was changed"),
        BagFlaw.UNLISTED: _("is in no manifest"),
        BagFlaw.OUTSIDE: _("lies outside the package"),
        BagFlaw.WRONG_SUM: _("says another number of files or bytes"),
    }
)

"""What the room's refusals say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.catalogue.types import ApplicantKind
from motcua.kernel.messages import Wording, declare, name

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
_ABSENT = HTTPStatus.NOT_FOUND

declare(
    {
        "procedure_unknown": Wording(_("There is no procedure {code}. Check the code, or search by words."), _ABSENT),
        "procedure_without_version": Wording(
            _("Procedure {code} is only listed; no version of it was published here. Ask the catalogue administrator."),
        ),
        "draft_unknown": Wording(
            _("Nothing was read about procedure {code} yet. Import the list or the details that have it."), _ABSENT
        ),
        "version_unknown": Wording(_("There is no version {id} of a procedure."), _ABSENT),
        "procedure_not_yet_in_force": Wording(
            _("Procedure {code} comes into force on {day}. It cannot be received before that day.")
        ),
        "procedure_ended": Wording(
            _("Procedure {code} ended on {day} and takes no new dossiers. Look for the procedure that replaced it.")
        ),
        "term_undecided": Wording(
            _(
                "No term was decided for procedure {code} in this case, so no dossier can be received. "
                "Ask the catalogue administrator to publish one."
            )
        ),
        "version_not_publishable": Wording(
            _("This version of {code} cannot be published: {count} faults, the first is “{finding}”."),
            _WRONG,
        ),
        "version_not_later": Wording(
            _("The version of {code} in force begins on {newest}; a new one must begin later than that, not on {day}."),
            _WRONG,
        ),
        "version_ends_otherwise": Wording(
            _("The version of {code} cannot end on {day}: it has not begun then, or has already ended."), _WRONG
        ),
        "days_not_in_order": Wording(_("The last day {last} lies before the first, {first}. Exchange them."), _WRONG),
        "nobody_competent": Wording(
            _("No agency is competent for procedure {code} there. Check the place, or ask who resolves it."),
        ),
        "competence_unclear": Wording(
            _("{count} agencies are competent for procedure {code} there. Choose one of them."), _WRONG
        ),
        "regime_unknown": Wording(_("No law of the one-stop shop is known for {day}. Choose a later day."), _WRONG),
    }
)

name(
    {
        ApplicantKind.CITIZEN: _("Vietnamese citizen"),
        ApplicantKind.OVERSEAS_VIETNAMESE: _("Vietnamese living abroad"),
        ApplicantKind.FOREIGNER: _("Foreigner"),
        ApplicantKind.OFFICIAL: _("Official or civil servant"),
        ApplicantKind.ENTERPRISE: _("Enterprise"),
        ApplicantKind.FOREIGN_INVESTED_ENTERPRISE: _("Enterprise with foreign capital"),
        ApplicantKind.COOPERATIVE: _("Co-operative"),
        ApplicantKind.ORGANISATION: _("Organisation"),
        ApplicantKind.STATE_BODY: _("State body"),
        ApplicantKind.FOREIGN_ORGANISATION: _("Foreign organisation"),
        ApplicantKind.COMMUNITY: _("Community"),
    }
)

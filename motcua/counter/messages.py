"""The sentences of the counter's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.counter.types import ParcelState, StubState
from motcua.kernel.messages import Wording, declare, name

declare(
    {
        "visit_absent": Wording(_("There is no such visit at your counter."), HTTPStatus.NOT_FOUND),
        "visit_over": Wording(
            _("That visit is over: it belongs to another day or another counter. Begin again with the person's card.")
        ),
        "visit_full": Wording(_("One visit has at most {most} dossiers. Begin another one.")),
        "parcel_absent": Wording(_("There is no such parcel at your desk."), HTTPStatus.NOT_FOUND),
        "parcel_answered": Wording(_("The parcel was answered already: {state}. Look at the list again.")),
        "parcel_known": Wording(_("A parcel with this number was written down before.")),
        "parcel_without_number": Wording(_("Write the number on the parcel's label."), HTTPStatus.UNPROCESSABLE_ENTITY),
        "parcel_without_sender": Wording(_("Write who sent it."), HTTPStatus.UNPROCESSABLE_ENTITY),
        "parcel_to_come": Wording(_("It cannot have arrived later than now."), HTTPStatus.UNPROCESSABLE_ENTITY),
        "parcel_date_unreadable": Wording(
            _("There is no such time. Write it like 08:15 02/03/2026."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "parcels_none": Wording(_("Write at least one parcel."), HTTPStatus.UNPROCESSABLE_ENTITY),
        "parcels_too_many": Wording(
            _("At most {most} parcels are written down at once."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "parcel_row_refused": Wording(
            _("Line {row}: {why} Nothing was written down yet."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "pad_absent": Wording(_("There is no such pad of reserved codes at your desk."), HTTPStatus.NOT_FOUND),
        "pad_agency_absent": Wording(
            _("Choose an agency for which this desk receives dossiers."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "pad_day_wrong": Wording(
            _("A pad is reserved for today, or for a day until {last}."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "pad_size_wrong": Wording(
            _("A pad has at least one code and at most {most}."), HTTPStatus.UNPROCESSABLE_ENTITY
        ),
        "stub_settled": Wording(_("Code {code} is settled already: {state}. Look at the pad again.")),
        "stubs_none": Wording(_("No code was chosen that is still open."), HTTPStatus.UNPROCESSABLE_ENTITY),
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

name(
    {
        StubState.OPEN: pgettext_lazy("reserved code", "open"),
        StubState.ENTERED: pgettext_lazy("reserved code", "entered"),
        StubState.VOID: pgettext_lazy("reserved code", "void"),
        ParcelState.WAITING: pgettext_lazy("parcel", "to be opened"),
        ParcelState.RECEIVED: pgettext_lazy("parcel", "received"),
        ParcelState.COMPLETION: pgettext_lazy("parcel", "asked for what is missing"),
        ParcelState.RETURNED: pgettext_lazy("parcel", "sent back"),
    }
)

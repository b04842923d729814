"""The sentences of the parcels' refusals, and what the states of a shipment are called."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.messages import Wording, declare, name
from motcua.postal.types import ShipmentState, Trouble

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "shipment_absent": Wording(_("There is no such shipment in your house."), HTTPStatus.NOT_FOUND),
        "shipment_not_yours": Wording(_("Results are sent by the desk at which they lie."), HTTPStatus.FORBIDDEN),
        "shipment_fee_due": Wording(_("{amount} dong are still owed. Take the money before the result leaves.")),
        "shipment_without_address": Wording(_("The carrier needs an address and a phone number."), _WRONG),
        "shipment_open_already": Wording(_("This result is being sent already.")),
        "shipment_moved_on": Wording(_("The shipment has moved on: {state}. Look at it again.")),
        "shipment_no_carrier": Wording(
            _("This house has no carrier. Whoever runs it names one, or the result is collected at the desk.")
        ),
        "shipment_refused": Wording(_("The carrier does not go there. Look at address and phone number."), _WRONG),
        "carrier_away": Wording(
            _("The carrier does not answer now. Try again in a while."), HTTPStatus.SERVICE_UNAVAILABLE
        ),
        "shipment_not_booked": Wording(_("The carrier has not given the shipment its number yet.")),
    }
)

name(
    {
        ShipmentState.ORDERED: pgettext_lazy("shipment", "ordered"),
        ShipmentState.BOOKED: pgettext_lazy("shipment", "to be given to the carrier"),
        ShipmentState.POSTED: pgettext_lazy("shipment", "given to the carrier"),
        ShipmentState.ON_THE_WAY: pgettext_lazy("shipment", "on the way"),
        ShipmentState.DELIVERED: pgettext_lazy("shipment", "delivered"),
        ShipmentState.RETURNED: pgettext_lazy("shipment", "came back"),
        ShipmentState.FAILED: pgettext_lazy("shipment", "not taken by the carrier"),
        ShipmentState.CANCELLED: pgettext_lazy("shipment", "called off"),
        Trouble.NO_ANSWER: pgettext_lazy("shipment", "the carrier does not answer; it is tried again"),
        Trouble.REFUSED: pgettext_lazy("shipment", "the carrier does not take it"),
    }
)

"""The sentences of this room's refusals, and the names of events, channels and outcomes."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.messages import Wording, declare, name
from motcua.notices.types import Channel, DeliveryState, DigestWish, Event, Reported, Why

declare(
    {
        "notice_absent": Wording(_("There is no such message about your dossiers."), HTTPStatus.NOT_FOUND),
        "notice_not_given_up": Wording(_("Only a message that was given up can be tried again by hand.")),
        "notice_field_missing": Wording(_("The message cannot be written: {fields} is missing.")),
        "notice_address_wrong": Wording(
            _("This is neither an e-mail address nor a telephone number. Write it like ten@example.vn or 0912345678."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "notice_channel_absent": Wording(
            _("This house sends nothing that way. Use the other way, or keep the link yourself."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "notice_not_sent_now": Wording(
            _("The message could not be sent just now. Try again in a few minutes; the link on this page holds."),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "mailbox_unreadable": Wording(
            _("This is not an e-mail address. Write it like name@office.gov.vn, or leave it empty."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
    }
)
# One enum at a time: members of two enums with the same value are one key of a mapping.
name(
    {
        Event.FILED: _("Filing arrived"),
        Event.TO_COMPLETE: _("To be completed before it is received"),
        Event.DECLINED: _("Not received"),
        Event.RECEIVED: _("Dossier received"),
        Event.SUPPLEMENT: _("To be supplemented"),
        Event.APOLOGY: _("Apology"),
        Event.REAPPOINTED: _("New appointment"),
        Event.LETTER: _("Letter signed and sealed"),
        Event.READY: _("Result ready"),
        Event.REFUSED: _("Refused after appraisal"),
        Event.STOPPED: _("Stopped at request"),
        Event.CLOSED: _("Closed, not supplemented"),
        Event.REMINDER: _("Reminder to the officer"),
        Event.DIGEST: _("Digest of the morning"),
        Event.DRAFT_LINK: _("Link to a draft"),
    }
)
name(
    {
        Channel.EMAIL: _("e-mail"),
        Channel.ZALO: pgettext_lazy("channel", "Zalo"),
        Channel.SMS: pgettext_lazy("channel", "SMS"),
    }
)
name(
    {
        DeliveryState.WAITING: pgettext_lazy("message", "waiting"),
        DeliveryState.SENT: pgettext_lazy("message", "sent"),
        DeliveryState.GIVEN_UP: pgettext_lazy("message", "given up"),
        DeliveryState.DROPPED: pgettext_lazy("message", "not sent"),
    }
)
name(
    {
        Why.NO_ANSWER: _("the service does not answer"),
        Why.NOT_NOW: _("the service did not take it this time"),
        Why.REFUSED: _("this address cannot be reached"),
        Why.UNCLEAR: _("cut off while it was being sent; nobody knows whether it arrived"),
        Why.CHANNEL_OFF: _("the house no longer has this channel"),
        Why.FIELD_MISSING: _("a field of the template is missing"),
        Why.ERASED: _("the person was erased"),
        Why.UNWANTED: _("the person does not want it"),
        Why.NO_LONGER_TRUE: _("it was no longer true"),
        Why.NO_ADDRESS: _("no address for this channel"),
        Why.OTHER_WAY: _("it was sent by another way"),
    }
)
name(
    {
        Reported.DUE_TODAY: pgettext_lazy("digest", "Due today"),
        Reported.LATE: pgettext_lazy("digest", "Late"),
        Reported.APOLOGIES: _("Apologies owed"),
        Reported.FILINGS: _("Online filings not answered"),
        Reported.CHASING: _("Chasing letters not answered"),
    }
)
name(
    {
        DigestWish.NEVER: pgettext_lazy("digest", "never"),
        DigestWish.WHEN_NEEDED: _("on mornings with something to report"),
        DigestWish.ALWAYS: _("every working morning"),
    }
)

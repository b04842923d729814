"""Sending what somebody has just asked for, at once: nothing of it is kept, for it may be a secret."""

from collections.abc import Mapping
from datetime import datetime

from motcua.kernel.types import Refusal, Refused, granted
from motcua.notices.channels import addresses, plugin_of
from motcua.notices.reading import template_on
from motcua.notices.rules import wording
from motcua.notices.types import PHONE_CHANNELS, Channel, Event, Message, Undelivered, Why
from motcua.parties import queries as parties


def send_asked_for(event: Event, to: str, values: Mapping[str, str], *, key: str, language: str, at: datetime) -> None:
    """Hands a message to the vendor of a mailbox, or of a telephone by the first way that reaches it.

    An address that nobody has is no refusal: whoever asks is not told who has which. Raises Refused:
    `notice_address_wrong`, `notice_channel_absent`, `notice_not_sent_now`.
    """
    ways = _ways_to(to)
    if not ways:
        raise Refused(Refusal("notice_channel_absent"))
    template = template_on(event, at.date())
    filled = granted(wording.filled(template, values, language=language))
    for channel, address in ways:
        short = wording.unmarked(filled.short) if channel is Channel.SMS else filled.short
        if _sent(channel, Message(key, at, address, filled.subject, filled.body, short)):
            return


def _ways_to(to: str) -> list[tuple[Channel, str]]:
    """The channels of the house that lead there, in their order. Raises Refused (`notice_address_wrong`)."""
    there = addresses()
    if wording.is_mailbox(to):
        return [(Channel.EMAIL, to)] if Channel.EMAIL in there else []
    number = parties.phone_number(to)
    if isinstance(number, Refusal):
        raise Refused(Refusal("notice_address_wrong"))
    return [(channel, number) for channel in PHONE_CHANNELS if channel in there]


def _sent(channel: Channel, message: Message) -> bool:
    """Whether the vendor took it; False where he cannot reach that address. Raises Refused (`notice_not_sent_now`)."""
    plugin = plugin_of(channel)
    if plugin is None:
        return False
    try:
        plugin.send(message)
    except Undelivered as trouble:
        if trouble.why in {Why.NO_ANSWER, Why.NOT_NOW}:
            raise Refused(Refusal("notice_not_sent_now")) from trouble
        return trouble.why is Why.UNCLEAR
    return True

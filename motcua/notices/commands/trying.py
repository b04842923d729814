"""Trying a channel out with one message to oneself."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.notices.channels import plugin_of
from motcua.notices.types import Channel, Message, Undelivered, Why


def try_out(channel: Channel, address: str, *, at: datetime) -> str:
    """Hands a message to the channel's vendor at once and answers his reference. Nothing is kept.

    Raises Undelivered, and BadChannelError for wrong settings.
    """
    plugin = plugin_of(channel)
    if plugin is None:
        raise Undelivered(Why.CHANNEL_OFF)
    words = _("This message was sent to try the channel out.")
    return plugin.send(Message(f"try.{at.isoformat()}", at, address, words, words, words))

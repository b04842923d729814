"""The demonstration: what is sent lies in an outbox that the house itself shows, and reaches nobody.

So that failures can be seen too, some numbers behave badly: one that ends in 99 does not exist, and every second one
has no Zalo.
"""

from motcua.notices import outbox_commands
from motcua.notices.types import Channel, Message, Undelivered, Why
from motcua.notices.vendors.options import VendorOptions

_NOBODYS = "99"
_WITHOUT_ZALO = frozenset("13579")


class DemoOptions(VendorOptions):
    """There is nothing to choose but how the world is to behave. `away`: the vendor does not answer."""

    away: bool = False


class Demo:
    """Writes into the outbox."""

    knows_keys = True

    def __init__(self, options: DemoOptions, channel: Channel) -> None:
        self._options, self._channel = options, channel

    def send(self, message: Message) -> str:
        """Keeps the message under its key."""
        if self._options.away:
            raise Undelivered(Why.NO_ANSWER)
        is_number = self._channel is not Channel.EMAIL
        if message.to.partition("@")[0].endswith(_NOBODYS):
            raise Undelivered(Why.REFUSED, "demo:nobody")
        if self._channel is Channel.ZALO and message.to[-1:] in _WITHOUT_ZALO:
            raise Undelivered(Why.REFUSED, "demo:no-zalo")
        number = outbox_commands.keep(
            key=message.key,
            channel=self._channel,
            subject="" if is_number else message.subject,
            text=message.short if is_number else message.body,
            at=message.at,
        )
        return f"demo-{number}"

"""What the demonstration's vendor keeps: a message once, however often it is handed over."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.notices import models
from motcua.notices.types import Channel


def keep(*, key: str, channel: Channel, subject: str, text: str, at: datetime) -> int:
    """Puts a message into the outbox, or finds it there; its number."""
    with recording(actor=system("notices:demo"), at=at):
        row, _created = models.DemoMessage.objects.get_or_create(
            key=key, defaults={"channel": channel.value, "subject": subject, "text": text, "sent_at": at}
        )
        return int(row.id)

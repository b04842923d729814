"""What this room has of a person, for handing it out: when he was told of what, and by which channel."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.notices import models
from motcua.parties.types import Subject


def told_to(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """Every message about dossiers that name him."""
    rows = models.Delivery.objects.filter(declaration_id__in=subject.declaration_ids).order_by("id")
    for row in rows:
        yield {
            "code": row.code,
            "event": row.event,
            "channel": row.channel,
            "state": row.state,
            "sent_at": row.sent_at and row.sent_at.isoformat(),
        }

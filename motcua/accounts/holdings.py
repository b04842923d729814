"""What this room has of a person, for `motcua person export`: his account, and the browsers he is logged in in.

Who he is lies in declarations and is erased there; an account whose declaration is erased is nobody's.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.accounts import models
from motcua.parties.types import Holder, Subject, register_holder


def export(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """Since when he has an account, at which level he was proven, and his open sessions."""
    rows = models.Citizen.objects.filter(declaration_id__in=subject.declaration_ids).prefetch_related("sessions")
    for row in rows.order_by("id"):
        yield {
            "account": row.id,
            "joined_at": row.joined_at.isoformat(),
            "level": row.level,
            "sessions": [
                {"began_at": one.began_at.isoformat(), "seen_at": one.seen_at.isoformat(), "browser": one.browser}
                for one in row.sessions.all()
            ],
        }


register_holder(Holder("accounts", export=export))

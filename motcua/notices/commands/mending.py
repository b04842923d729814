"""Trying again by hand what was given up."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.notices import models
from motcua.notices.queries.log import in_sight
from motcua.notices.types import DeliveryState
from motcua.organisation.types import Scope


def retry(*, actor: Actor, scope: Scope, at: datetime, delivery_id: int) -> None:
    """Has a delivery that was given up tried again, with the same key, as if for the first time.

    Raises Refused: `notice_absent`, `notice_not_given_up`.
    """
    with recording(actor=actor, at=at):
        row = in_sight(scope).select_for_update(no_key=True).filter(id=delivery_id).first()
        if row is None:
            raise Refused(Refusal("notice_absent"))
        if row.state != DeliveryState.GIVEN_UP:
            raise Refused(Refusal("notice_not_given_up"))
        row.state, row.next_try_at, row.tries, row.begun_at = DeliveryState.WAITING.value, at, 0, None
        row.retried_by = str(actor)
        row.save(update_fields=["state", "next_try_at", "tries", "begun_at", "retried_by"])
        models.ChannelPace.objects.filter(channel=row.channel).update(rests_until=None)

"""How channels stand, and what people wish."""

from datetime import datetime

from django.db.models import Count

from motcua.accounts.types import Citizen
from motcua.notices import models
from motcua.notices.channels import addresses, plugin_of
from motcua.notices.types import BadChannelError, Channel, ChannelStanding, DeliveryState, Wishes


def standing(*, at: datetime) -> tuple[ChannelStanding, ...]:
    """Every channel: by which vendor, whether it rests at that instant, how much waits for it. Two statements."""
    named = addresses()
    rests = dict(models.ChannelPace.objects.filter(rests_until__gt=at).values_list("channel", "rests_until"))
    waiting = dict(
        models.Delivery.objects.filter(state=DeliveryState.WAITING.value).values_list("channel").annotate(Count("id"))
    )
    return tuple(
        ChannelStanding(
            channel=one,
            vendor=named.get(one, "").partition(":")[0],
            rests_until=rests.get(one.value),
            waiting=waiting.get(one.value, 0),
        )
        for one in Channel
    )


def channel_troubles() -> list[str]:
    """What is wrong with the addresses of channels in the environment."""
    troubles = []
    for channel in Channel:
        try:
            plugin_of(channel)
        except BadChannelError as error:
            troubles.append(str(error))
    return troubles


def citizen_wishes(citizen: Citizen) -> Wishes:
    """How a citizen wants to be told; by every way where he has not said anything."""
    row = models.CitizenWishes.objects.filter(citizen_id=citizen.id).first()
    return Wishes() if row is None else Wishes(row.by_email, row.by_phone, row.language)


def officer_wishes(officer_id: int) -> str:
    """The mailbox in which an officer is reminded; empty where he is not."""
    return models.OfficerWishes.objects.filter(officer_id=officer_id).values_list("email", flat=True).first() or ""

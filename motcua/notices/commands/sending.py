"""Sending one delivery: written first, then claimed, handed over outside any transaction, and noted.

Killed between claiming and noting, the message is handed over again with the same key when the claim is old, to a
vendor who knows keys; to one who does not it is not, but given up as unclear, for everybody to see.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.notices import models
from motcua.notices.channels import addresses, plugin_of
from motcua.notices.reading import rules_on
from motcua.notices.rules import timing
from motcua.notices.types import (
    PHONE_CHANNELS,
    Channel,
    DeliveryState,
    NoticeRules,
    Plugin,
    Undelivered,
    Why,
)
from motcua.notices.writing import Unwritten, Written, written

_SENDER = system("sweep:notices.deliveries")
_ENDS: dict[Why, DeliveryState] = {
    Why.FIELD_MISSING: DeliveryState.GIVEN_UP,
    Why.ERASED: DeliveryState.DROPPED,
    Why.UNWANTED: DeliveryState.DROPPED,
    Why.NO_LONGER_TRUE: DeliveryState.DROPPED,
    Why.NO_ADDRESS: DeliveryState.DROPPED,
}


def due(at: datetime) -> QuerySet[models.Delivery]:
    """What is to be tried at that instant, by channels that do not rest."""
    resting = models.ChannelPace.objects.filter(rests_until__gt=at).values("channel")
    waiting = models.Delivery.objects.filter(state=DeliveryState.WAITING.value, next_try_at__lte=at)
    return waiting.exclude(channel__in=resting).order_by("next_try_at", "id")


def send(delivery_id: int, at: datetime) -> None:
    """Tries one delivery; the act of the sweep. Does nothing when its channel has begun to rest meanwhile."""
    row = due(at).filter(id=delivery_id).first()
    if row is None:
        return
    rules = rules_on(at.date())
    allowed = timing.allowed_from(at, rules)
    if allowed > at:
        _put_off(row.id, at, until=allowed)
        return
    plugin = plugin_of(Channel(row.channel))
    if plugin is None:
        _end(row.id, at, Unwritten(Why.CHANNEL_OFF))
        return
    if row.begun_at is not None and not plugin.knows_keys:
        _end(row.id, at, Unwritten(Why.UNCLEAR))
        return
    paper = written(row, at=at)
    if isinstance(paper, Unwritten):
        _end(row.id, at, paper)
    elif _claimed(row.id, at, paper, rules):
        _hand_over(row, plugin, paper, at=at, rules=rules)


def _is_due(row: models.Delivery, at: datetime) -> bool:
    return row.state == DeliveryState.WAITING and row.next_try_at is not None and row.next_try_at <= at


def _claimed(delivery_id: int, at: datetime, paper: Written, rules: NoticeRules) -> bool:
    """Takes the delivery for this try. False when somebody else has it, or had it, meanwhile."""
    with recording(actor=_SENDER, at=at):
        row = _locked(delivery_id)
        if not _is_due(row, at):
            return False
        row.begun_at, row.template = at, paper.template
        row.tries += 1
        row.next_try_at = at + timedelta(minutes=rules.cut_off_after_minutes)
        row.save(update_fields=["begun_at", "template", "tries", "next_try_at"])
        return True


def _hand_over(row: models.Delivery, plugin: Plugin, paper: Written, *, at: datetime, rules: NoticeRules) -> None:
    try:
        receipt = plugin.send(paper.message)
    except Undelivered as trouble:
        _note_trouble(row.id, trouble, at=at, rules=rules)
    else:
        _note_sent(row.id, receipt, at=at, rules=rules)


def _note_sent(delivery_id: int, receipt: str, *, at: datetime, rules: NoticeRules) -> None:
    with recording(actor=_SENDER, at=at):
        row = _locked(delivery_id)
        row.state, row.next_try_at, row.begun_at = DeliveryState.SENT.value, None, None
        row.sent_at, row.receipt, row.why, row.about = at, receipt, "", ""
        row.save()
        _pace(row.channel, at, rules)


def _note_trouble(delivery_id: int, trouble: Undelivered, *, at: datetime, rules: NoticeRules) -> None:
    with recording(actor=_SENDER, at=at):
        row = _locked(delivery_id)
        if row.begun_at != at or row.state != DeliveryState.WAITING:
            return  # somebody else has taken it over
        row.why, row.about, row.begun_at = trouble.why.value, trouble.about, None
        other_way = _other_way(row) if trouble.why is Why.REFUSED else None
        if other_way is not None:
            row.state, row.next_try_at, row.why = DeliveryState.DROPPED.value, None, Why.OTHER_WAY.value
            models.Delivery.objects.bulk_create([other_way], ignore_conflicts=True)
        elif trouble.is_permanent or row.tries >= rules.most_tries:
            row.state, row.next_try_at = DeliveryState.GIVEN_UP.value, None
        else:
            row.next_try_at = at + timing.delay_after(row.tries, rules)
        row.save()
        if trouble.why is Why.NO_ANSWER:
            _rest(row.channel, at, rules)


def _pace(channel: str, at: datetime, rules: NoticeRules) -> None:
    """Counts what a channel was given in this pass of the sweep; when it is enough, the other work has its turn."""
    pace, _created = models.ChannelPace.objects.select_for_update().get_or_create(channel=channel)
    pace.passed = pace.passed + 1 if pace.pass_at == at else 1
    pace.pass_at, pace.failures = at, 0
    pace.rests_until = at + timedelta(microseconds=1) if pace.passed >= rules.at_once else None
    pace.save()


def _rest(channel: str, at: datetime, rules: NoticeRules) -> None:
    """Nobody waits for a vendor who does not answer more than once in a while, longer each time."""
    pace, _created = models.ChannelPace.objects.select_for_update().get_or_create(channel=channel)
    pace.failures = min(pace.failures + 1, rules.most_tries)
    pace.rests_until = at + timing.delay_after(pace.failures, rules)
    pace.save()


def _other_way(row: models.Delivery) -> models.Delivery | None:
    """Who cannot be reached by one way to his telephone is told by the next that this house has."""
    if row.channel not in PHONE_CHANNELS:
        return None
    following = PHONE_CHANNELS[PHONE_CHANNELS.index(Channel(row.channel)) + 1 :]
    there = addresses()
    channel = next((one.value for one in following if one in there), None)
    if channel is None:
        return None
    same = (
        "position", "recipient", "event", "recorded_at", "dossier_id", "code", "agency_ids", "declaration_id", "said",
    )  # fmt: skip
    return models.Delivery(
        **{name: getattr(row, name) for name in same},
        key=models.key_of(row.position, row.recipient, channel),
        channel=channel,
        state=DeliveryState.WAITING.value,
        next_try_at=row.recorded_at,
    )


def _put_off(delivery_id: int, at: datetime, *, until: datetime) -> None:
    with recording(actor=_SENDER, at=at):
        models.Delivery.objects.filter(id=delivery_id, state=DeliveryState.WAITING.value, begun_at=None).update(
            next_try_at=until
        )


def _end(delivery_id: int, at: datetime, unwritten: Unwritten) -> None:
    with recording(actor=_SENDER, at=at):
        row = _locked(delivery_id)
        if not _is_due(row, at):
            return
        row.state = _ENDS.get(unwritten.why, DeliveryState.GIVEN_UP).value
        row.why, row.about, row.next_try_at, row.begun_at = unwritten.why.value, unwritten.about, None, None
        row.save()


def _locked(delivery_id: int) -> models.Delivery:
    return models.Delivery.objects.select_for_update(no_key=True).get(id=delivery_id)

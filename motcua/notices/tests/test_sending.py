"""How a message gets out: tried again with the same key, later each time, given up where everybody sees it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel.types import Refused, system
from motcua.notices import channels, commands, models, queries
from motcua.notices.reading import rules_on
from motcua.notices.tests.stories import Post, Vendor, never, texts
from motcua.notices.types import Channel, DeliveryState, Message, Undelivered, Why
from motcua.notices.vendors.options import VendorOptions
from motcua.organisation.types import EVERYTHING
from motcua.process.tests.house import MORNING

pytestmark = pytest.mark.own_sql

RULES = rules_on(MORNING.date())
ONE_MINUTE = timedelta(minutes=1)
Through = Callable[..., Vendor]


class _NoOptions(VendorOptions):
    pass


@pytest.fixture
def through(post: Post, monkeypatch: pytest.MonkeyPatch) -> Through:
    """The house has e-mail alone, by a vendor who answers so."""

    def only(*troubles: Undelivered, knows_keys: bool = True) -> Vendor:
        vendor = Vendor(*troubles, knows_keys=knows_keys)
        found = channels.Vendor("told", _NoOptions, lambda _options, _channel: vendor, frozenset(Channel))
        monkeypatch.setattr(channels, "_VENDORS", {"told": found})
        for channel in Channel:
            monkeypatch.setenv(f"MOTCUA_{channel.upper()}", "told:" if channel is Channel.EMAIL else "")
        channels.forget()
        post.house.receive()
        post.read()
        return vendor

    return only


@pytest.fixture(autouse=True)
def _no_vendor_is_left_behind() -> object:
    yield
    channels.forget()


def only_one() -> models.Delivery:
    return models.Delivery.objects.get()


def test_a_message_is_tried_with_the_same_key_later_each_time_until_it_is_taken(post: Post, through: Through) -> None:
    vendor = through(*never(Why.NOT_NOW, times=3))
    waits = []
    for _ in range(3):
        post.sweep()
        row = only_one()
        assert (row.state, row.why, row.about) == (DeliveryState.WAITING, Why.NOT_NOW, "451")
        assert row.next_try_at is not None
        waits.append((row.next_try_at - post.at) / ONE_MINUTE)
        post.sweep(row.next_try_at - ONE_MINUTE)
        post.at = row.next_try_at
    post.sweep()
    assert waits == [2, 4, 8]
    assert len({message.key for message in vendor.handed}) == 1
    assert len(vendor.handed) == 4
    assert (only_one().state, only_one().receipt, only_one().sent_at) == (DeliveryState.SENT, "taken-4", post.at)


def test_an_answer_that_comes_after_the_next_try_changes_nothing(
    post: Post, through: Through, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = through()
    answers = vendor.send

    def at_last(message: Message) -> str:
        monkeypatch.setattr(vendor, "send", answers)
        post.sweep(post.at + timedelta(minutes=RULES.cut_off_after_minutes))
        assert only_one().state == DeliveryState.SENT
        raise Undelivered(Why.REFUSED, f"550 {message.key}")

    monkeypatch.setattr(vendor, "send", at_last)
    assert post.sweep().failed == 0
    assert (only_one().state, only_one().receipt, only_one().why) == (DeliveryState.SENT, "taken-1", "")


def test_after_so_many_tries_it_is_given_up_and_somebody_can_try_again_by_hand(post: Post, through: Through) -> None:
    vendor = through(*never(Why.NOT_NOW, times=RULES.most_tries))
    while (row := only_one()).next_try_at is not None:
        post.sweep(row.next_try_at)
    assert (row.state, row.tries) == (DeliveryState.GIVEN_UP, RULES.most_tries)
    assert len(vendor.handed) == RULES.most_tries
    with pytest.raises(Refused, match="notice_absent"):
        commands.retry(actor=system("test"), scope=post.house.stranger.scope, at=post.at, delivery_id=row.id)
    commands.retry(actor=post.house.officer.actor, scope=post.house.officer.scope, at=post.at, delivery_id=row.id)
    post.sweep(post.at.replace(hour=10))
    assert only_one().state == DeliveryState.SENT
    assert len({message.key for message in vendor.handed}) == 1
    with pytest.raises(Refused, match="notice_not_given_up"):
        commands.retry(actor=system("test"), scope=EVERYTHING, at=post.at, delivery_id=row.id)


@pytest.mark.parametrize("why", [Why.REFUSED, Why.UNCLEAR])
def test_what_can_never_arrive_or_may_have_is_not_tried_again(post: Post, through: Through, why: Why) -> None:
    vendor = through(Undelivered(why, "550"))
    post.sweep()
    post.sweep(post.at + timedelta(days=1))
    assert len(vendor.handed) == 1
    assert (only_one().state, only_one().why, only_one().about) == (DeliveryState.GIVEN_UP, why, "550")


def test_a_vendor_who_does_not_answer_is_asked_once_and_the_whole_channel_rests(post: Post, through: Through) -> None:
    vendor = through(*never(Why.NO_ANSWER, times=1))
    for _ in range(3):
        post.house.receive()
    post.read()
    post.sweep()
    assert len(vendor.handed) == 1, "nobody waits four times for a server that is down"
    (standing,) = [one for one in queries.standing(at=post.at) if one.channel is Channel.EMAIL]
    assert (standing.rests_until, standing.waiting) == (post.at + timedelta(minutes=2), 4)
    post.sweep(post.at + timedelta(minutes=2))
    assert {row.state for row in models.Delivery.objects.all()} == {DeliveryState.SENT}


def test_a_pass_of_the_sweep_sends_so_many_and_leaves_room_for_other_work(post: Post, through: Through) -> None:
    vendor = through()
    row = only_one()
    copies = [
        models.Delivery(
            **{
                field.attname: getattr(row, field.attname)
                for field in models.Delivery._meta.concrete_fields
                if field.attname not in {"id", "key"}
            },
            key=f"copy-{number}",
        )
        for number in range(RULES.at_once + 4)
    ]
    models.Delivery.objects.bulk_create(copies)
    post.sweep()
    assert len(vendor.handed) == RULES.at_once
    post.sweep(post.at + timedelta(seconds=1))
    assert len(vendor.handed) == RULES.at_once + 5


def test_a_try_that_was_cut_off_is_repeated_only_for_a_vendor_who_knows_keys(post: Post, through: Through) -> None:
    vendor = through(knows_keys=False)
    later = post.at + timedelta(minutes=RULES.cut_off_after_minutes)
    models.Delivery.objects.update(begun_at=post.at, tries=1, next_try_at=later)
    post.sweep(later)
    assert vendor.handed == []
    assert (only_one().state, only_one().why) == (DeliveryState.GIVEN_UP, Why.UNCLEAR)


def test_a_channel_that_the_house_gave_up_gives_its_messages_up_too(
    post: Post, through: Through, monkeypatch: pytest.MonkeyPatch
) -> None:
    through()
    monkeypatch.setenv("MOTCUA_EMAIL", "")
    post.sweep()
    assert (only_one().state, only_one().why) == (DeliveryState.GIVEN_UP, Why.CHANNEL_OFF)


def test_one_try_costs_few_statements(post: Post, through: Through) -> None:
    through()
    post.house.receive()
    post.read()
    post.sweep()  # what is read once is there
    post.house.receive()
    post.read()
    row = models.Delivery.objects.get(state=DeliveryState.WAITING)
    with CaptureQueriesContext(connection) as sent:
        commands.send(row.id, post.at)
    written = [one["sql"] for one in sent if one["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert len(written) == 3, "claimed, noted, and the pace of the channel"
    assert texts() == []

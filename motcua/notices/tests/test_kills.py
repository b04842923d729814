"""With real connections and processes: killed while sending, and two sweeps at once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from conftest import OwnDatabase
from motcua.journal.commands import recording
from motcua.notices import models
from motcua.notices.channels import VARIABLES
from motcua.notices.reading import rules_on
from motcua.notices.tests.conftest import opened
from motcua.notices.tests.stories import Post, texts
from motcua.notices.types import DeliveryState
from motcua.process.tests.house import MORNING, house

_SENDING = """
import time
from datetime import datetime
import django
django.setup()
from django.db import connection
from motcua.kernel import sweep
from motcua.notices import outbox_commands
from motcua.notices.sweeps import DELIVERIES
keep = outbox_commands.keep
def slowly(**message):
    assert not connection.in_atomic_block, "nobody waits for a vendor within a transaction"
    keep(**message)
    print("in the middle", flush=True)
    time.sleep(60)
outbox_commands.keep = slowly
sweep.run_once(datetime(2026, 3, 2, 9, 0), only=[DELIVERIES])
"""


@pytest.fixture
def there(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The house with real commits, and one dossier of which nobody has been told yet."""
    here = opened(house(), monkeypatch)
    here.house.receive()
    here.read()
    return here


def test_killed_between_sending_and_noting_it_is_sent_again_with_the_same_key_and_arrives_once(
    there: Post, own_database: OwnDatabase
) -> None:
    surroundings = own_database.environment | dict.fromkeys(VARIABLES.values(), "demo:")
    with subprocess.Popen([sys.executable, "-c", _SENDING], env=surroundings, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == "in the middle"
        os.kill(run.pid, signal.SIGKILL)
    cut_off = models.Delivery.objects.get(begun_at__isnull=False)
    assert (cut_off.state, len(texts())) == (DeliveryState.WAITING, 1)

    there.sweep(MORNING + timedelta(minutes=1))
    cut_off.refresh_from_db()
    assert cut_off.state == DeliveryState.WAITING, "it may still be under way"
    there.sweep(MORNING + timedelta(minutes=rules_on(MORNING.date()).cut_off_after_minutes))
    assert {row.state for row in models.Delivery.objects.all()} == {DeliveryState.SENT}
    assert len(texts()) == 2, "one e-mail and one message: the vendor knew the key"


def test_two_sweeps_at_once_send_each_message_once(there: Post, own_database: OwnDatabase) -> None:
    for _ in range(4):
        there.house.receive()
    there.read()
    own_database.together(lambda _number: there.sweep(), 2)
    assert {(row.state, row.tries) for row in models.Delivery.objects.all()} == {(DeliveryState.SENT, 1)}
    assert len(texts()) == 10


def test_a_dossier_that_was_not_received_after_all_is_told_to_nobody(there: Post) -> None:
    before = len(there.told())

    def received_in_vain() -> None:
        with recording(actor=there.house.desk.actor, at=MORNING):
            there.house.receive()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        received_in_vain()
    assert len(there.told()) == before

"""The sweep wakes what is due, one row at a time, and lets no bad row stop the others.

The rows here are counters: `last` is the minute of the hour at which their alarm rings.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from django.db import models, transaction
from django.db.models import QuerySet

from motcua.kernel import sweep
from motcua.kernel.models import SetAsideNumber, SweepTrouble
from motcua.kernel.sweep import Sweep, Swept, run_once

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
NINE = datetime(2026, 2, 13, 9, 0)
RUNG = 1_000_000


@pytest.fixture(autouse=True)
def no_other_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_SWEEPS", {})


def alarms(*minutes: int) -> list[int]:
    """Rows whose alarm rings at these minutes after nine; their ids."""
    rows = SetAsideNumber.objects.bulk_create(
        SetAsideNumber(series="alarm", number=minute, fate="void", reason="x", by="x", since=NINE) for minute in minutes
    )
    return [row.pk for row in rows]


def due(at: datetime) -> QuerySet[SetAsideNumber]:
    minute = int((at - NINE).total_seconds() // 60)
    return SetAsideNumber.objects.filter(series="alarm", number__lte=minute).order_by("number")


def ring(subject: int, at: datetime) -> None:
    with transaction.atomic():
        SetAsideNumber.objects.filter(pk=subject).update(number=models.F("number") + RUNG)


def rung() -> list[int]:
    return sorted(SetAsideNumber.objects.filter(number__gte=RUNG).values_list("pk", flat=True))


def at(minute: int) -> datetime:
    return NINE + timedelta(minutes=minute)


def watch(act: Callable[[int, datetime], None] = ring) -> None:
    sweep.register(Sweep("alarms", due, act))


def test_what_is_due_is_woken_and_nothing_else() -> None:
    first, second, third = alarms(1, 5, 10)
    watch()
    assert run_once(at(0)) == Swept(0, 0)
    assert run_once(at(5)) == Swept(acted=2, failed=0)
    assert rung() == [first, second]
    assert run_once(at(5)) == Swept(0, 0)
    assert run_once(at(10)) == Swept(acted=1, failed=0)
    assert rung() == [first, second, third]


def test_more_rows_than_are_taken_at_once_are_all_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_AT_ONCE", 3)
    ids = alarms(*range(1, 11))
    watch()
    assert run_once(at(10)) == Swept(acted=10, failed=0)
    assert rung() == ids


def test_a_bad_row_waits_longer_each_time_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_AT_ONCE", 1)
    bad, good = alarms(1, 2)
    tried: list[datetime] = []

    def act(subject: int, now: datetime) -> None:
        if subject == bad:
            tried.append(now)
            raise ValueError("Nguyễn Văn A")
        ring(subject, now)

    watch(act)
    assert run_once(at(2)) == Swept(acted=1, failed=1)
    assert rung() == [good]
    trouble = SweepTrouble.objects.get()
    assert trouble.trouble.startswith("ValueError in test_sweep.py:")
    assert "Nguyễn" not in trouble.trouble
    for minute in (*range(3, 130), *range(130, 36 * 60, 10)):
        run_once(at(minute))
    delays = [(later - earlier) for earlier, later in pairwise(tried)]
    assert delays[:7] == [timedelta(minutes=2**power) for power in range(7)]
    assert timedelta(hours=6) <= max(delays) <= timedelta(hours=6, minutes=10)


def test_a_row_that_works_again_is_no_trouble_any_more() -> None:
    alarms(1)
    bad: list[Any] = [ValueError()]

    def act(subject: int, now: datetime) -> None:
        if bad:
            raise bad.pop()
        ring(subject, now)

    watch(act)
    assert run_once(at(1)) == Swept(acted=0, failed=1)
    assert run_once(at(1)) == Swept(0, 0)
    assert run_once(at(2)) == Swept(acted=1, failed=0)
    assert not SweepTrouble.objects.exists()


def test_an_alarm_that_stays_where_it_was_is_a_trouble_not_an_endless_loop() -> None:
    alarms(1)
    calls: list[int] = []
    watch(lambda subject, now: calls.append(subject))
    assert run_once(at(1)) == Swept(acted=1, failed=1)
    assert SweepTrouble.objects.get().trouble == "the alarm stayed where it was"
    assert len(calls) == 1
    for minute in range(2, 20):
        run_once(at(minute))
    assert len(calls) == 5  # at 1, 2, 4, 8, 16
    assert SweepTrouble.objects.get().tries == 5


@pytest.mark.parametrize("failure", [psycopg.OperationalError(), psycopg.errors.SerializationFailure()])
def test_a_lost_connection_is_not_held_against_the_row(failure: Exception) -> None:
    alarms(1)
    failures = [failure]

    def act(subject: int, now: datetime) -> None:
        if failures:
            raise failures.pop()
        ring(subject, now)

    watch(act)
    with pytest.raises(type(failure)):
        run_once(at(1))
    assert not SweepTrouble.objects.exists()
    assert run_once(at(1)) == Swept(acted=1, failed=0)


def test_a_told_sweep_ends_between_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_AT_ONCE", 1)
    alarms(1, 2, 3)
    stop = threading.Event()

    def act(subject: int, now: datetime) -> None:
        ring(subject, now)
        stop.set()

    watch(act)
    assert run_once(at(3), stop=stop) == Swept(acted=1, failed=0)


def test_the_loop_goes_on_through_failures_and_ends_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    passes: list[int] = []

    def one_pass(now: datetime, *, stop: threading.Event) -> Swept:
        passes.append(1)
        if len(passes) == 1:
            raise psycopg.OperationalError
        if len(passes) == 3:
            stop.set()
        return Swept()

    monkeypatch.setattr(sweep, "run_once", one_pass)
    monkeypatch.setattr(sweep, "connection", type("Closed", (), {"close": lambda: None}))
    sweep.run_forever(stop, poll_seconds=0.001)
    assert len(passes) == 3


def test_names_of_sweeps_are_unique() -> None:
    watch()
    with pytest.raises(ValueError, match="registered twice"):
        sweep.register(Sweep("alarms", due, lambda subject, now: None))
    assert [known.name for known in sweep.sweeps()] == ["alarms"]

"""Many at once: no number twice, no number lost; every alarm rings once."""

import random
import time
from datetime import datetime
from typing import Any

import pytest
from django.db import models, transaction
from django.db.models import QuerySet

from motcua.kernel import numbers
from motcua.kernel.models import Counter, SetAsideNumber
from motcua.kernel.sweep import Sweep, run_once

NINE = datetime(2026, 2, 13, 9, 0)
BOOK = "receipts/2026"


def test_fifty_desks_draw_every_number_once_and_lose_none(own_database: Any) -> None:
    """Each draws eight times, some two at once; every fourth unit of work is undone after it drew."""

    def desk(number: int) -> list[int]:
        chance = random.Random(number)  # noqa: S311 - the same dawdling each time
        mine: list[int] = []
        for turn in range(8):
            with transaction.atomic():
                drawn = numbers.draw(BOOK, 1 + chance.randrange(2))
                time.sleep(chance.random() / 1_000)
                if turn % 4 == number % 4:
                    transaction.set_rollback(True)
                else:
                    mine += drawn
        return mine

    used = sorted(number for mine in own_database.together(desk, 50) for number in mine)
    assert used == list(range(1, Counter.objects.get(series=BOOK).last + 1))
    assert numbers.unaccounted(BOOK, used) == []
    assert len(used) >= 50 * 6


def due(at: datetime) -> QuerySet[SetAsideNumber]:
    return SetAsideNumber.objects.filter(series="alarm", fate="reserved").order_by("number")


def test_four_sweeps_at_once_wake_every_row_once(own_database: Any) -> None:
    rows = SetAsideNumber.objects.bulk_create(
        SetAsideNumber(series="alarm", number=number, fate="reserved", reason="x", by="x", since=NINE)
        for number in range(60)
    )
    rung: list[int] = []

    def ring(subject: int, at: datetime) -> None:
        with transaction.atomic():
            row = due(at).select_for_update(no_key=True).filter(pk=subject).first()
            if row is not None:  # under the lock: nobody was here before
                SetAsideNumber.objects.filter(pk=subject).update(fate="void", number=models.F("number"))
                rung.append(subject)

    sweep = Sweep("alarms", due, ring)
    own_database.together(lambda number: run_once(NINE, only=[sweep]), 4)
    assert sorted(rung) == [row.pk for row in rows]
    assert not due(NINE).exists()


@pytest.mark.usefixtures("own_database")
def test_no_number_is_drawn_outside_a_unit_of_work() -> None:
    with pytest.raises(RuntimeError, match="unit of work"):
        numbers.draw(BOOK)

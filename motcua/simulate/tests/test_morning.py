"""Whoever looks at a demonstration finds papers on their way, parcels, reminders and letters about what is late."""

from datetime import datetime, timedelta

import pytest

from motcua.kernel import checking, clock
from motcua.passing.models import PaperList
from motcua.postal.carriers import VARIABLE
from motcua.postal.models import Shipment
from motcua.process.models import ChasingLetter, RecordedCause
from motcua.simulate import history, money, morning


def test_a_house_that_has_begun_its_day(quang_ninh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "demo:")
    until = clock.whole_minute(clock.now())
    history.write(
        history.Wish(first=(until - timedelta(days=30)).date(), until=until, dossiers=150, busy_days=16, seed=22)
    )
    money.write(clock.now)
    begun: datetime = clock.now()
    morning.write(clock.now)
    assert clock.now() - begun < timedelta(seconds=5), "a demonstration is not kept waiting for it"
    assert PaperList.objects.filter(taken_at=None).exists()
    assert Shipment.objects.exists()
    assert ChasingLetter.objects.filter(answered_at=None).count() == 1
    assert RecordedCause.objects.count() == 1
    assert [one.sentence for one in checking.run(["payments", "dossiers", "work", "piles"])] == []

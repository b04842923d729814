"""Whoever looks at a demonstration finds papers on their way, parcels, reminders and letters about what is late."""

from datetime import datetime, timedelta

import pytest
import time_machine

from motcua.kernel import checking
from motcua.kernel.clock import outward
from motcua.passing.models import PaperList
from motcua.postal.carriers import VARIABLE
from motcua.postal.models import Shipment
from motcua.process.models import ChasingLetter, RecordedCause
from motcua.simulate import history, money, morning
from motcua.simulate.fate import Shares

# A Friday morning and a house that falls behind: what is late must not hang on the hour at which somebody runs this.
MORNING = datetime(2026, 11, 20, 10, 0)
BEHIND = Shares(late=900, supplemented=0, unanswered=0, uncollected=500)


def test_a_house_that_has_begun_its_day(quang_ninh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "demo:")
    first = (MORNING - timedelta(days=30)).date()
    history.write(history.Wish(first=first, until=MORNING, dossiers=150, busy_days=16, stuck=BEHIND, seed=22))
    with time_machine.travel(outward(MORNING), tick=False):
        money.write(lambda: MORNING)
        morning.write(lambda: MORNING)
    assert PaperList.objects.filter(taken_at=None).exists()
    assert Shipment.objects.exists()
    assert ChasingLetter.objects.filter(answered_at=None).count() == 1
    assert RecordedCause.objects.count() == 1
    assert [one.sentence for one in checking.run(["payments", "dossiers", "work", "piles"])] == []

"""Whoever looks at a demonstration finds a desk that takes money."""

from motcua.certification.models import Certified
from motcua.counter.models import Visit
from motcua.kernel import checking, clock
from motcua.payments import models
from motcua.simulate import money


def test_visitors_have_paid_and_one_still_stands_at_the_desk(quang_ninh: None) -> None:
    assert len(money.write(clock.now)) == 3
    assert [one.amount for one in models.Payment.objects.order_by("id")] == [8_000, 16_000, 8_000, 12_000, 4_000]
    assert models.Receipt.objects.count() == 5
    assert (Visit.objects.count(), Certified.objects.count()) == (4, 2)
    assert models.Till.objects.filter(closed_at=None).count() == 1
    assert [one.sentence for one in checking.run(["payments", "dossiers", "work"])] == []

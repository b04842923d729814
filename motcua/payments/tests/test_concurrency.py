"""Many at once, with real sessions and real commits: no number is lost, nothing paid twice, no closed day changed."""

from collections import Counter as Tally
from collections.abc import Callable
from typing import Any

import pytest

from conftest import OwnDatabase
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.payments import commands, models, queries
from motcua.payments.gateways import VARIABLE
from motcua.payments.tests.house import MORNING, Counter, counter
from motcua.payments.tests.online import electronic_book, ordered, paid, told_of
from motcua.payments.types import Count, Ground, Method, Tender
from motcua.process.tests.house import house


def answer(doing: Callable[[], object]) -> str:
    """What somebody is told."""
    try:
        doing()
    except Refused as refused:
        return refused.refusal.code
    return "done"


@pytest.fixture
def here(own_database: OwnDatabase) -> Counter:
    return counter(house())


def test_everybody_at_once(here: Counter, own_database: OwnDatabase) -> None:
    debts = [here.receive(50_000) for _visitor in range(6)]
    own_database.together(lambda which: here.pay({debts[which]: ["fee1"]}, 50_000), 6)
    assert sorted(models.Receipt.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    (till,) = queries.tills(here.cashier.scope)

    one = here.receive(50_000)
    twice = own_database.together(lambda _: answer(lambda: here.pay({one: ["fee1"]}, 50_000)), 2)
    assert Tally(twice) == {"done": 1, "payment_nothing_owed": 1}

    number = models.Line.objects.get(dossier_id=one).payment_id
    (line,) = queries.payment(here.cashier.scope, number, at=MORNING).lines
    back: dict[str, Any] = {
        "place": here.place,
        "payment_id": number,
        "amounts": {line.id: 30_000},
        "ground": Ground.WRONG_CHARGE,
    }
    given: dict[str, Any] = {"reason": "Thu nhầm", "tender": Tender(Method.CASH)}
    refunds = own_database.together(lambda _: answer(lambda: commands.refund(**here.by(), **back, **given)), 2)
    assert Tally(refunds) == {"done": 1, "refund_too_much": 1}

    spoilt: dict[str, Any] = {"payment_id": number, "reason": "Kẹt giấy"}
    own_database.together(lambda _: commands.replace_receipt(**here.by(), **spoilt), 2)
    receipts = queries.payment(here.cashier.scope, number, at=MORNING).receipts
    assert [receipt.voided_at is None for receipt in receipts] == [True, False, False]

    late = here.receive(50_000)
    count = Count({50_000: 6, 20_000: 1})
    ends: list[Callable[[], object]] = [
        lambda: commands.close_day(**here.by(), till_id=till.id, count=count),
        lambda: here.pay({late: ["fee1"]}, 50_000),
    ]
    told = own_database.together(lambda which: answer(ends[which]), 2)
    assert told in (["done", "day_closed"], ["count_unexplained", "done"]), told
    assert [one.sentence for one in checking.run(["payments", "dossiers", "work"])] == []


def test_a_gateway_tells_while_the_desk_takes_the_money(
    here: Counter, own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "demo:")
    electronic_book(here)
    one, two, three = (here.receive(50_000) for _visitor in range(3))
    told = paid(ordered(here, one, 50_000))
    assert own_database.together(lambda _: answer(lambda: told_of(told)), 4) == ["done"] * 4
    assert models.Arrival.objects.values_list("fate").get() == ("settled",)

    money = paid(ordered(here, two, 50_000))
    ends: list[Callable[[], object]] = [lambda: told_of(money), lambda: here.pay({two: ["fee1"]}, 50_000)]
    at_the_gateway, at_the_desk = own_database.together(lambda which: answer(ends[which]), 2)
    assert at_the_gateway == "done", "money that came is never refused"
    fate = models.Arrival.objects.values_list("fate", flat=True).get(transaction=money.transaction)
    assert (fate, at_the_desk) in {("settled", "payment_nothing_owed"), ("excess", "done")}

    orders = own_database.together(lambda _: ordered(here, three, 50_000).id, 2)
    assert orders[0] == orders[1]
    assert [one.sentence for one in checking.run(["payments", "dossiers", "work"])] == []

"""Paid online: asked for, told of, settled with an electronic receipt; whatever else comes is kept and goes back."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers.scanning.tests import sheets
from motcua.payments import commands, entries, models, queries
from motcua.payments.gateways import VARIABLE
from motcua.payments.rules.arriving import excess_of, next_question
from motcua.payments.tables import online_rules_on
from motcua.payments.tests.house import MORNING, Counter, elsewhere, stranger
from motcua.payments.tests.online import (
    DEMO,
    ONLINE_SERIES,
    PORTAL,
    VIETQR,
    demo,
    electronic_book,
    ordered,
    paid,
    swept,
    told_of,
)
from motcua.payments.types import (
    Excess,
    Fate,
    Ground,
    Method,
    OrderState,
    RepaymentState,
    Source,
    Tender,
)
from motcua.process.tests.house import facts

IN_TIME, TOO_LATE = MORNING + timedelta(minutes=29), MORNING + timedelta(minutes=31)


@pytest.fixture(autouse=True)
def _gateways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "demo: vietqr:")


@pytest.fixture
def online(here: Counter) -> Counter:
    electronic_book(here)
    return here


def faults() -> list[str]:
    return [one.sentence for one in checking.run(["payments", "dossiers", "work"])]


def refused(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.refusal.code


def fates() -> list[tuple[str, str]]:
    return list(models.Arrival.objects.order_by("id").values_list("fate", "excess"))


@pytest.mark.parametrize(
    ("state", "amount", "minute", "excess"),
    [
        (OrderState.OPEN, 50_000, 29, None),
        (OrderState.ENDED, 50_000, 29, None),
        (OrderState.OPEN, 50_000, 30, Excess.LATE),
        (OrderState.OPEN, 49_999, 10, Excess.OTHER_AMOUNT),
        (OrderState.PAID, 50_000, 10, Excess.TWICE),
    ],
    ids=["in time", "in time, told too late", "at the minute it ends", "another amount", "paid already"],
)
def test_what_money_is_for(state: OrderState, amount: int, minute: int, excess: Excess | None) -> None:
    found = excess_of(
        state=state,
        asked=50_000,
        expires_at=MORNING + timedelta(minutes=30),
        amount=amount,
        paid_at=MORNING + timedelta(minutes=minute),
    )
    assert found is excess


def test_a_gateway_is_asked_while_it_can_be_paid_at_the_end_and_once_more() -> None:
    rules, ends = online_rules_on(MORNING.date()), MORNING + timedelta(minutes=12)
    asked = [MORNING + timedelta(minutes=5)]
    while (following := next_question(at=asked[-1], expires_at=ends, rules=rules)) is not None:
        asked.append(following)
    assert [(one - MORNING) for one in asked] == [
        timedelta(minutes=5),
        timedelta(minutes=10),
        timedelta(minutes=12),
        timedelta(hours=24, minutes=12),
    ]


class TestPaying:
    def test_what_was_asked_for_is_settled_with_an_electronic_receipt(self, online: Counter) -> None:
        one = online.receive(50_000, 8_000)
        due = queries.due_of(one)
        assert (due.total, [line.label for line in due.lines], due.gateways) == (58_000, ["Phí", "Phí"], (DEMO,))
        order = ordered(online, one, 58_000)
        assert told_of(paid(order)) == demo().acknowledgement
        assert {fee.settled_by for fee in facts(one).fees} == {f"{ONLINE_SERIES} 0000001"}
        after = queries.order(order.id)
        assert (after.state, after.excess) == (OrderState.PAID, None)
        payment = queries.payment(online.cashier.scope, after.payment_id or 0, at=MORNING)
        assert (payment.method, payment.amount, payment.cashier) == (Method.ONLINE, 58_000, "Online payments")
        pdf, number = queries.payers_receipt(one, payment.id, at=MORNING)
        assert number == f"{ONLINE_SERIES} 0000001"
        assert "Hệ thống thu trực tuyến" in " ".join(sheets.text_of(pdf).split())
        with pytest.raises(Refused) as caught:
            queries.payers_receipt(online.receive(5_000), payment.id, at=MORNING)
        assert refused(caught) == "payments_absent"
        assert queries.due_of(one).receipts == ((payment.id, f"{ONLINE_SERIES} 0000001", 58_000),)
        assert faults() == []

    def test_a_notice_that_comes_again_changes_nothing(self, online: Counter) -> None:
        told = paid(ordered(online, online.receive(50_000), 50_000))
        for _time in range(3):
            told_of(told)
        swept(TOO_LATE)
        assert fates() == [("settled", "")]
        assert models.Payment.objects.count() == 1

    def test_a_notice_that_got_lost_is_found_by_asking(self, online: Counter) -> None:
        one = online.receive(50_000)
        order = ordered(online, one, 50_000)
        paid(order)
        swept(MORNING + timedelta(minutes=5))
        assert queries.order(order.id).state is OrderState.PAID
        assert models.Arrival.objects.get().source == Source.ASKED
        assert not facts(one).fees_due

    def test_one_is_asked_for_once_and_what_has_changed_is_asked_for_anew(self, online: Counter) -> None:
        commands.decide_account(
            **online.by(online.head),
            agency_id=online.place.agency_id,
            bank_code="970403",
            bank_name="Sacombank",
            number="0011012345678",
            holder="Phường Mẫu",
        )
        one = online.receive(50_000)
        first = ordered(online, one, 50_000)
        assert ordered(online, one, 50_000, at=IN_TIME).id == first.id
        other = ordered(online, one, 50_000, at=IN_TIME, gateway=VIETQR)
        assert queries.order(first.id).state is OrderState.ENDED
        assert commands.way_to_pay(other.id, back="/", at=IN_TIME).code
        told_of(paid(first))
        assert queries.order(first.id).state is OrderState.PAID, "the first way was open when it was paid"
        assert faults() == []

    def test_whose_time_is_over_is_told_so(self, online: Counter) -> None:
        one = online.receive(50_000)
        order = ordered(online, one, 50_000)
        with pytest.raises(Refused) as caught:
            commands.way_to_pay(order.id, back="/", at=TOO_LATE)
        assert refused(caught) == "order_over"
        swept(TOO_LATE)
        assert queries.order(order.id).state is OrderState.ENDED
        assert ordered(online, one, 50_000, at=TOO_LATE).id != order.id

    @pytest.mark.parametrize(
        ("expected", "gateway", "code"),
        [
            (49_000, DEMO, "payment_amount_changed"),
            (50_000, VIETQR, "gateway_not_here"),
            (50_000, "x", "gateway_not_here"),
        ],
        ids=["another amount was seen", "no account", "no such gateway"],
    )
    def test_what_cannot_be_asked_for(self, online: Counter, expected: int, gateway: str, code: str) -> None:
        one = online.receive(50_000)
        with pytest.raises(Refused) as caught:
            commands.begin_order(actor=PORTAL, at=MORNING, dossier_id=one, gateway=gateway, expected=expected)
        assert refused(caught) == code

    def test_who_gives_no_electronic_receipts_takes_no_money_online(self, here: Counter) -> None:
        assert queries.due_of(here.receive(50_000)).gateways == ()


class TestMoneyThatPaysNothing:
    @pytest.mark.parametrize(
        ("changes", "excess"),
        [({"amount": 40_000}, Excess.OTHER_AMOUNT), ({"at": TOO_LATE}, Excess.LATE)],
        ids=["another amount", "too late"],
    )
    def test_it_is_kept_and_goes_back(self, online: Counter, changes: dict[str, Any], excess: Excess) -> None:
        one = online.receive(50_000)
        order = ordered(online, one, 50_000)
        told_of(paid(order, **changes))
        assert fates() == [("excess", excess.value)]
        assert facts(one).fees_due
        (back,) = queries.repayments(online.head.scope)
        assert (back.state, back.excess, back.proposed_by_id) == (RepaymentState.PROPOSED, excess, None)
        commands.approve_repayment(**online.by(online.head, TOO_LATE), repayment_id=back.id, seen=back.sequence)
        swept(TOO_LATE)
        done = queries.repayment(online.head.scope, back.id)
        assert (done.state, bool(done.reference)) == (RepaymentState.DONE, True)
        assert faults() == []

    def test_who_paid_at_the_desk_meanwhile_gets_the_other_back(self, online: Counter) -> None:
        one = online.receive(50_000)
        told = paid(ordered(online, one, 50_000))
        online.pay({one: ["fee1"]}, 50_000)
        told_of(told)
        assert fates() == [("excess", Excess.NOT_OWED.value)]
        assert models.Payment.objects.count() == 1

    def test_who_pays_twice_gets_the_second_back(self, online: Counter) -> None:
        order = ordered(online, online.receive(50_000), 50_000)
        told_of(paid(order))
        told_of(paid(order))
        assert fates() == [("settled", ""), ("excess", Excess.TWICE.value)]

    def test_money_waits_for_a_receipt_and_is_used_when_there_is_one(self, online: Counter) -> None:
        one = online.receive(50_000)
        order = ordered(online, one, 50_000)
        book = models.Book.objects.get(series=ONLINE_SERIES)
        commands.close_book(**online.by(online.head), book_id=book.pk)
        told_of(paid(order))
        assert fates() == [(Fate.WAITING.value, "")]
        assert queries.order(order.id).is_waiting
        swept(MORNING + timedelta(hours=2), "arrivals")
        assert facts(one).fees_due
        again: dict[str, Any] = {"place": online.place, "series": "AB-26E", "first": 1, "last": 5}
        commands.open_book(**online.by(online.head), **again)
        with pytest.raises(Refused) as caught:
            ordered(online, one, 50_000)
        assert refused(caught) == "payment_waits"
        swept(MORNING + timedelta(hours=4), "arrivals")
        assert fates() == [("settled", "")]
        assert not facts(one).fees_due
        assert faults() == []

    def test_what_nobody_asked_for_or_signed_is_refused(self, online: Counter) -> None:
        told = paid(ordered(online, online.receive(50_000), 50_000))
        body, headers = demo().notice(told)
        notices: dict[str, dict[str, Any]] = {
            "payments_absent": {"gateway": "x", "body": body, "headers": headers},
            "notice_forged": {"gateway": DEMO, "body": body.replace(b"50000", b"1"), "headers": headers},
        }
        for code, notice in notices.items():
            with pytest.raises(Refused) as caught:
                commands.take_notice(at=MORNING, **notice)
            assert refused(caught) == code
        assert fates() == []


class TestGoingBack:
    def paid_online(self, online: Counter) -> tuple[int, dict[str, Any]]:
        order = ordered(online, online.receive(50_000), 50_000)
        told_of(paid(order))
        number = queries.order(order.id).payment_id or 0
        (line,) = queries.payment(online.cashier.scope, number, at=MORNING).lines
        wanted = {
            "payment_id": number,
            "amounts": {line.id: 30_000},
            "ground": Ground.WRONG_CHARGE,
            "reason": "Thu nhầm",
        }
        return number, wanted

    def test_what_settled_a_fee_goes_back_when_a_second_person_says_so(self, online: Counter) -> None:
        number, wanted = self.paid_online(online)
        at_the_desk: dict[str, Any] = {"place": online.place, "tender": Tender(Method.CASH)}
        with pytest.raises(Refused) as caught:
            commands.refund(**online.by(), **wanted, **at_the_desk)
        assert refused(caught) == "refund_online"
        back = commands.propose_repayment(**online.by(), **wanted)
        with pytest.raises(Refused) as caught:
            commands.propose_repayment(**online.by(), **wanted)
        assert refused(caught) == "repayment_open"
        with pytest.raises(Refused) as caught:
            commands.approve_repayment(**online.by(), repayment_id=back)
        assert refused(caught) == "payments_not_yours"
        assert queries.payment(online.cashier.scope, number, at=MORNING).refunded == 0
        commands.approve_repayment(**online.by(online.head), repayment_id=back)
        swept(TOO_LATE)
        assert queries.payment(online.cashier.scope, number, at=MORNING).refunded == 30_000
        assert models.DemoReturn.objects.get().amount == 30_000
        assert queries.repayments(online.head.scope) == []
        assert faults() == []

    def test_nobody_approves_what_he_proposed_himself(self, online: Counter) -> None:
        _number, wanted = self.paid_online(online)
        back = commands.propose_repayment(**online.by(), **wanted)
        models.Repayment.objects.filter(id=back).update(proposed_by_id=online.head.id)
        with pytest.raises(Refused) as caught:
            commands.approve_repayment(**online.by(online.head), repayment_id=back)
        assert refused(caught) == "repayment_own"

    def test_what_stays_is_proposed_again_another_time(self, online: Counter) -> None:
        _number, wanted = self.paid_online(online)
        back = commands.propose_repayment(**online.by(), **wanted)
        commands.withdraw_repayment(**online.by(online.head), repayment_id=back)
        assert commands.propose_repayment(**online.by(), **wanted) != back

    def test_a_gateway_that_never_gives_back_leaves_it_to_people(
        self, online: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        order = ordered(online, online.receive(50_000), 50_000)
        told_of(paid(order, amount=1_000))
        (back,) = queries.repayments(online.head.scope)
        commands.approve_repayment(**online.by(online.head), repayment_id=back.id)
        monkeypatch.setenv(VARIABLE, "vietqr:")
        swept(TOO_LATE)
        assert queries.repayment(online.head.scope, back.id).state is RepaymentState.FAILED
        by_hand: dict[str, Any] = {"repayment_id": back.id, "reference": "FT26061000001"}
        commands.repaid_by_hand(**online.by(online.head, TOO_LATE), **by_hand)
        assert queries.repayment(online.head.scope, back.id).state is RepaymentState.DONE
        assert faults() == []

    def test_strangers_neither_see_nor_touch_it(self, online: Counter) -> None:
        _number, wanted = self.paid_online(online)
        back = commands.propose_repayment(**online.by(), **wanted)
        other = stranger()
        assert elsewhere() != online.place
        assert queries.repayments(other.scope) == []
        for doing in (commands.approve_repayment, commands.withdraw_repayment):
            with pytest.raises(Refused) as caught:
                doing(**online.by(other), repayment_id=back)
            assert refused(caught) == "payments_absent"


def test_every_kind_of_entry_has_its_golden_one(online: Counter) -> None:
    order = ordered(online, online.receive(50_000), 50_000)
    book = models.Book.objects.get(series=ONLINE_SERIES)
    commands.close_book(**online.by(online.head), book_id=book.pk)
    told_of(paid(order, amount=1_000))
    told_of(paid(order))
    again: dict[str, Any] = {"place": online.place, "series": "AB-26E", "first": 1, "last": 5}
    commands.open_book(**online.by(online.head), **again)
    swept(MORNING + timedelta(hours=2), "arrivals")
    (back,) = queries.repayments(online.head.scope)
    commands.approve_repayment(**online.by(online.head), repayment_id=back.id)
    written = {one.kind: one for one in journal.entries_after(0, limit=1_000) if one.kind in entries.ONLINE}
    assert written.keys() == set(entries.ONLINE)
    for one in written.values():
        golden.check(one.kind, one.body)

"""Money is taken, receipts follow one another, a spoilt one stays, money goes back, and the day is closed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossier.types import Stop
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers.parts import PLAIN
from motcua.papers.scanning.tests import sheets
from motcua.payments import commands, entries, queries
from motcua.payments.tests.house import CASH, MORNING, SERIES, Counter, elsewhere, name_of, stranger, transfer
from motcua.payments.types import Count, Ground, Method, Tender
from motcua.process.tests.house import Person, facts, on, written

pytestmark = pytest.mark.own_sql

_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ", "ROLLBACK")


def faults() -> list[str]:
    return [one.sentence for one in checking.run(["payments", "dossiers", "work"])]


def refused(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.refusal.code


def text_of(pdf: bytes) -> str:
    return " ".join(sheets.text_of(pdf).split())


def printed_receipt(who: Person, number: int) -> bytes:
    return commands.print_receipt(actor=who.actor, scope=who.scope, at=MORNING, payment_id=number, sheet=PLAIN)


class TestPaying:
    def test_what_is_paid_is_settled_with_the_number_of_its_receipt(self, here: Counter) -> None:
        one = here.receive(50_000, 8_000)
        assert queries.owing(here.cashier.scope, [one], at=MORNING)[0].total == 58_000
        number = here.pay({one: ["fee1", "fee2"]}, 58_000)
        assert {(fee.settled_at, fee.settled_by) for fee in facts(one).fees} == {(MORNING, f"{SERIES} 0000001")}
        paid = queries.payment(here.cashier.scope, number, at=MORNING)
        assert (paid.amount, paid.given, paid.change) == (58_000, 100_000, 42_000)
        assert paid.cashier == name_of(here.cashier)
        assert queries.owing(here.cashier.scope, [one], at=MORNING) == ()
        assert [row.receipt for row in queries.payments_of_dossier(here.cashier.scope, one)] == [f"{SERIES} 0000001"]
        assert faults() == []

    def test_dossiers_of_one_visit_are_paid_with_one_receipt(self, here: Counter) -> None:
        one, other = here.receive(50_000), here.receive(20_000)
        number = here.pay({one: ["fee1"], other: ["fee1"]}, 70_000)
        assert facts(one).fees_due == facts(other).fees_due == ()
        paid = queries.payment(here.cashier.scope, number, at=MORNING)
        assert [(line.dossier_id, line.amount) for line in paid.lines] == [(one, 50_000), (other, 20_000)]
        assert len(paid.receipts) == 1

    def test_one_fee_of_two_is_paid_and_the_other_stays_owed(self, here: Counter) -> None:
        one = here.receive(50_000, 8_000)
        here.pay({one: ["fee2"]}, 8_000)
        assert [fee.key for fee in facts(one).fees_due] == ["fee1"]

    def test_a_card_and_a_transfer_need_their_reference(self, here: Counter) -> None:
        one, other = here.receive(50_000), here.receive(50_000)
        here.pay({one: ["fee1"]}, 50_000, tender=Tender(Method.CARD, reference="POS-000123"))
        here.pay({other: ["fee1"]}, 50_000, tender=transfer())
        rows = [queries.payments_of_dossier(here.cashier.scope, each)[0] for each in (one, other)]
        assert [row.method for row in rows] == [Method.CARD, Method.TRANSFER]

    @pytest.mark.parametrize(
        ("tender", "expected", "code"),
        [
            (Tender(Method.CASH, given=49_000), 50_000, "payment_too_little"),
            (Tender(Method.CASH), 50_000, "payment_too_little"),
            (Tender(Method.CARD), 50_000, "payment_reference"),
            (Tender(Method.TRANSFER, reference="Nguyễn Văn An"), 50_000, "payment_reference"),
            (CASH, 40_000, "payment_amount_changed"),
        ],
    )
    def test_what_does_not_pay_is_refused_and_no_number_is_lost(
        self, here: Counter, tender: Tender, expected: int, code: str
    ) -> None:
        one = here.receive(50_000)
        with pytest.raises(Refused) as caught:
            here.pay({one: ["fee1"]}, expected, tender=tender)
        assert refused(caught) == code
        assert facts(one).fees_due
        here.pay({one: ["fee1"]}, 50_000)
        assert queries.payments_of_dossier(here.cashier.scope, one)[0].receipt.endswith("0000001")

    def test_nothing_is_paid_twice(self, here: Counter) -> None:
        one = here.receive(50_000)
        press = RequestKey("press", b"x")
        assert here.pay({one: ["fee1"]}, 50_000, key=press) == here.pay({one: ["fee1"]}, 50_000, key=press)
        with pytest.raises(Refused) as caught:
            here.pay({one: ["fee1"]}, 50_000)
        assert refused(caught) == "payment_nothing_owed"

    def test_a_stranger_takes_no_money_and_sees_none(self, here: Counter) -> None:
        one, somebody = here.receive(50_000), stranger()
        outside: dict[str, Any] = {"actor": somebody.actor, "scope": somebody.scope}
        for place in (here.place, elsewhere()):
            with pytest.raises(Refused):
                here.pay({one: ["fee1"]}, 50_000, place=place, **outside)
        with pytest.raises(Refused) as caught:
            here.pay({one: ["fee1"]}, 50_000, actor=here.house.officer.actor, scope=here.house.officer.scope)
        assert refused(caught) == "payments_not_yours"
        number = here.pay({one: ["fee1"]}, 50_000)
        till_id = queries.payment(here.cashier.scope, number, at=MORNING).till_id
        for look in (
            lambda: queries.payment(somebody.scope, number, at=MORNING),
            lambda: printed_receipt(somebody, number),
            lambda: queries.day(somebody.scope, till_id),
            lambda: queries.day_sheet(somebody.scope, till_id),
        ):
            with pytest.raises(Refused) as caught:
                look()
            assert refused(caught) == "payments_absent"
        assert queries.payments_of_dossier(somebody.scope, one) == ()
        assert not queries.tills(somebody.scope)
        assert not queries.books(somebody.scope)

    def test_the_receipt_says_everything_that_it_must(self, here: Counter) -> None:
        one = here.receive(58_000)
        pdf = printed_receipt(here.cashier, here.pay({one: ["fee1"]}, 58_000))
        said = text_of(pdf)
        for words in (
            "BIÊN LAI THU PHÍ, LỆ PHÍ",
            SERIES,
            "0000001",
            "58.000 đồng",
            "Năm mươi tám nghìn đồng",
            "Tiền mặt",
            name_of(here.cashier),
            facts(one).code,
            "09 giờ 00 phút",
        ):
            assert words in said, words


class TestBooks:
    def test_a_book_that_is_used_up_gives_no_more(self, here: Counter) -> None:
        small = commands.open_book(**here.by(here.head), place=here.place, series="AB-26P", first=8, last=8)
        here.pay({here.receive(50_000): ["fee1"]}, 50_000, book_id=small)
        assert [book.id for book in queries.books_at(here.place)] == [here.book_id]
        with pytest.raises(Refused) as caught:
            here.pay({here.receive(50_000): ["fee1"]}, 50_000, book_id=small)
        assert refused(caught) == "book_used_up"
        assert faults() == []

    @pytest.mark.parametrize(
        ("series", "first", "last", "code"),
        [
            ("lower", 1, 50, "book_series"),
            ("", 1, 50, "book_series"),
            (SERIES, 50, 51, "book_overlaps"),
            (SERIES, 60, 59, "book_numbers"),
            (SERIES, 0, 59, "book_numbers"),
        ],
    )
    def test_no_number_can_be_given_twice(self, here: Counter, series: str, first: int, last: int, code: str) -> None:
        with pytest.raises(Refused) as caught:
            commands.open_book(**here.by(here.head), place=here.place, series=series, first=first, last=last)
        assert refused(caught) == code

    def test_the_cashier_opens_no_book_and_closes_none(self, here: Counter) -> None:
        with pytest.raises(Refused) as caught:
            commands.open_book(**here.by(), place=here.place, series="AC-26P", first=1, last=9)
        assert refused(caught) == "payments_not_yours"
        with pytest.raises(Refused) as caught:
            commands.close_book(**here.by(), book_id=here.book_id)
        assert refused(caught) == "payments_not_yours"
        with pytest.raises(Refused) as caught:
            commands.close_book(**here.by(stranger()), book_id=here.book_id)
        assert refused(caught) == "payments_absent"

    def test_a_closed_book_gives_no_more(self, here: Counter) -> None:
        commands.close_book(**here.by(here.head), book_id=here.book_id)
        assert queries.books_at(here.place) == ()
        with pytest.raises(Refused) as caught:
            here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        assert refused(caught) == "book_absent"

    def test_a_spoilt_receipt_stays_void_with_its_reason(self, here: Counter) -> None:
        number = here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        commands.replace_receipt(**here.by(), payment_id=number, reason="Máy in kẹt giấy")
        valid, spoilt = queries.payment(here.cashier.scope, number, at=MORNING).receipts
        assert (valid.number, spoilt.number) == (2, 1)
        assert (spoilt.voided_at, spoilt.void_reason) == (MORNING, "Máy in kẹt giấy")
        said = text_of(printed_receipt(here.cashier, number))
        assert f"thay cho biên lai số {SERIES} 0000001" in said
        here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        assert faults() == []

    def test_a_receipt_is_spoilt_with_a_reason_by_its_own_house(self, here: Counter) -> None:
        number = here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        with pytest.raises(Refused) as caught:
            commands.replace_receipt(**here.by(), payment_id=number, reason=" ")
        assert refused(caught) == "text_missing"
        with pytest.raises(Refused) as caught:
            commands.replace_receipt(**here.by(stranger()), payment_id=number, reason="Hỏng")
        assert refused(caught) == "payments_absent"


class TestRefunding:
    def refund(self, here: Counter, number: int, amount: int, ground: Ground, **changes: Any) -> None:
        (line,) = queries.payment(here.cashier.scope, number, at=MORNING).lines
        values = here.by() | {
            "place": here.place,
            "payment_id": number,
            "amounts": {line.id: amount},
            "ground": ground,
            "reason": "Theo quy định",
            "tender": Tender(Method.CASH),
        }
        commands.refund(**{**values, **changes})

    def test_never_more_goes_back_than_was_paid(self, here: Counter) -> None:
        number = here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        self.refund(here, number, 20_000, Ground.WRONG_CHARGE)
        with pytest.raises(Refused) as caught:
            self.refund(here, number, 30_001, Ground.WRONG_CHARGE)
        assert refused(caught) == "refund_too_much"
        self.refund(here, number, 30_000, Ground.WRONG_CHARGE, tender=transfer())
        paid = queries.payment(here.cashier.scope, number, at=MORNING)
        assert [(one.amount, one.method) for one in paid.lines[0].refunds] == [
            (20_000, Method.CASH),
            (30_000, Method.TRANSFER),
        ]
        totals = queries.day(here.cashier.scope, paid.till_id).totals
        assert (totals.cash, totals.whole) == (30_000, 0)

    def test_on_the_ground_of_a_stop_the_dossier_must_have_stopped(self, here: Counter) -> None:
        one = here.receive(50_000)
        number = here.pay({one: ["fee1"]}, 50_000)
        for ground in (Ground.STOPPED, Ground.REFUSED):
            with pytest.raises(Refused) as caught:
                self.refund(here, number, 50_000, ground)
            assert refused(caught) == "refund_ground"
        here.house.act(here.cashier, one, lambda unit: Stop(written()(unit)), on("02/03 10:00"))
        assert Ground.STOPPED in queries.payment(here.cashier.scope, number, at=MORNING).grounds
        self.refund(here, number, 50_000, Ground.STOPPED, at=on("02/03 10:05"))
        assert queries.payment(here.cashier.scope, number, at=MORNING).refunded == 50_000

    def test_what_no_cashier_may_give_back(self, here: Counter) -> None:
        number = here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        for changes, code in (
            ({"reason": ""}, "text_missing"),
            ({"amounts": {}}, "refund_nothing"),
            ({"amounts": {-1: 5}}, "refund_nothing"),
            ({"tender": Tender(Method.TRANSFER)}, "payment_reference"),
            (here.by(stranger()) | {"place": elsewhere()}, "payments_absent"),
            (here.by(here.head), "payments_not_yours"),
        ):
            with pytest.raises(Refused) as caught:
                self.refund(here, number, 10_000, Ground.WRONG_CHARGE, **changes)
            assert refused(caught) == code
        assert queries.payment(here.cashier.scope, number, at=MORNING).refunded == 0


class TestClosing:
    def close(self, here: Counter, till_id: int, pieces: dict[int, int], **changes: Any) -> int:
        values: dict[str, Any] = {**here.by(), "till_id": till_id, "count": Count(pieces), **changes}
        return commands.close_day(**values)

    def taken(self, here: Counter) -> int:
        """50,000 in cash and 20,000 by transfer; the till."""
        here.pay({here.receive(50_000): ["fee1"]}, 50_000)
        number = here.pay({here.receive(20_000): ["fee1"]}, 20_000, tender=transfer())
        return queries.payment(here.cashier.scope, number, at=MORNING).till_id

    def test_a_closed_day_takes_no_more_money_and_the_next_day_does(self, here: Counter) -> None:
        till_id = self.taken(here)
        assert self.close(here, till_id, {50_000: 1, 10_000: 2}, count=Count({50_000: 1, 10_000: 2}, 20_000)) == 0
        one = here.receive(50_000)
        with pytest.raises(Refused) as caught:
            here.pay({one: ["fee1"]}, 50_000, at=MORNING + timedelta(hours=1))
        assert refused(caught) == "day_closed"
        here.pay({one: ["fee1"]}, 50_000, at=MORNING + timedelta(days=1))
        later, closed = queries.tills(here.cashier.scope)
        assert (closed.id, closed.closed_by, closed.difference) == (till_id, name_of(here.cashier), 0)
        assert later.closed_at is None

    def test_a_difference_needs_a_reason(self, here: Counter) -> None:
        till_id = self.taken(here)
        with pytest.raises(Refused) as caught:
            self.close(here, till_id, {20_000: 2})
        assert refused(caught) == "count_unexplained"
        assert self.close(here, till_id, {20_000: 2}, reason="Thối nhầm tiền") == -10_000
        (till,) = queries.tills(here.cashier.scope)
        assert (till.difference, till.reason) == (-10_000, "Thối nhầm tiền")
        said = text_of(commands.print_day_sheet(**here.by(), till_id=till_id, sheet=PLAIN))
        assert "Bản in" not in said
        assert "Bản in lại lần 1" in text_of(commands.print_day_sheet(**here.by(), till_id=till_id, sheet=PLAIN))
        for words in (
            "BẢNG KÊ THU PHÍ",
            f"{SERIES} 0000001",
            f"{SERIES} 0000002",
            "-10.000 đồng",
            "Thối nhầm tiền",
            "Thu chuyển khoản",
        ):
            assert words in said, words

    def test_what_cannot_be_counted(self, here: Counter) -> None:
        till_id = self.taken(here)
        for pieces, code in (({3: 1}, "count_unknown_piece"), ({1000: -1}, "count_below_zero")):
            with pytest.raises(Refused) as caught:
                self.close(here, till_id, pieces, reason="x")
            assert refused(caught) == code
        with pytest.raises(Refused) as caught:
            queries.day_sheet(here.cashier.scope, till_id)
        assert refused(caught) == "day_not_closed"

    def test_the_cashier_closes_his_own_day_the_head_any_and_a_stranger_none(self, here: Counter) -> None:
        till_id = self.taken(here)
        for who, code in ((stranger(), "payments_absent"), (here.house.officer, "payments_not_yours")):
            with pytest.raises(Refused) as caught:
                self.close(here, till_id, {50_000: 1}, **here.by(who))
            assert refused(caught) == code
        assert self.close(here, till_id, {50_000: 1}, **here.by(here.head)) == 0
        with pytest.raises(Refused) as caught:
            self.close(here, till_id, {50_000: 1})
        assert refused(caught) == "day_closed"

    def test_after_the_closing_the_receipt_is_only_printed_again(self, here: Counter) -> None:
        till_id = self.taken(here)
        self.close(here, till_id, {50_000: 1})
        (first, _) = queries.day(here.cashier.scope, till_id).payments
        with pytest.raises(Refused) as caught:
            commands.replace_receipt(**here.by(), payment_id=first.id, reason="Hỏng")
        assert refused(caught) == "receipt_day_closed"
        assert printed_receipt(here.cashier, first.id).startswith(b"%PDF")


class TestTransfers:
    def test_the_code_says_account_amount_and_dossier(self, here: Counter) -> None:
        one = here.receive(58_000)
        centre = here.place.agency_id
        with pytest.raises(Refused) as caught:
            queries.transfer_code(here.cashier.scope, [one], agency_id=centre, at=MORNING)
        assert refused(caught) == "account_absent"
        account: dict[str, Any] = {
            "bank_code": "970403",
            "bank_name": "Sacombank",
            "number": "0011012345678",
            "holder": "Phường Mẫu",
        }
        with pytest.raises(Refused) as caught:
            commands.decide_account(**here.by(), agency_id=centre, **account)
        assert refused(caught) == "payments_not_yours"
        for changes, code in (({"bank_code": "97040"}, "account_bank_code"), ({"number": "12 34"}, "account_number")):
            with pytest.raises(Refused) as caught:
                commands.decide_account(**here.by(here.head), agency_id=centre, **{**account, **changes})
            assert refused(caught) == code
        for number in ("0011012345678", "0011012345679"):
            commands.decide_account(**here.by(here.head), agency_id=centre, **{**account, "number": number})
        code_text = queries.transfer_code(here.cashier.scope, [one], agency_id=centre, at=MORNING)
        assert "0011012345679" in code_text
        assert "540558000" in code_text
        assert facts(one).code in code_text
        asked = {**here.by(), "dossier_ids": [one], "agency_id": centre, "sheet": PLAIN}
        said = text_of(commands.print_request(**asked))
        assert "Bản in" not in said
        assert "Bản in lại lần 1" in text_of(commands.print_request(**asked)), "it asks for the same again"
        for words in ("PHIẾU BÁO NỘP PHÍ", "58.000 đồng", "0011012345679", "PHUONG MAU", facts(one).code):
            assert words in said, words
        here.pay({one: ["fee1"]}, 58_000, tender=transfer())
        with pytest.raises(Refused) as caught:
            commands.print_request(**asked)
        assert refused(caught) == "payment_nothing_owed"


def test_every_kind_of_entry_has_its_golden_one(here: Counter) -> None:
    account: dict[str, Any] = {
        "bank_code": "970403",
        "bank_name": "Sacombank",
        "number": "0011012345678",
        "holder": "Phường Mẫu",
    }
    commands.decide_account(**here.by(here.head), agency_id=here.place.agency_id, **account)
    number = here.pay({here.receive(50_000): ["fee1"]}, 50_000)
    commands.replace_receipt(**here.by(), payment_id=number, reason="Hỏng")
    TestRefunding().refund(here, number, 20_000, Ground.WRONG_CHARGE)
    till_id = queries.payment(here.cashier.scope, number, at=MORNING).till_id
    commands.close_day(**here.by(), till_id=till_id, count=Count({10_000: 2}), reason="Thiếu")
    commands.close_book(**here.by(here.head), book_id=here.book_id)
    told = [one for one in journal.entries_after(0, limit=1_000) if one.kind.startswith("payments.")]
    assert {one.kind for one in told} == set(entries.AT_THE_DESK)
    for one in told:
        golden.check(one.kind, one.body)


def test_no_command_costs_more_than_six_statements(here: Counter) -> None:
    number = here.pay({here.receive(50_000): ["fee1"]}, 50_000)
    one, two = here.receive(50_000), here.receive(20_000, 5_000)
    till_id = queries.payment(here.cashier.scope, number, at=MORNING).till_id
    (line,) = queries.payment(here.cashier.scope, number, at=MORNING).lines
    back = here.by() | {
        "place": here.place,
        "payment_id": number,
        "amounts": {line.id: 20_000},
        "ground": Ground.WRONG_CHARGE,
        "reason": "Thu nhầm",
        "tender": Tender(Method.CASH),
    }
    costs: dict[str, list[str]] = {}
    acts: dict[str, Callable[[], object]] = {
        "pay": lambda: here.pay({one: ["fee1"]}, 50_000),
        "pay two fees": lambda: here.pay({two: ["fee1", "fee2"]}, 25_000),
        "replace": lambda: commands.replace_receipt(**here.by(), payment_id=number, reason="Hỏng"),
        "refund": lambda: commands.refund(**back),
        "close": lambda: commands.close_day(**here.by(), till_id=till_id, count=Count({1000: 1}), reason="Thiếu"),
    }
    for name, doing in acts.items():
        with CaptureQueriesContext(connection) as captured:
            doing()
        sent = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(_NOT_COUNTED)]
        costs[name] = sent
    assert {name: sent for name, sent in costs.items() if len(sent) > 6} == {}

"""What pays, what goes back, how a day is counted, how a transfer is coded and an amount said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.dossier.types import Outcome, State
from motcua.kernel.types import Refusal
from motcua.payments.rules.amounts import in_words
from motcua.payments.rules.books import objection_to_book
from motcua.payments.rules.counting import objection_to_count
from motcua.payments.rules.refunding import grounds_for, objection_to_refund
from motcua.payments.rules.tender import objection_to_tender
from motcua.payments.rules.vietqr import checksum, fields, payload, plain, with_checksum
from motcua.payments.tables import denominations_on, form_on
from motcua.payments.types import Count, Ground, Method, Tender
from motcua.process.tests.house import on

DAY = on("02/03 09:00").date()
AMOUNTS = st.integers(1, 10**12)
_NAME_AND_PURPOSE = "5920NGUYEN PHAM THUY LAN62390835Thanh toan don hang cho Bean Bakery"


class TestTransferCodes:
    @pytest.mark.parametrize(
        ("manner", "bank_code", "account", "after", "expected"),
        [("11", "970403", "0011012345678", "", "9E6F"), ("12", "970432", "129005718", _NAME_AND_PURPOSE, "3AA2")],
        ids=["an account alone", "with a name and a purpose"],
    )
    def test_codes_that_banks_read(self, manner: str, bank_code: str, account: str, after: str, expected: str) -> None:
        beneficiary = f"0006{bank_code}01{len(account):02d}{account}"
        merchant = f"0010A00000072701{len(beneficiary):02d}{beneficiary}0208QRIBFTTA"
        body = f"0002010102{manner}38{len(merchant):02d}{merchant}53037045802VN{after}"
        assert with_checksum(body) == f"{body}6304{expected}"

    @given(amount=AMOUNTS, account=st.text("0123456789", min_size=4, max_size=19), purpose=st.text(max_size=60))
    @settings(max_examples=100)
    def test_a_code_says_what_was_put_into_it(self, amount: int, account: str, purpose: str) -> None:
        whole = payload(bank_code="970403", account=account, amount=amount, purpose=f"HS {purpose}")
        assert whole.isascii()
        found = fields(whole)
        assert found["54"] == str(amount)
        assert fields(fields(found["38"])["01"]) == {"00": "970403", "01": account}
        assert len(fields(found["62"])["08"]) <= 25
        assert found["63"] == f"{checksum(whole[:-4]):04X}"

    @given(place=st.integers(0, 60), sign=st.sampled_from("ABCXYZ"))
    @settings(max_examples=60)
    def test_one_wrong_sign_is_noticed(self, place: int, sign: str) -> None:
        whole = payload(bank_code="970403", account="0011012345678", amount=58_000, purpose="H49.201-260302-0001")
        body = whole[:-4]
        spoilt = body[:place] + sign + body[place + 1 :]
        assert (checksum(spoilt) == checksum(body)) is (spoilt == body)

    def test_a_broken_code_is_no_code(self) -> None:
        for broken in ("0", "00X1", "000501"):
            with pytest.raises(ValueError, match="No field"):
                fields(broken)

    def test_marks_are_left_out(self) -> None:
        assert plain("Đặng Thị Hường, Hạ Long") == "Dang Thi Huong, Ha Long"


class TestAmountsInWords:
    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            (0, "Không đồng"),
            (5, "Năm đồng"),
            (15, "Mười lăm đồng"),
            (21, "Hai mươi mốt đồng"),
            (105, "Một trăm linh năm đồng"),
            (8_000, "Tám nghìn đồng"),
            (58_000, "Năm mươi tám nghìn đồng"),
            (200_000, "Hai trăm nghìn đồng"),
            (1_000_000, "Một triệu đồng"),
            (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
            (12_345_678, "Mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám đồng"),
            (2_000_000_050, "Hai tỷ không trăm năm mươi đồng"),
            (1_500_000_000_000, "Một nghìn năm trăm tỷ đồng"),
        ],
    )
    def test_an_amount_as_it_is_said(self, amount: int, words: str) -> None:
        assert in_words(amount) == words

    @given(one=AMOUNTS, other=AMOUNTS)
    @settings(max_examples=200)
    def test_two_amounts_are_never_said_alike(self, one: int, other: int) -> None:
        assert (in_words(one) == in_words(other)) is (one == other)


class TestTender:
    @given(amount=st.integers(1, 10**9), more=st.integers(-(10**9), 10**9))
    def test_cash_pays_when_there_is_enough(self, amount: int, more: int) -> None:
        answer = objection_to_tender(Tender(Method.CASH, given=amount + more), amount=amount)
        assert (answer is None) is (more >= 0)

    @pytest.mark.parametrize("reference", ["", "AB", "Nguyễn Văn An", "an order of words", "-12345", "x" * 41])
    def test_words_are_no_reference(self, reference: str) -> None:
        for method in (Method.CARD, Method.TRANSFER):
            answer = objection_to_tender(Tender(method, reference=reference), amount=1)
            assert isinstance(answer, Refusal)


class TestRefunds:
    @given(amount=st.integers(-5, 50), left=st.integers(0, 40))
    def test_never_more_than_is_left(self, amount: int, left: int) -> None:
        answer = objection_to_refund(
            amount=amount, left=left, ground=Ground.WRONG_CHARGE, state=State.IN_PROGRESS, outcome=None
        )
        assert (answer is None) is (0 < amount <= left)

    @pytest.mark.parametrize(
        ("state", "outcome", "grounds"),
        [
            (State.IN_PROGRESS, None, ()),
            (State.DECIDED, Outcome.REFUSED, (Ground.REFUSED,)),
            (State.HANDED_OVER, Outcome.REFUSED, (Ground.REFUSED,)),
            (State.HANDED_OVER, Outcome.GRANTED, ()),
            (State.DECLINED_AT_INTAKE, None, (Ground.REFUSED,)),
            (State.STOPPED, Outcome.STOPPED, (Ground.STOPPED,)),
            (State.FILING_STOPPED, None, (Ground.STOPPED,)),
            (State.VOIDED, None, (Ground.STOPPED,)),
            (State.CLOSED_UNANSWERED, Outcome.CLOSED_UNANSWERED, ()),
        ],
    )
    def test_the_ground_follows_from_how_it_ended(
        self, state: State, outcome: Outcome | None, grounds: tuple[Ground, ...]
    ) -> None:
        assert grounds_for(state=state, outcome=outcome) == (*grounds, Ground.WRONG_CHARGE)


class TestCounts:
    @given(
        pieces=st.dictionaries(st.sampled_from(denominations_on(DAY)), st.integers(0, 40)),
        opening=st.integers(0, 10**6),
        cash=st.integers(-(10**6), 10**7),
    )
    def test_only_a_difference_needs_a_reason(self, pieces: dict[int, int], opening: int, cash: int) -> None:
        count = Count(pieces, opening)
        known = denominations_on(DAY)
        assert objection_to_count(count, cash=cash, reason="Thối nhầm", denominations=known) is None
        silent = objection_to_count(count, cash=cash, reason=" ", denominations=known)
        assert (silent is None) is (sum(value * number for value, number in pieces.items()) == opening + cash)


class TestBooks:
    @given(first=st.integers(1, 60), length=st.integers(0, 30), taken=st.integers(1, 60), size=st.integers(0, 30))
    def test_no_number_is_in_two_books(self, first: int, length: int, taken: int, size: int) -> None:
        answer = objection_to_book("AA-26P", first, first + length, taken=[(taken, taken + size)])
        shared = set(range(first, first + length + 1)) & set(range(taken, taken + size + 1))
        assert (answer is None) is (not shared)


def test_the_forms_are_known_for_every_day() -> None:
    for key in ("receipt", "request", "day_sheet"):
        assert form_on(key, DAY).title

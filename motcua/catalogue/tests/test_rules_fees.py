"""What a dossier owes, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.queries import reason
from motcua.catalogue.rules.fees import overlaps
from motcua.catalogue.tests.factories import TODAY, starter
from motcua.catalogue.types import ApplicantKind, Channel, Fee, FeeFacts, FeeKind, FeeUnit, Label, Tier, fees_owed


def owed(code: str, on: date = TODAY, **facts: Any) -> dict[str, int | None]:
    plain: dict[str, Any] = {"channel": Channel.COUNTER, "applicant": ApplicantKind.CITIZEN}
    lines = fees_owed(starter(code), FeeFacts(**(plain | facts)), on=on)
    return {line.key: line.amount for line in lines}


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [
        (1, 1, 2_000),
        (2, 1, 4_000),
        (3, 1, 5_000),
        (3, 12, 60_000),
        (10, 2, 24_000),
        (198, 1, 200_000),
        (300, 3, 600_000),
    ],
)
def test_a_certified_copy_costs_by_page_up_to_its_cap(pages: int, copies: int, amount: int) -> None:
    assert owed("2.000815", pages=pages, quantity=copies) == {"certification": amount}


@given(pages=st.integers(1, 400), copies=st.integers(1, 50))
def test_certification_never_costs_less_for_more_nor_more_than_its_cap(pages: int, copies: int) -> None:
    one, more = (owed("2.000815", pages=each, quantity=copies)["certification"] for each in (pages, pages + 1))
    assert one is not None
    assert more is not None
    assert one <= more <= 200_000 * copies
    assert one * 2 == owed("2.000815", pages=pages, quantity=copies * 2)["certification"]


def test_registering_a_birth_in_time_is_free_and_late_is_set_by_the_province() -> None:
    assert owed("1.001193", case="on_time") == {"charge": 0}
    assert owed("1.001193", case="late") == {"charge": None}


def test_a_poor_family_owes_nothing_even_where_the_amount_is_unknown() -> None:
    assert owed("1.001193", case="late", exemptions=frozenset({"poor"})) == {"charge": 0}


def test_a_copy_of_the_extract_is_owed_only_when_asked_for() -> None:
    asked = owed("1.001193", case="on_time", asked_for=frozenset({"extract_copy"}), quantity=3)
    assert asked == {"charge": 0, "extract_copy": 24_000}


def test_filing_online_costs_half_at_the_police() -> None:
    assert owed("1.004222", case="own_home") == {"charge": 20_000}
    assert owed("1.004222", case="own_home", channel=Channel.ONLINE) == {"charge": 10_000}


def test_the_lawyers_fee_is_halved_until_the_end_of_2026() -> None:
    assert owed("1.000688", on=date(2025, 6, 30)) == {"appraisal": 800_000}
    assert owed("1.000688", on=date(2025, 7, 1)) == {"appraisal": 400_000}
    assert owed("1.000688", on=date(2026, 12, 31)) == {"appraisal": 400_000}
    assert owed("1.000688", on=date(2027, 1, 1)) == {"appraisal": 800_000}


def test_a_company_pays_for_the_registration_and_for_the_publication() -> None:
    assert owed("2.001199", case="new") == {"registration": 25_000, "publication": 100_000}
    assert owed("2.001199", case="new", channel=Channel.ONLINE) == {"registration": 0, "publication": 100_000}


def test_a_student_pays_half_and_the_larger_exemption_counts() -> None:
    assert owed("3.000333", case="number_1", exemptions=frozenset({"student"})) == {"information": 100_000}
    assert owed("3.000333", case="number_1", exemptions=frozenset({"student", "exempt"})) == {"information": 0}


def test_an_exemption_nobody_offers_changes_nothing() -> None:
    assert owed("2.000815", exemptions=frozenset({"poor"})) == {"certification": 2_000}


def test_dollars_are_not_dong() -> None:
    (line,) = fees_owed(starter("1.115404"), FeeFacts(Channel.COUNTER, ApplicantKind.FOREIGNER), on=TODAY)
    assert (line.amount, line.currency) == (100, "USD")


def test_every_amount_says_why_in_words() -> None:
    (line,) = fees_owed(
        starter("2.000815"), FeeFacts(Channel.COUNTER, ApplicantKind.CITIZEN, quantity=2, pages=250), on=TODAY
    )
    with translation.override("vi"):
        assert [reason(why) for why in line.why] == [
            "250 trang là 252.000 mỗi bản, 2 bản.",
            "Mỗi bản không quá 200.000.",
        ]
    (spared,) = fees_owed(
        starter("1.004222"),
        FeeFacts(Channel.COUNTER, ApplicantKind.CITIZEN, case="own_home", exemptions=frozenset({"poor"})),
        on=TODAY,
    )
    with translation.override("en"):
        assert "Poor households" in reason(spared.why[-1])
    with translation.override("vi"):
        assert "Giấy chứng nhận hộ nghèo" in reason(spared.why[-1])


class TestOverlaps:
    fee = Fee("charge", FeeKind.CHARGE, Label("Lệ phí"), 10_000, valid_from=date(2026, 1, 1))

    def test_two_periods_that_touch_do_not_overlap(self) -> None:
        first = replace(self.fee, valid_to=date(2026, 6, 30))
        assert overlaps([first, replace(self.fee, valid_from=date(2026, 7, 1))]) == []
        assert overlaps([first, replace(self.fee, valid_from=date(2026, 6, 30))]) != []

    def test_other_channels_and_cases_do_not_overlap(self) -> None:
        counter, online = (
            replace(self.fee, channels=frozenset({channel})) for channel in (Channel.COUNTER, Channel.ONLINE)
        )
        assert overlaps([counter, online]) == []
        assert overlaps([counter, self.fee]) != []

    def test_other_keys_are_other_fees(self) -> None:
        assert overlaps([self.fee, replace(self.fee, key="publication")]) == []


def test_tiers_need_no_first_tier_of_their_own() -> None:
    fee = Fee("x", FeeKind.FEE, Label("Phí"), 3_000, FeeUnit.PAGE, tiers=(Tier(4, 500), Tier(6, 100)))
    version = replace(starter("2.000815"), fees=(fee,))
    (line,) = fees_owed(version, FeeFacts(Channel.COUNTER, ApplicantKind.CITIZEN, pages=7), on=TODAY)
    assert line.amount == 3 * 3_000 + 2 * 500 + 2 * 100

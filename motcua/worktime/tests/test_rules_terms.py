"""How terms are written, read, stored, and refused."""

from decimal import Decimal

import pytest

from motcua.kernel.types import Refusal, Refused
from motcua.worktime.types import Phase, Term, TermUnit, read_term, term_of


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5 working_day", "5 working_day"),
        ("6.25 working_day", "6.25 working_day"),
        ("6,250 working_day", "6.25 working_day"),
        ("  14   working_day+3   day ", "14 working_day + 3 day"),
        ("same_day", "same_day"),
        ("1 same_day", "same_day"),
        ("10 WORKING_DAY", "10 working_day"),
        ("0.5 hour", "0.5 hour"),
    ],
)
def test_a_term_is_read_and_written_in_one_form(text: str, written: str) -> None:
    term = Term.parse(text)
    assert str(term) == written
    assert Term.parse(written) == term
    assert Term.from_json(term.to_json()) == term
    assert hash(Term.parse(written)) == hash(term)


def test_the_stored_form_is_plain() -> None:
    assert Term.parse("14 working_day + 6.25 working_day").to_json() == [
        {"amount": "14", "unit": "working_day"},
        {"amount": "6.25", "unit": "working_day"},
    ]


REFUSED = [
    ("", "term_unreadable"),
    ("5", "term_unit_unknown"),
    ("five working_day", "term_amount_unreadable"),
    ("1e3 day", "term_amount_unreadable"),
    ("NaN day", "term_amount_unreadable"),
    ("5 fortnight", "term_unit_unknown"),
    ("5 working_day please", "term_unreadable"),
    ("working_day", "term_amount_missing"),
    ("0 working_day", "term_amount_not_positive"),
    ("-3 day", "term_amount_not_positive"),
    ("0.0 hour", "term_amount_not_positive"),
    ("2601 working_day", "term_amount_too_large"),
    ("999999999999999999 day", "term_amount_too_large"),
    ("11 year", "term_amount_too_large"),
    ("2 same_day", "term_amount_too_large"),
    ("0.5 same_day", "term_amount_not_whole"),
    ("1.5 day", "term_amount_not_whole"),
    ("0.5 month", "term_amount_not_whole"),
    ("0.12345 working_day", "term_amount_too_fine"),
    ("same_day + 1 day", "term_same_day_alone"),
    ("0.5 working_day + 1 day", "term_fraction_not_last"),
    (" + ".join(["1 day"] * 13), "term_phases_too_many"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_no_term_is_refused_with_its_reason(text: str, code: str) -> None:
    refusal = read_term(text)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    with pytest.raises(Refused) as caught:
        Term.parse(text)
    assert caught.value.refusal == refusal


def test_same_day_needs_no_amount() -> None:
    assert term_of("", TermUnit.SAME_DAY) == term_of(1, "same_day") == Term.parse("same_day")


def test_numbers_come_as_they_are() -> None:
    assert Term.of(5, TermUnit.DAY) == Term.of(Decimal("5.0"), "day") == Term.of("5", "day")
    infinite = term_of(Decimal("Infinity"), "day")
    assert isinstance(infinite, Refusal)
    assert infinite.code == "term_amount_not_positive"


def test_a_wrong_phase_cannot_be_built_past_the_refusals() -> None:
    with pytest.raises(ValueError, match="term_amount_not_positive"):
        Phase(Decimal(0), TermUnit.DAY)
    with pytest.raises(ValueError, match="term_phases_too_many"):
        Term(())


def test_hours_are_kept_in_whole_minutes_rounded_up() -> None:
    assert Term.parse("0.01 working_hour").last.minutes == 1
    assert Term.parse("2.5 hour").last.minutes == 150


@pytest.mark.parametrize(
    ("term", "other", "longer"),
    [
        ("3 working_day", "3 working_day", "6 working_day"),
        ("3 working_day", "5 day", "3 working_day + 5 day"),
        ("14 day + 3 working_day", "2.5 working_day", "14 day + 5.5 working_day"),
    ],
)
def test_a_prolongation_that_adds_makes_one_longer_term(term: str, other: str, longer: str) -> None:
    assert Term.parse(term).lengthened_by(Term.parse(other)) == Term.parse(longer)


def test_a_same_day_term_cannot_be_lengthened() -> None:
    with pytest.raises(Refused):
        Term.parse("same_day").lengthened_by(Term.parse("3 working_day"))


@pytest.mark.parametrize(
    ("text", "by_minute"), [("5 day", False), ("same_day", False), ("8 working_hour", True), ("1 day + 24 hour", True)]
)
def test_the_last_phase_decides_how_the_end_is_compared(text: str, by_minute: bool) -> None:
    assert Term.parse(text).ends_by_minute is by_minute

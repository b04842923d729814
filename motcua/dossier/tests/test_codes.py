"""A province decides how codes are written: from a later day on, by a named decision, and never two dossiers alike."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.dossier import commands, models, queries
from motcua.dossier.rules.codes import CodePattern, repeats, written
from motcua.dossier.tests.office import BINH, Office, office
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refused

TODAY = datetime(2026, 3, 2, 9, 0)
APRIL = date(2026, 4, 1)
DECISION = "QĐ 12/QĐ-UBND"


def pattern(**changes: Any) -> CodePattern:
    whole = {
        "valid_from": APRIL,
        "template": "{agency}.{yyyymmdd}.{number}",
        "filing_template": "{agency}.N{yyyymmdd}.{number}",
        "width": 5,
        "decided_by": DECISION,
    }
    return CodePattern(**{**whole, **changes})


def decide(what: CodePattern, at: datetime = TODAY) -> None:
    with recording(actor=BINH, at=at) as unit:
        commands.set_code_pattern(unit, what)


def code_of(here: Office, at: datetime) -> str:
    return models.Dossier.objects.get(id=here.receive(at)).code


@pytest.mark.django_db
def test_from_its_day_on_codes_are_written_so_and_not_before() -> None:
    here = office()
    decide(pattern())
    assert code_of(here, datetime(2026, 3, 31, 16, 59)) == "H49.201-260331-0001"
    assert code_of(here, datetime(2026, 4, 1, 7, 30)) == "H49.201.20260401.00001"
    assert queries.next_codes(here.resolving, day=APRIL).code == "H49.201.20260401.00002"
    assert queries.next_codes(here.resolving, day=APRIL).filing_number == "H49.201.N20260401.00001"


@pytest.mark.django_db
def test_an_agencys_own_pattern_comes_before_that_for_all() -> None:
    here = office()
    decide(pattern())
    decide(pattern(agency_id=here.resolving, width=2))
    assert code_of(here, datetime(2026, 4, 1, 8, 0)) == "H49.201.20260401.01"
    assert queries.next_codes(here.other, day=APRIL).code == "H49.16.20260401.00001"


@pytest.mark.django_db
def test_every_decision_stands_in_the_journal_also_one_that_was_replaced_before_it_began() -> None:
    here = office()
    decide(pattern(agency_id=here.resolving))
    decide(pattern(agency_id=here.resolving, width=6, decided_by="QĐ 13/QĐ-UBND"))
    entries = journal.entries(f"code_pattern/{here.resolving}")
    assert [(entry.kind, entry.body["width"], entry.body["decision"]) for entry in entries] == [
        ("dossier.code_pattern_decided", 5, DECISION),
        ("dossier.code_pattern_decided", 6, "QĐ 13/QĐ-UBND"),
    ]
    assert [one.width for one in queries.code_patterns([here.resolving]) if one.agency_id] == [6]
    assert queries.next_codes(here.resolving, day=APRIL).code.endswith(".000001")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"valid_from": TODAY.date()}, "code_pattern_too_soon"),
        ({"template": "{agency}-{number}"}, "code_pattern_ambiguous"),
        ({"template": "{agency}-{yymmdd}{number}"}, "code_pattern_ambiguous"),
        ({"template": "{agency}-{yymmdd-{number}"}, "code_pattern_unreadable"),
        ({"template": "{agency}-{day}-{number}"}, "code_pattern_unreadable"),
        ({"filing_template": "{agency}.{yyyymmdd}.{number}"}, "code_pattern_ambiguous"),
        ({"width": 0}, "code_pattern_unreadable"),
        ({"decided_by": "  "}, "code_pattern_without_decision"),
        ({"template": "{agency}-{ddmmyy}-{number}"}, "code_pattern_repeats"),
        ({"agency_id": 0}, "agency_absent"),
    ],
)
def test_what_is_no_pattern_is_refused_and_leaves_nothing(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        decide(pattern(**wrong))
    assert refused.value.refusal.code == code
    assert not models.CodePattern.objects.exists()
    assert not list(journal.entries("code_pattern/all"))


def test_why_the_day_is_not_turned_round() -> None:
    before = pattern(template="{agency}-{yymmdd}-{number}", valid_from=date(2020, 1, 1))
    after = pattern(template="{agency}-{ddmmyy}-{number}")
    codes = {
        written(which.template, width=4, agency="H49.201", agency_old="", day=day, number=1)
        for which, day in ((before, date(2025, 3, 26)), (after, date(2026, 3, 25)))
    }
    assert codes == {"H49.201-250326-0001"}, "two dossiers, a year apart"
    assert repeats(after, [before]) is not None
    assert repeats(pattern(template="{agency}/{ddmmyy}-{number}"), [before]) is None

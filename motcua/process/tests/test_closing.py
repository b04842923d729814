"""Nobody answers a supplement: a person confirms the closing, unless the agency has decided that none has to."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.dossier.types import AskSupplement, CloseUnanswered, State, Timeliness
from motcua.journal import queries as journal
from motcua.kernel.types import Actor, ActorKind, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import Role, Standing
from motcua.process import commands, queries
from motcua.process.tests.house import TODAY, House, facts, findings, on, work
from motcua.process.types import ClosingRule, WorkKind

CLOSING_DAY = date(2026, 3, 20)
"""Asked on 4 March, waited for until the 19th (E42)."""


@pytest.fixture
def here(settled: House) -> House:
    return settled


def administrator(agency_id: int, code: str = "QN-80") -> Standing:
    standing = organisation.standing_of(holder(agency_id, Role.SYSTEM_ADMINISTRATOR, code), on=TODAY)
    assert standing is not None
    return standing


def decide(standing: Standing, agency_id: int, *, by_itself: bool = True, **changes: Any) -> None:
    whole: dict[str, Any] = {"valid_from": date(2026, 3, 10), "decided_by": "QĐ 7/QĐ-UBND"}
    rule = ClosingRule(agency_id=agency_id, by_itself=by_itself, **(whole | changes))
    actor = Actor(ActorKind.OFFICER, standing.officer.code)
    commands.decide_closing(actor=actor, standing=standing, at=on("02/03 08:00"), rule=rule)


def unanswered(here: House) -> int:
    dossier_id = here.receive().dossier_id
    here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
    return dossier_id


def test_without_a_decision_a_person_confirms(here: House) -> None:
    dossier_id = unanswered(here)
    commands.ring(dossier_id, on("20/03 07:30"))
    assert facts(dossier_id).state is State.AWAITING_SUPPLEMENT
    assert work(dossier_id).kind == WorkKind.CONFIRM_CLOSING


@pytest.mark.parametrize(
    ("valid_from", "closed"), [(CLOSING_DAY, True), (date(2026, 3, 10), True), (date(2026, 3, 21), False)]
)
def test_from_the_day_of_its_decision_it_closes_by_itself(here: House, valid_from: date, closed: bool) -> None:
    decide(administrator(here.office.resolving), here.office.resolving, valid_from=valid_from)
    dossier_id = unanswered(here)
    commands.ring(dossier_id, on("20/03 07:30"))
    after = facts(dossier_id)
    assert (after.state is State.CLOSED_UNANSWERED) is closed
    if closed:
        assert (after.ended_at, after.timeliness) == (on("20/03 07:30"), Timeliness.ON_TIME)
        assert queries.open_work(dossier_id) == []
        last = list(journal.entries(f"dossier/{dossier_id}"))[-1]
        assert last.actor.kind is ActorKind.SYSTEM
    assert findings() == []


def test_not_before_the_waiting_is_over(here: House) -> None:
    decide(administrator(here.office.resolving), here.office.resolving)
    dossier_id = unanswered(here)
    commands.ring(dossier_id, on("20/03 07:29"))
    assert facts(dossier_id).state is State.AWAITING_SUPPLEMENT


def test_it_is_the_resolving_agencys_decision_and_no_other_ones(here: House) -> None:
    decide(administrator(here.office.other), here.office.other)
    dossier_id = unanswered(here)
    commands.ring(dossier_id, on("20/03 07:30"))
    assert facts(dossier_id).state is State.AWAITING_SUPPLEMENT


def test_a_later_decision_takes_it_back_and_what_was_proposed_stays_with_the_person(here: House) -> None:
    admin = administrator(here.office.resolving)
    decide(admin, here.office.resolving, valid_from=date(2026, 3, 5))
    decide(admin, here.office.resolving, by_itself=False, valid_from=date(2026, 3, 15), decided_by="QĐ 8/QĐ-UBND")
    decide(admin, here.office.resolving, valid_from=date(2026, 3, 21), decided_by="QĐ 9/QĐ-UBND")
    dossier_id = unanswered(here)
    commands.ring(dossier_id, on("20/03 07:30"))
    commands.ring(dossier_id, on("23/03 07:30"))
    assert work(dossier_id).kind == WorkKind.CONFIRM_CLOSING
    here.act(here.desk, dossier_id, CloseUnanswered(), on("23/03 09:00"))
    assert facts(dossier_id).state is State.CLOSED_UNANSWERED
    told = [
        (entry.body["by_itself"], entry.body["decision"])
        for entry in journal.entries(f"closing/{here.office.resolving}")
    ]
    assert told == [(True, "QĐ 7/QĐ-UBND"), (False, "QĐ 8/QĐ-UBND"), (True, "QĐ 9/QĐ-UBND")]
    assert [rule.valid_from.day for rule in queries.closing_rules([here.office.resolving])] == [21, 15, 5]


def test_a_regime_without_closing_closes_nothing(here: House) -> None:
    """What the law does not allow, no agency can decide: there is nothing to propose."""
    decide(administrator(here.office.resolving), here.office.resolving)
    dossier_id = here.receive().dossier_id
    commands.ring(dossier_id, on("20/03 07:30"))
    assert facts(dossier_id).state is State.IN_PROGRESS


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_from": datetime(2026, 3, 2).date()}, "closing_rule_too_soon"),
        ({"decided_by": " "}, "closing_rule_without_decision"),
    ],
)
def test_what_is_no_decision_is_refused(here: House, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        decide(administrator(here.office.resolving), here.office.resolving, **changes)
    assert queries.closing_rules([here.office.resolving]) == []


def test_a_stranger_decides_nothing_for_us(here: House) -> None:
    with pytest.raises(Refused, match="closing_not_yours_to_decide"):
        decide(administrator(here.office.other), here.office.resolving)

"""An agency ends: from the heir's first day on, and not a day earlier or later, the heir resolves what it resolved."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue import commands, models, queries
from motcua.catalogue.rules.passing import Span, left_over, passed
from motcua.catalogue.tests.factories import ACTOR, AT, DECISION, house_number
from motcua.journal import queries as journal
from motcua.kernel.types import Refusal
from motcua.organisation import commands as organisation
from motcua.organisation import queries as agencies
from motcua.organisation.tests.factories import SmallState, establish, small_state
from motcua.organisation.types import Estate, Level, MergerPlan, Replacement

FIRST_DAY = date(2026, 4, 1)
LAST_DAY = date(2026, 3, 31)
CODE = "9.000001"
HONG_GAI, HA_LONG = "06685", "06706"


@pytest.fixture
def state() -> SmallState:
    commands.publish(actor=ACTOR, at=AT, version=house_number())
    return small_state()


@pytest.fixture
def heir(state: SmallState) -> int:
    return establish(
        "H49.202", "UBND phường Hạ Long", parent_id=state.province, level=Level.COMMUNE, place_code=HA_LONG
    )


def grant(agency_id: int, **changes: Any) -> None:
    given: dict[str, Any] = {"codes": [CODE], "valid_from": date(2026, 1, 1), "decision": DECISION}
    commands.grant_competence(actor=ACTOR, at=AT, agency_id=agency_id, **(given | changes))


def plan(*replacements: Replacement, first_day: date = FIRST_DAY) -> MergerPlan:
    return agencies.plan_merger(replacements=replacements, first_day=first_day, decision="NQ 12")


def merge(*replacements: Replacement, first_day: date = FIRST_DAY) -> None:
    seen = plan(*replacements, first_day=first_day)
    organisation.merge(
        actor=ACTOR, at=AT, replacements=replacements, first_day=first_day, decision="NQ 12", token=seen.token
    )


def resolver(day: date, commune: str = "", part: str = "resolves") -> int | str:
    answer = queries.competent_agency(CODE, day, commune_code=commune, part=part)
    return answer.code if isinstance(answer, Refusal) else answer


@pytest.mark.django_db
def test_the_heir_resolves_from_its_first_day_and_the_old_one_until_its_last(state: SmallState, heir: int) -> None:
    grant(state.commune)
    merge(Replacement(state.commune, (heir,), heir))
    assert [resolver(LAST_DAY), resolver(FIRST_DAY)] == [state.commune, heir]
    assert queries.procedures_of_agency(state.commune, FIRST_DAY) == frozenset()
    assert queries.procedures_of_agency(heir, LAST_DAY) == frozenset()


@pytest.mark.django_db
def test_the_dry_run_says_how_much_and_moves_nothing(state: SmallState, heir: int) -> None:
    grant(state.commune)
    grant(state.commune, part="tax", valid_to=LAST_DAY)
    grant(state.commune, part="land", valid_to=FIRST_DAY)
    (step,) = plan(Replacement(state.commune, (heir,), heir)).steps
    assert Estate("catalogue", 2) in step.estates, "what ends by itself on the last day is not passed on"
    assert resolver(FIRST_DAY) == state.commune


@pytest.mark.django_db
def test_its_commune_is_the_heirs_commune(state: SmallState, heir: int) -> None:
    grant(state.commune, commune_codes=[HONG_GAI])
    grant(heir, commune_codes=[HA_LONG])
    merge(Replacement(state.commune, (heir,), heir))
    assert resolver(LAST_DAY, HONG_GAI) == state.commune
    assert resolver(FIRST_DAY, HONG_GAI) == "nobody_competent", "there is no such commune any more"
    assert resolver(FIRST_DAY, HA_LONG) == heir
    assert models.Competence.objects.filter(agency_id=heir).count() == 1, "the heir had it already"


@pytest.mark.django_db
def test_days_that_were_limited_stay_limited(state: SmallState, heir: int) -> None:
    grant(state.commune, valid_to=date(2026, 4, 15))
    grant(state.commune, valid_from=date(2026, 5, 1))
    merge(Replacement(state.commune, (heir,), heir))
    days = [LAST_DAY, FIRST_DAY, date(2026, 4, 15), date(2026, 4, 16), date(2026, 4, 30), date(2026, 5, 1)]
    assert [resolver(day) for day in days] == [
        state.commune,
        heir,
        heir,
        "nobody_competent",
        "nobody_competent",
        heir,
    ]


@pytest.mark.django_db
def test_what_the_heir_has_stays_and_only_the_gap_is_filled(state: SmallState, heir: int) -> None:
    grant(heir, valid_from=date(2026, 6, 1), decision="QĐ riêng")
    grant(state.commune)
    merge(Replacement(state.commune, (heir,), heir))
    rows = models.Competence.objects.filter(agency_id=heir).order_by("valid_from")
    assert [(row.valid_from, row.valid_to, row.decision) for row in rows] == [
        (FIRST_DAY, date(2026, 5, 31), "NQ 12"),
        (date(2026, 6, 1), None, "QĐ riêng"),
    ]


@pytest.mark.django_db
def test_two_that_go_into_one_and_it_into_another(state: SmallState, heir: int) -> None:
    other = establish("H49.203", "UBND phường Hà Tu", parent_id=state.province, level=Level.COMMUNE)
    third = establish("H49.204", "UBND phường Mới", parent_id=state.province, level=Level.COMMUNE)
    grant(state.commune)
    grant(other)
    merge(Replacement(state.commune, (heir,), heir), Replacement(other, (heir,), heir))
    merge(Replacement(heir, (third,), third), first_day=date(2026, 7, 1))
    assert resolver(LAST_DAY) == "competence_unclear", "two were competent, nobody guessed"
    assert [resolver(day) for day in (FIRST_DAY, date(2026, 6, 30), date(2026, 7, 1))] == [heir, heir, third]


@pytest.mark.django_db
def test_one_entry_tells_what_passed(state: SmallState, heir: int) -> None:
    grant(state.commune, part="tax")
    merge(Replacement(state.commune, (heir,), heir))
    (entry,) = journal.entries(f"competence/{state.commune}")
    assert entry.body["granted"] == [
        {"code": CODE, "part": "tax", "commune_code": "", "valid_from": "2026-04-01", "valid_to": None}
    ]
    assert (entry.body["ended"], entry.body["heir_id"], entry.body["decision"]) == (1, heir, "NQ 12")
    assert not journal.verify().findings


@pytest.mark.django_db
def test_nothing_to_pass_on_writes_nothing(state: SmallState, heir: int) -> None:
    merge(Replacement(state.commune, (heir,), heir))
    assert not list(journal.entries(f"competence/{state.commune}"))


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
HORIZON = [date(2025, 12, 25) + timedelta(days=number) for number in range(120)]
SPANS = st.lists(
    st.builds(
        lambda first, length: Span(first, None if length is None else first + timedelta(days=length)),
        DAYS,
        st.none() | st.integers(0, 20),
    ),
    max_size=4,
)


def days_of(spans: list[Span]) -> list[date]:
    return [day for span in spans for day in HORIZON if span.first <= day and (span.last is None or day <= span.last)]


@given(held=SPANS, heirs=SPANS, first_day=DAYS)
def test_every_day_is_somebodys_and_none_is_granted_twice(held: list[Span], heirs: list[Span], first_day: date) -> None:
    granted = days_of(passed(held, heirs, first_day=first_day))
    assert len(granted) == len(set(granted))
    assert set(granted) == {day for day in days_of(held) if day >= first_day} - set(days_of(heirs))


def test_a_span_that_is_wholly_covered_leaves_nothing() -> None:
    assert left_over(Span(FIRST_DAY, date(2026, 4, 30)), [Span(LAST_DAY)]) == []

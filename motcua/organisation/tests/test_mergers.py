"""Agencies end and others come after them: seen first, then done; old codes lead on, and what is open is inherited."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.kernel import sweep
from motcua.kernel.types import Actor, Refused
from motcua.organisation import commands, queries
from motcua.organisation.tests.factories import ACTOR, AT, establish, holder, small_state
from motcua.organisation.types import Estate, HeirCheck, Level, Replacement, Role, mergers

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2026, 4, 1)
LAST_DAY = date(2026, 3, 31)
DECISION = "NQ 12/NQ-HĐND"


class OpenDossiers:
    """Stands for a room above that keeps things per agency."""

    def __init__(self) -> None:
        self.held: dict[int, int] = {}

    def weigh(self, agency_id: int, day: date) -> Estate:
        return Estate(
            "dossiers", self.held.get(agency_id, 0), ("overdue",) if self.held.get(agency_id, 0) > 1000 else ()
        )

    def hand_over(self, actor: Actor, at: datetime, predecessor_id: int, heir_id: int, limit: int) -> int:
        moved = min(limit, self.held.get(predecessor_id, 0))
        self.held[predecessor_id] = self.held.get(predecessor_id, 0) - moved
        self.held[heir_id] = self.held.get(heir_id, 0) + moved
        return moved


@pytest.fixture
def dossiers(monkeypatch: pytest.MonkeyPatch) -> OpenDossiers:
    room = OpenDossiers()
    monkeypatch.setattr(mergers, "_HEIR_CHECKS", {})
    mergers.register_heir_check(HeirCheck("dossiers", room.weigh, room.hand_over))
    return room


def _merge(*replacements: Replacement, first_day: date = FIRST_DAY, at: datetime = AT) -> None:
    plan = queries.plan_merger(replacements=replacements, first_day=first_day, decision=DECISION)
    commands.merge(
        actor=ACTOR, at=at, replacements=replacements, first_day=first_day, decision=DECISION, token=plan.token
    )


def test_the_dry_run_says_everything_and_writes_nothing(dossiers: OpenDossiers) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    holder(state.department, Role.LEADER, "1")
    dossiers.held[state.department] = 1515
    plan = queries.plan_merger(
        replacements=[Replacement(state.department, (other,), other)], first_day=FIRST_DAY, decision=DECISION
    )
    (step,) = plan.steps
    assert (step.code, step.heir_code, step.posts_ended, step.holdings_ended) == ("H49.16", "H49.17", 1, 1)
    assert step.estates == (Estate("dossiers", 1515, ("overdue",)),)
    assert plan.warnings == ("overdue",)
    assert queries.agency(state.department, on=FIRST_DAY).valid_to is None
    assert queries.successions(state.department) == []


def test_old_codes_lead_to_the_heir_from_its_first_day(dossiers: OpenDossiers) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    person = holder(state.department, Role.LEADER, "1")
    _merge(Replacement(state.department, (other,), other))
    assert queries.agency_by_code("000.00.16.H49", on=LAST_DAY).id == state.department
    assert queries.agency_by_code("000.00.16.H49", on=FIRST_DAY).id == other
    assert queries.capacities(person, on=LAST_DAY) != []
    assert queries.capacities(person, on=FIRST_DAY) == []
    assert [one.code for one in queries.agencies(on=FIRST_DAY, parent_id=state.province, level=Level.PROVINCE)] == [
        "H49.17",
        "H49.99",
    ]


def test_an_heir_of_an_heir_is_found(dossiers: OpenDossiers) -> None:
    state = small_state()
    second = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    third = establish("H49.18", "Sở Tổng hợp", parent_id=state.province)
    _merge(Replacement(state.department, (second,), second))
    _merge(Replacement(second, (third,), third), first_day=date(2026, 5, 1))
    assert queries.agency_by_code("H49.16", on=date(2026, 4, 30)).id == second
    assert queries.agency_by_code("H49.16", on=date(2026, 5, 1)).id == third
    assert queries.with_predecessors([third], on=date(2026, 4, 30)) == {third}
    assert queries.with_predecessors([third], on=date(2026, 5, 1)) == {third, second, state.department}
    assert queries.with_predecessors([state.province], on=date(2026, 5, 1)) == {state.province}


def test_what_is_open_passes_on_the_first_day_and_not_before(dossiers: OpenDossiers) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    dossiers.held[state.department] = 450
    _merge(Replacement(state.department, (other,), other))
    assert commands.hand_over_estates(actor=ACTOR, at=datetime(2026, 3, 31, 23, 59)) == 0
    assert commands.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 0, 0)) == 450
    assert dossiers.held == {state.department: 0, other: 450}
    assert commands.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 0, 1)) == 0


def test_a_hand_over_that_was_interrupted_goes_on_where_it_stopped(
    dossiers: OpenDossiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    dossiers.held[state.department] = 450
    _merge(Replacement(state.department, (other,), other))
    whole = dossiers.hand_over

    def breaking(*facts: Any) -> int:
        if dossiers.held.get(other, 0) >= 200:
            raise ConnectionError
        return whole(*facts)

    monkeypatch.setattr(mergers, "_HEIR_CHECKS", {"dossiers": HeirCheck("dossiers", dossiers.weigh, breaking)})
    with pytest.raises(ConnectionError):
        commands.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 8, 0))
    assert dossiers.held == {state.department: 250, other: 200}
    monkeypatch.setattr(mergers, "_HEIR_CHECKS", {"dossiers": HeirCheck("dossiers", dossiers.weigh, whole)})
    assert commands.hand_over_estates(actor=ACTOR, at=datetime(2026, 4, 1, 9, 0)) == 250
    assert dossiers.held == {state.department: 0, other: 450}


def test_the_sweep_hands_over_when_the_day_has_come(dossiers: OpenDossiers) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    dossiers.held[state.department] = 3
    _merge(Replacement(state.department, (other,), other))
    estates = [one for one in sweep.sweeps() if one.name == "estates"]
    assert sweep.run_once(datetime(2026, 3, 31, 23, 59), only=estates) == sweep.Swept()
    assert sweep.run_once(datetime(2026, 4, 1, 0, 0), only=estates) == sweep.Swept(acted=1)
    assert dossiers.held == {state.department: 0, other: 3}
    assert sweep.run_once(datetime(2026, 4, 1, 0, 1), only=estates) == sweep.Swept()


def test_a_divided_agency_has_several_successors_and_one_heir(dossiers: OpenDossiers) -> None:
    state = small_state()
    north = establish("H49.202", "UBND phường Bắc", parent_id=state.province, level=Level.COMMUNE, valid_from=FIRST_DAY)
    south = establish("H49.203", "UBND phường Nam", parent_id=state.province, level=Level.COMMUNE, valid_from=FIRST_DAY)
    _merge(Replacement(state.commune, (north, south), south))
    found = queries.successions(state.commune)
    assert [(one.successor_id, one.inherits) for one in found] == [(south, True), (north, False)]
    assert queries.agency_by_code("H49.201", on=FIRST_DAY).id == south


def test_what_lies_below_and_does_not_end_goes_under_the_heir(dossiers: OpenDossiers) -> None:
    state = small_state()
    north = establish("H49.202", "UBND phường Bắc", parent_id=state.province, level=Level.COMMUNE)
    _merge(Replacement(state.commune, (north,), north))
    assert queries.agency(state.commune_centre, on=LAST_DAY).parent_id == state.commune
    assert queries.agency(state.commune_centre, on=FIRST_DAY).parent_id == north
    assert queries.house_of(state.point, on=FIRST_DAY) == {north, state.commune_centre, state.point}


def test_a_district_hands_over_to_a_ward_on_1_july_2025(dossiers: OpenDossiers) -> None:
    district = establish(
        "H49.31",
        "UBND thành phố Hạ Long",
        level=Level.DISTRICT,
        valid_from=date(2013, 1, 1),
        valid_to=date(2025, 6, 30),
    )
    ward = establish("H49.201", "UBND phường Hồng Gai", level=Level.COMMUNE)
    _merge(Replacement(district, (ward,), ward), first_day=date(2025, 7, 1))
    assert queries.agency_by_code("000.00.31.H49", on=date(2025, 6, 30)).id == district
    assert queries.agency_by_code("000.00.31.H49", on=date(2025, 7, 1)).id == ward


def test_what_was_not_seen_is_not_done(dossiers: OpenDossiers) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    replacements = [Replacement(state.department, (other,), other)]
    plan = queries.plan_merger(replacements=replacements, first_day=FIRST_DAY, decision=DECISION)
    holder(state.department, Role.LEADER, "1")
    with pytest.raises(Refused) as refused:
        commands.merge(
            actor=ACTOR, at=AT, replacements=replacements, first_day=FIRST_DAY, decision=DECISION, token=plan.token
        )
    assert refused.value.refusal.code == "merger_changed"
    assert queries.agency(state.department, on=FIRST_DAY).valid_to is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing", "merger_of_nothing"),
        ("twice", "merger_names_twice"),
        ("heir elsewhere", "heir_not_a_successor"),
        ("heir ends too", "successor_ends_too"),
        ("unknown", "agency_absent"),
        ("ended before", "agency_absent_that_day"),
    ],
)
def test_mergers_that_cannot_be(dossiers: OpenDossiers, name: str, code: str) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    gone = establish("H49.18", "Sở cũ", parent_id=state.province, valid_to=date(2026, 1, 31))
    first = Replacement(state.department, (other,), other)
    replacements = {
        "nothing": [],
        "twice": [first, first],
        "heir elsewhere": [Replacement(state.department, (other,), state.province)],
        "heir ends too": [first, Replacement(other, (state.department,), state.department)],
        "unknown": [Replacement(404, (other,), other)],
        "ended before": [Replacement(gone, (other,), other)],
    }[name]
    with pytest.raises(Refused) as refused:
        queries.plan_merger(replacements=replacements, first_day=FIRST_DAY, decision=DECISION)
    assert refused.value.refusal.code == code


def test_a_change_recorded_for_later_stands_in_the_way(dossiers: OpenDossiers) -> None:
    state = small_state()
    other = establish("H49.17", "Sở Nội vụ", parent_id=state.province)
    commands.rename_agency(
        actor=ACTOR, at=AT, agency_id=state.department, name="Sở mới", first_day=date(2026, 6, 1), decision=DECISION
    )
    with pytest.raises(Refused) as refused:
        queries.plan_merger(
            replacements=[Replacement(state.department, (other,), other)], first_day=FIRST_DAY, decision=DECISION
        )
    assert refused.value.refusal.code == "agency_changes_later"


def test_a_room_registers_once() -> None:
    room = OpenDossiers()
    check = HeirCheck("a room of the tests", room.weigh, room.hand_over)
    mergers.register_heir_check(check)
    mergers.register_heir_check(check)
    with pytest.raises(ValueError, match="already"):
        mergers.register_heir_check(HeirCheck("a room of the tests", room.weigh, room.hand_over))
    del mergers._HEIR_CHECKS["a room of the tests"]

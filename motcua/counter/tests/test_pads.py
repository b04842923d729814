"""The power is cut: codes that lie printed at the desk are used on paper, entered late, and the others made void."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from conftest import OwnDatabase
from motcua.counter import commands, models, queries
from motcua.counter.tests.test_visits import take_in
from motcua.counter.types import StubState, TakenIn
from motcua.dossier import queries as dossiers
from motcua.dossier.models import Dossier
from motcua.intake.tests.test_intake import MAI, competent_commune, scope_of, state
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.models import SetAsideNumber
from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import SmallState
from motcua.organisation.types import Role, Scope

pytestmark = pytest.mark.own_sql

__all__ = ["state"]
MONDAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 8, 0)
IN_THE_DARK = datetime(2026, 3, 2, 10, 20)
TUESDAY = datetime(2026, 3, 3, 8, 0)
OF_THE_UNIT = ("SAVEPOINT", "RELEASE", "SET ", "BEGIN", "COMMIT")
CUT = "Mất điện toàn phường"


def house(state: SmallState, *roles: Role) -> Scope:
    both = frozenset({state.commune, state.commune_centre})
    return Scope(both, both, 1, frozenset(roles or {Role.RECEPTIONIST}))


def reserved(state: SmallState, codes: int = 3, *, day: date = MONDAY, **changes: Any) -> int:
    given = {"scope": house(state), "at": MORNING, "resolving_agency_id": state.commune, **changes}
    return commands.reserve_pad(actor=MAI, agency_id=state.commune_centre, day=day, codes=codes, **given)


def stubs(state: SmallState, pad_id: int) -> list[int]:
    return [one.id for one in queries.pad(house(state), pad_id)[1]]


def entered(
    state: SmallState, stub_id: int, *, at: datetime = IN_THE_DARK, now: datetime = TUESDAY, **changes: Any
) -> TakenIn:
    """Entered when the light is back: `at` is what stands on the stub, `now` when somebody types it."""
    key = changes.get("key")
    with recording(actor=MAI, at=at, recorded_at=now, key=key):
        return take_in(state, at=at, stub_id=stub_id, **{"scope": house(state), "late_reason": CUT, **changes})


def void(state: SmallState, pad_id: int, **changes: Any) -> int:
    given = {"scope": house(state), "at": TUESDAY, "reason": "Không dùng đến", **changes}
    return commands.void_stubs(actor=MAI, pad_id=pad_id, **given)


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        doing()
    return caught.value.refusal.code


@pytest.mark.django_db
def test_what_was_received_in_the_dark_keeps_its_code_and_instant_and_nothing_is_missing(state: SmallState) -> None:
    key = RequestKey("pressed", b"1")
    pad_id, again = (reserved(state, key=key) for _press in range(2))
    assert pad_id == again
    first, second, third = stubs(state, pad_id)
    lights_on = take_in(state, at=MORNING + timedelta(minutes=5)).receipt
    assert lights_on.code == "H49.201-260302-0004", "the desk goes on behind the pad"

    taken = entered(state, second)
    assert (taken.receipt.code, taken.visit_id) == ("H49.201-260302-0002", None)
    facts = dossiers.facts(taken.receipt.dossier_id)
    assert (facts.received_at, facts.code) == (IN_THE_DARK, "H49.201-260302-0002")
    pressed = RequestKey("pressed-late", b"2")
    assert entered(state, third, key=pressed) == entered(state, third, key=pressed)
    assert refused(lambda: entered(state, second)) == "stub_settled"
    assert queries.codes_waiting(house(state), at=TUESDAY) == (1, 0)
    assert queries.codes_waiting(house(state), at=TUESDAY + timedelta(days=1)) == (1, 1)

    assert refused(lambda: void(state, pad_id, stub_ids=[second])) == "stub_settled"
    assert refused(lambda: void(state, pad_id, reason=" ")) == "text_missing"
    assert [void(state, pad_id, key=RequestKey("void", b"3")) for _press in range(2)] == [1, 1]
    pad, codes = queries.pad(house(state, Role.SUPERVISOR), pad_id)
    assert (pad.codes, pad.open_codes, pad.is_late(TUESDAY + timedelta(days=9))) == (3, 0, False)
    assert [one.state for one in codes] == [StubState.VOID, StubState.ENTERED, StubState.ENTERED]
    assert codes[0].reason == "Không dùng đến"
    assert refused(lambda: entered(state, first)) == "stub_settled"
    assert refused(lambda: void(state, pad_id)) == "stubs_none"
    assert list(checking.run(["dossiers", "counter", "pads"])) == []

    told = list(journal.entries(f"pad/{pad_id}"))
    assert [one.kind for one in told] == [
        "counter.pad_reserved", "counter.stub_entered", "counter.stub_entered", "counter.stubs_voided"
    ]  # fmt: skip
    for one in told:
        golden.check(one.kind, one.body)


@pytest.mark.django_db
def test_a_code_is_of_its_day_and_agency_and_a_late_entry_of_its_days(state: SmallState) -> None:
    (stub,) = stubs(state, reserved(state, codes=1))
    assert refused(lambda: entered(state, stub, at=TUESDAY - timedelta(minutes=5))) == "reserved_code_other_day"
    assert refused(lambda: entered(state, stub, now=datetime(2026, 3, 6, 8, 0))) == "past_too_far"
    assert refused(lambda: entered(state, stub, late_reason=" ")) == "past_needs_reason"
    (of_the_province,) = stubs(
        state, reserved(state, codes=1, resolving_agency_id=state.province, scope=province_too(state))
    )
    assert refused(lambda: entered(state, of_the_province)) == "reserved_code_other_agency"
    assert entered(state, stub).receipt.code.endswith("-0001")
    (tomorrow,) = stubs(state, reserved(state, codes=1, day=TUESDAY.date()))
    assert entered(state, tomorrow, at=TUESDAY + timedelta(hours=1), now=TUESDAY + timedelta(hours=2)).receipt.code == (
        "H49.201-260303-0001"
    )


@pytest.mark.django_db
def test_a_stranger_reserves_enters_and_sees_nothing(state: SmallState) -> None:
    pad_id = reserved(state)
    stub, *_others = stubs(state, pad_id)
    stranger = scope_of(state.centre)
    assert refused(lambda: queries.pad(stranger, pad_id)) == "pad_absent"
    assert refused(lambda: queries.stub(stranger, stub)) == "pad_absent"
    assert queries.pads(stranger, is_open=True) == ([], False)
    assert refused(lambda: void(state, pad_id, scope=stranger)) == "pad_absent"
    assert refused(lambda: void(state, pad_id, scope=house(state, Role.SUPERVISOR))) == "pad_absent"
    assert refused(lambda: entered(state, stub, scope=stranger)) == "pad_absent"
    assert refused(lambda: reserved(state, scope=stranger)) == "not_competent_here"
    assert refused(lambda: reserved(state, scope=house(state, Role.OFFICER))) == "not_competent_here"
    assert refused(lambda: reserved(state, resolving_agency_id=state.department)) == "pad_agency_absent"
    assert refused(lambda: reserved(state, day=MONDAY - timedelta(days=1))) == "pad_day_wrong"
    assert queries.pads(house(state, Role.SUPERVISOR), is_open=True)[0][0].codes == 3


@pytest.mark.django_db
def test_a_code_that_is_not_what_its_number_says_is_found(state: SmallState) -> None:
    pad_id = reserved(state, codes=4)
    first, second, _third, fourth = stubs(state, pad_id)
    entered(state, first)
    void(state, pad_id, stub_ids=[second])
    numbers = SetAsideNumber.objects.filter(series=f"dossier:{state.commune}:260302")
    numbers.filter(number=2).update(fate="reserved")
    numbers.filter(number=3).delete()
    numbers.create(series=numbers[0].series, number=1, fate="reserved", reason="pad", by=str(MAI), since=MORNING)
    models.Stub.objects.filter(id=fourth).delete()
    models.Stub.objects.filter(id=first).update(code="H49.201-260302-0009")
    with override("en"):
        found = [one.sentence for one in checking.run(["pads"])]
    assert found == [
        "Code H49.201-260302-0009 of a pad was entered, and its number is still set aside.",
        "Code H49.201-260302-0009 of a pad was entered, and its dossier does not bear it.",
        "Code H49.201-260302-0002 of a pad is void, and its number is not.",
        "Code H49.201-260302-0003 of a pad is open, and its number is not reserved.",
        f"Pad {pad_id} says that 2 of its codes are open, and 1 are.",
        f"Number 4 of 2026-03-02, agency {state.commune}, was set aside for a pad and stands on none.",
    ]


def test_of_five_desks_that_enter_one_code_one_is_first(own_database: OwnDatabase) -> None:
    state = competent_commune()
    (stub,) = stubs(state, reserved(state, codes=1))

    def desk(_number: int) -> str:
        try:
            return entered(state, stub).receipt.code
        except Refused as refusal:
            return refusal.refusal.code

    answers = Counter(own_database.together(desk, 5))
    assert answers == {"H49.201-260302-0001": 1, "stub_settled": 4}
    assert Dossier.objects.count() == 1
    assert list(checking.run(["dossiers", "counter", "pads"])) == []


def province_too(state: SmallState) -> Scope:
    scope = house(state)
    return replace(scope, own_agency_ids=scope.own_agency_ids | {state.province})


def test_a_code_costs_no_more_statements_than_any_other_receipt(own_database: OwnDatabase) -> None:
    state = competent_commune()
    pad_id = reserved(state, codes=9)
    codes = stubs(state, pad_id)

    def statements(doing: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as sent:
            doing()
        return sum(not one["sql"].startswith(OF_THE_UNIT) for one in sent.captured_queries)

    for _met_before in range(3):
        entered(state, codes.pop())
    assert statements(lambda: entered(state, codes.pop())) <= 8
    assert statements(lambda: reserved(state)) <= 6
    assert statements(lambda: void(state, pad_id)) <= 6

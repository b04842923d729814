"""One person at the counter: several procedures, originals handed back, a mistake undone while he is still there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.catalogue.commands import seed_reasons
from motcua.counter import commands, queries
from motcua.counter.types import TakenIn
from motcua.dossier import queries as dossiers
from motcua.dossier.types import HeldComponent, State
from motcua.intake.tests.test_intake import MAI, NOW, application, scope_of, state
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refused, system
from motcua.organisation.tests.factories import SmallState
from motcua.parties import queries as parties

__all__ = ["state"]
pytestmark = pytest.mark.django_db
SHOWN = (HeldComponent("request", presented=True),)


def take_in(state: SmallState, *, at: datetime = NOW, **changes: Any) -> TakenIn:
    centre = state.commune_centre
    options = {
        name: changes.pop(name)
        for name in ("visit_id", "parcel_id", "key", "late_reason", "scope", "stub_id")
        if name in changes
    }
    given: dict[str, Any] = {"scope": scope_of(centre), **options}
    whole = changes.pop("whole", None) or application(**changes)
    return commands.take_in(actor=MAI, at=at, receiving_agency_id=centre, desk_id=None, application=whole, **given)


def by(state: SmallState, *, at: datetime = NOW) -> dict[str, Any]:
    return {"actor": MAI, "scope": scope_of(state.commune_centre), "at": at}


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        doing()
    return caught.value.refusal.code


def test_several_procedures_of_one_person_are_one_visit(state: SmallState) -> None:
    first = take_in(state)
    second = take_in(state, at=NOW + timedelta(minutes=6), visit_id=first.visit_id)
    next_person = take_in(state, at=NOW + timedelta(minutes=9))
    assert first.visit_id is not None
    assert next_person.visit_id is not None
    found = queries.visit(scope_of(state.commune_centre), first.visit_id)
    assert found.dossier_ids == (first.receipt.dossier_id, second.receipt.dossier_id)
    assert found.number == 1
    assert queries.visit(scope_of(state.commune_centre), next_person.visit_id).number == 2
    assert queries.visit_of(scope_of(state.commune_centre), second.receipt.dossier_id) == found
    said = queries.declared_at_visit(found)
    assert said is not None
    assert said.applicants[0].name == "Nguyễn Thị Thu An"
    assert [one.sentence for one in checking.run(["counter"])] == []


def test_a_visit_ends_with_the_day_and_with_the_counter(state: SmallState) -> None:
    first = take_in(state)
    assert refused(lambda: take_in(state, at=NOW + timedelta(days=1), visit_id=first.visit_id)) == "visit_over"
    assert refused(lambda: take_in(state, visit_id=999)) == "visit_absent"
    assert dossiers.facts_many([first.receipt.dossier_id + 1]) == {}


def test_what_is_entered_late_is_no_visit(state: SmallState) -> None:
    assert take_in(state, late_reason="Mất điện").visit_id is None


def test_a_second_press_gets_the_same_receipt_and_the_same_visit(state: SmallState) -> None:
    key = RequestKey("pressed", b"1")
    first, again = (take_in(state, key=key) for _press in range(2))
    assert first == again
    assert take_in(state, key=RequestKey("another", b"1")).visit_id != first.visit_id


def test_originals_that_were_shown_are_handed_back_once(state: SmallState) -> None:
    dossier_id = take_in(state, components=SHOWN).receipt.dossier_id
    scope = scope_of(state.commune_centre)
    before = queries.visit_of(scope, dossier_id)
    assert before is not None
    assert before.dossiers[0].owes_originals
    commands.hand_back(**by(state, at=NOW + timedelta(minutes=1)), dossier_id=dossier_id)
    after = queries.visit_of(scope, dossier_id)
    assert after is not None
    assert (after.dossiers[0].handed_back_at, after.dossiers[0].owes_originals) == (NOW + timedelta(minutes=1), False)
    assert refused(lambda: commands.hand_back(**by(state), dossier_id=dossier_id)) == "originals_back_already"
    handed_in = take_in(state).receipt.dossier_id
    assert refused(lambda: commands.hand_back(**by(state), dossier_id=handed_in)) == "originals_none_shown"


def test_a_mistaken_receipt_is_undone_at_once_and_its_code_stays(state: SmallState) -> None:
    seed_reasons(actor=system("seed"), at=NOW)
    mistaken = take_in(state).receipt
    commands.void_receipt(
        **by(state, at=NOW + timedelta(seconds=40)),
        dossier_id=mistaken.dossier_id,
        reason="hồ sơ của chị Bình",
        reason_key="wrong_person",
    )
    facts = dossiers.facts(mistaken.dossier_id)
    assert (facts.state, facts.code) == (State.VOIDED, mistaken.code)
    (voided,) = [one for one in journal.entries(f"dossier/{mistaken.dossier_id}") if one.kind == "dossier.voided"]
    assert voided.body["reason_key"] == "wrong_person"
    (why,) = parties.texts([voided.body["reason"]["text"]]).values()
    assert why.content == "Nhập nhầm người nộp, chủ hồ sơ: hồ sơ của chị Bình"
    late = take_in(state).receipt.dossier_id
    later = by(state, at=NOW + timedelta(minutes=2))
    assert refused(lambda: commands.void_receipt(**later, dossier_id=late, reason="Nhầm")) == "void_too_late"
    assert refused(lambda: commands.void_receipt(**by(state), dossier_id=late, reason=" ")) == "text_missing"
    ended: dict[str, Any] = {"dossier_id": late, "reason": "", "reason_key": "withdrawn"}
    assert refused(lambda: commands.void_receipt(**by(state), **ended)) == "reason_not_offered"
    assert dossiers.facts(late).state is State.IN_PROGRESS


def test_a_stranger_sees_and_does_nothing(state: SmallState) -> None:
    taken = take_in(state, components=SHOWN)
    assert taken.visit_id is not None
    stranger = scope_of(state.centre)
    elsewhere: dict[str, Any] = {"actor": MAI, "scope": stranger, "at": NOW}
    dossier_id, visit_id = taken.receipt.dossier_id, taken.visit_id
    assert refused(lambda: queries.visit(stranger, visit_id)) == "visit_absent"
    assert queries.visit_of(stranger, dossier_id) is None
    assert refused(lambda: commands.hand_back(**elsewhere, dossier_id=dossier_id)) == "visit_absent"
    undo: dict[str, Any] = {"dossier_id": dossier_id, "reason": "Nhầm"}
    assert refused(lambda: commands.void_receipt(**elsewhere, **undo)) == "no_such_dossier"
    assert refused(lambda: take_in(state, visit_id=visit_id, scope=stranger)) == "not_competent_here"


def test_every_kind_of_entry_has_its_golden_one(state: SmallState) -> None:
    taken = take_in(state, components=SHOWN)
    commands.hand_back(**by(state), dossier_id=taken.receipt.dossier_id)
    told = list(journal.entries(stream=f"visit/{taken.visit_id}"))
    assert [one.kind for one in told] == ["counter.dossier_taken", "counter.originals_handed_back"]
    for one in told:
        golden.check(one.kind, one.body)

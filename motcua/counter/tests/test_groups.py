"""Many dossiers of one kind in one act: each with a code of its own, all of them or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.counter import commands, queries
from motcua.counter.tests.test_visits import take_in
from motcua.counter.types import GroupTakenIn
from motcua.dossier import queries as dossiers
from motcua.dossier.models import Dossier
from motcua.intake.tests.test_intake import MAI, NOW, application, scope_of, state
from motcua.intake.types import Application
from motcua.journal.types import RequestKey
from motcua.kernel import checking, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.tests.factories import SmallState
from motcua.parties import queries as parties
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind

__all__ = ["state"]
pytestmark = pytest.mark.django_db
DOUBTS = frozenset({"identity_doubtful", "party_known_otherwise"})


def alike(count: int, **changes: Any) -> list[Application]:
    return [application(confirmed=DOUBTS, **changes) for _place in range(count)]


def take_in_group(state: SmallState, applications: Sequence[Application], **options: Any) -> GroupTakenIn:
    centre = state.commune_centre
    given: dict[str, Any] = {"scope": scope_of(centre), "at": NOW} | options
    return commands.take_in_group(
        actor=MAI, receiving_agency_id=centre, desk_id=None, applications=applications, **given
    )


def refused(state: SmallState, applications: Sequence[Application], **options: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        take_in_group(state, applications, **options)
    return caught.value.refusal


def of_another_owner(name: str) -> Application:
    whole = application(confirmed=DOUBTS)
    declared = whole.declaration
    owner = Party(PartyKind.PERSON, name, Identity(IdentityKind.PERSONAL_NUMBER, "022085004321"))
    return replace(whole, declaration=replace(declared, applicants=(owner,), submitter=declared.applicants[0]))


def test_thirty_are_thirty_dossiers_with_codes_in_order_and_one_visit(state: SmallState) -> None:
    taken = take_in_group(state, [*alike(29), of_another_owner("Phạm Văn Bình")])
    codes = [one.code for one in taken.receipts]
    assert [code.rpartition("-")[2] for code in codes] == [f"{number:04d}" for number in range(1, 31)]
    assert taken.visit_id is not None
    visit = queries.visit(scope_of(state.commune_centre), taken.visit_id)
    assert visit.dossier_ids == tuple(one.dossier_id for one in taken.receipts)
    last = dossiers.facts(taken.receipts[-1].dossier_id)
    declared = parties.declarations([last.declaration.id])[last.declaration.id]
    assert declared.applicants[0].name == "Phạm Văn Bình"
    assert declared.submitter is not None
    assert declared.submitter.name == "Nguyễn Thị Thu An"
    assert [one.sentence for one in checking.run(["counter"])] == []
    assert refused(state, alike(31)) == Refusal("visit_full", {"most": 30})


def test_one_row_that_is_wrong_undoes_all_and_is_named(state: SmallState) -> None:
    lacking = application(confirmed=DOUBTS, components=())
    refusal = refused(state, [*alike(2), lacking, *alike(1)])
    assert (refusal.code, refusal.values["row"]) == ("group_row_refused", 3)
    assert isinstance(why := refusal.values["why"], Refusal)
    assert why.code == "missing_component"
    assert messages.sentence_of(why) in messages.sentence_of(refusal)
    assert not Dossier.objects.exists()
    assert take_in(state).receipt.code.endswith("-0001"), "no code was lost"


def test_a_second_press_gets_the_same_receipts(state: SmallState) -> None:
    key = RequestKey("pressed", b"1")
    first, again = (take_in_group(state, alike(3), key=key) for _press in range(2))
    assert first == again
    assert Dossier.objects.count() == 3


def test_a_group_may_follow_in_a_visit_until_the_visit_is_full(state: SmallState) -> None:
    visit_id = take_in(state).visit_id
    assert take_in_group(state, alike(3), visit_id=visit_id).visit_id == visit_id
    assert refused(state, alike(27), visit_id=visit_id).code == "visit_full"
    assert refused(state, alike(1), visit_id=visit_id, at=NOW + timedelta(days=1)).code == "visit_over"
    assert refused(state, []).code == "group_empty"
    assert take_in_group(state, alike(2), late_reason="Mất điện").visit_id is None

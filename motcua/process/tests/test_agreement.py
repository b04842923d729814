"""`motcua check` finds every way in which the work of a dossier can disagree with its state or its entries."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from motcua.process import models
from motcua.process.rules.agreement import Disagreement, disagreements
from motcua.process.tests.house import facts, findings, house, on, work
from motcua.process.types import WorkKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changed",
    [
        {"closed_at": datetime(2026, 3, 2, 10, 0), "late": False},
        {"officer_id": 0},
        {"due_at": datetime(2026, 3, 30, 9, 0)},
        {"kind": "await_supplement"},
        {"held_since": datetime(2026, 3, 2, 10, 0)},
    ],
)
def test_a_row_that_was_touched_is_found(changed: dict[str, Any]) -> None:
    dossier_id = house().receive().dossier_id
    assert findings() == []
    models.WorkItem.objects.filter(dossier_id=dossier_id).update(**changed)
    assert any("H49.201-260302-0001" in sentence for sentence in findings())


def test_each_disagreement_has_its_name() -> None:
    here = house()
    dossier_id = here.receive().dossier_id
    state, item = facts(dossier_id), work(dossier_id)
    assert list(disagreements(state, [item])) == []
    assert list(disagreements(state, [])) == [Disagreement.NO_WORK]
    assert list(disagreements(state, [item, replace(item, number=9)])) == [Disagreement.TWO_DESKS]
    elsewhere = replace(item, placement=replace(item.placement, officer_id=here.colleague.id))
    assert list(disagreements(state, [elsewhere])) == [Disagreement.WRONG_HOLDER]
    waiting = replace(item, kind=WorkKind.AWAIT_SUPPLEMENT.value)
    assert list(disagreements(state, [waiting])) == [Disagreement.WRONG_KIND]
    correcting = replace(item, number=9, kind=WorkKind.CORRECT.value)
    assert list(disagreements(state, [item, correcting])) == [Disagreement.CORRECTION]
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    here.advance(here.leader, dossier_id, "approve", on("03/03 10:00"))
    here.advance(here.clerk, dossier_id, "seal", on("03/03 11:00"))
    here.advance(here.desk, dossier_id, "hand_over", on("03/03 12:00"))
    assert list(disagreements(facts(dossier_id), [item])) == [Disagreement.WORK_LEFT]


def test_a_pile_that_was_miscounted_is_found() -> None:
    here = house()
    here.receive()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_tally SET count = count + 1")
    (sentence,) = findings()
    pile = f"work:{here.office.resolving}:officer:{here.officer.id}"
    assert sentence == f"Việc đang mở {pile}: thực có 1 việc, sổ đếm ghi 2."

"""Parcels that came by public post: written down, opened into a dossier or answered, and forgotten in time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.counter import commands, queries, sweeps
from motcua.counter.models import Parcel as ParcelRow
from motcua.counter.tests.test_visits import by, take_in
from motcua.counter.types import NewParcel, Parcel, ParcelState
from motcua.dossier import queries as dossiers
from motcua.intake.tests.test_intake import NOW, scope_of, state
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.tests.factories import SmallState
from motcua.parties.models import Unfiled

__all__ = ["state"]
pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 2, 27, 15, 30)
FIRST = NewParcel("EL001VN", "Trần Thị Bưởi", FRIDAY, "0987654321", "9.000001", "2 bộ")
SECOND = NewParcel("EL002VN", "Lê Văn Cam", NOW)


def noted(state: SmallState, *parcels: NewParcel, at: datetime = NOW, **options: Any) -> int:
    return commands.note_parcels(
        **by(state, at=at), agency_id=state.commune_centre, parcels=parcels or (FIRST, SECOND), **options
    )


def waiting(state: SmallState, words: str = "") -> list[Parcel]:
    found, _has_more = queries.parcels(scope_of(state.commune_centre), [ParcelState.WAITING], words=words)
    return found


def refused(doing: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as caught:
        doing()
    return caught.value.refusal


def test_each_is_to_be_opened_within_eight_working_hours_of_its_coming(state: SmallState) -> None:
    key = RequestKey("pressed", b"1")
    assert [noted(state, key=key) for _press in range(2)] == [2, 2]
    first, second = waiting(state)
    assert (first.number, first.typed, first.due_at) == ("EL001VN", FIRST, datetime(2026, 3, 2, 15, 30))
    assert (second.number, second.due_at) == ("EL002VN", datetime(2026, 3, 3, 9, 0))
    assert not first.is_late(datetime(2026, 3, 2, 15, 30))
    assert first.is_late(datetime(2026, 3, 2, 15, 31))
    scope = scope_of(state.commune_centre)
    assert queries.parcels_waiting(scope, at=datetime(2026, 3, 2, 16, 0)) == (2, 1)
    assert [one.number for one in waiting(state, "tran thi buoi")] == ["EL001VN"]


@pytest.mark.parametrize(
    ("parcels", "row", "why"),
    [
        ((NewParcel("", "A", NOW),), 1, "parcel_without_number"),
        ((SECOND, NewParcel("X", "", NOW)), 2, "parcel_without_sender"),
        ((SECOND, SECOND), 2, "parcel_known"),
        ((NewParcel("X", "A", NOW + timedelta(minutes=1)),), 1, "parcel_to_come"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_none_is_written(
    state: SmallState, parcels: tuple[NewParcel, ...], row: int, why: str
) -> None:
    refusal = refused(lambda: noted(state, *parcels))
    assert refusal == Refusal("parcel_row_refused", {"row": row, "why": Refusal(why)})
    assert not ParcelRow.objects.exists()


def test_one_that_is_complete_becomes_a_dossier_handed_in_when_it_came(state: SmallState) -> None:
    noted(state)
    one = waiting(state)[0]
    taken = take_in(state, parcel_id=one.id, filed_at=one.arrived_at)
    facts = dossiers.facts(taken.receipt.dossier_id)
    assert (facts.filed_at, facts.received_at) == (FRIDAY, NOW)
    after = queries.parcel(scope_of(state.commune_centre), one.id)
    assert (after.state, after.dossier_id, after.typed) == (ParcelState.RECEIVED, taken.receipt.dossier_id, None)
    assert Unfiled.objects.count() == 1, "who sent it stands in the declaration now"
    again = refused(lambda: take_in(state, parcel_id=one.id))
    assert again == Refusal("parcel_answered", {"state": ParcelState.RECEIVED})
    told = list(journal.entries(stream=f"parcel/{one.id}"))
    assert [entry.kind for entry in told] == ["counter.parcel_arrived", "counter.parcel_answered"]
    assert "Bưởi" not in str([entry.body for entry in told])
    for entry in told:
        golden.check(entry.kind, entry.body)


def test_one_that_lacks_a_paper_waits_for_it_and_one_sent_back_is_forgotten_in_time(state: SmallState) -> None:
    noted(state)
    first, second = waiting(state)
    scope = scope_of(state.commune_centre)
    ask = {**by(state), "parcel_id": first.id, "state": ParcelState.COMPLETION}
    assert refused(lambda: commands.answer_parcel(**ask, reason=" ")).code == "text_missing"
    commands.answer_parcel(**ask, reason="Thiếu tờ khai")
    assert take_in(state, parcel_id=first.id).receipt.code, "what was missing came"

    back = {**by(state), "parcel_id": second.id, "state": ParcelState.RETURNED, "reason": "Không thuộc thẩm quyền"}
    commands.answer_parcel(**back)
    assert refused(lambda: commands.answer_parcel(**back)).code == "parcel_answered"
    assert queries.parcel(scope, second.id).typed == SECOND
    assert not sweeps.OUTLIVED_PARCELS.due(NOW + timedelta(days=89)).exists()
    after = NOW + timedelta(days=90)
    for row in sweeps.OUTLIVED_PARCELS.due(after):
        sweeps.OUTLIVED_PARCELS.act(row.pk, after)
    assert queries.parcel(scope, second.id).typed is None
    assert not Unfiled.objects.exists()


def test_another_house_has_none_of_them(state: SmallState) -> None:
    noted(state)
    one, elsewhere = waiting(state)[0], scope_of(state.centre)
    assert queries.parcels(elsewhere, [ParcelState.WAITING]) == ([], False)
    assert refused(lambda: queries.parcel(elsewhere, one.id)).code == "parcel_absent"
    answer = {**by(state), "scope": elsewhere, "parcel_id": one.id, "state": ParcelState.RETURNED, "reason": "x"}
    assert refused(lambda: commands.answer_parcel(**answer)).code == "parcel_absent"

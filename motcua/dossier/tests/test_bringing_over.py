"""Dossiers of another system, dossiers of an agency that ended, and dossiers in bulk."""

from dataclasses import replace
from typing import Any

import pytest

from motcua.dossier import commands, models, queries
from motcua.dossier.commands.inheriting import estate
from motcua.dossier.rows import facts_of
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import BINH, MORNING, Office, act, office
from motcua.dossier.types import (
    AnswerSupplement,
    Complete,
    Decide,
    Facts,
    HeldComponent,
    Outcome,
    PauseTaken,
    Resume,
    State,
    Supplement,
    TakenOver,
    Timeliness,
)
from motcua.journal.commands import recording
from motcua.kernel.types import Refused
from motcua.parties import commands as parties
from motcua.parties.tests.factories import filing
from motcua.parties.types import DeclarationRef

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
DAY_OF_THE_MOVE = on("01/04 08:00")


@pytest.fixture
def here() -> Office:
    return office()


def facts(dossier_id: int) -> Facts:
    return facts_of(models.Dossier.objects.get(id=dossier_id).facts)


def declared() -> DeclarationRef:
    with recording(actor=BINH, at=DAY_OF_THE_MOVE) as unit:
        return parties.declare(unit, filing(), confirmed=("birth_year_differs", "sex_differs", "century_differs"))


def taken(here: Office, **changes: Any) -> TakenOver:
    running = TakenOver(
        source="he-thong-cu",
        code="000.00.16.H49-260302-0117",
        state=State.IN_PROGRESS,
        subject=here.subject(),
        declaration=declared(),
        received_at=MORNING,
        due_at=on("18/03 16:30"),
    )
    return replace(running, **changes)


def take_over(here: Office, **changes: Any) -> int:
    with recording(actor=BINH, at=DAY_OF_THE_MOVE, recorded_at=DAY_OF_THE_MOVE) as unit:
        locked = commands.take_over(unit, taken(here, **changes), holder=here.holder())
        commands.save(unit, locked)
    return locked.id


class TestAnotherSystem:
    def test_the_code_and_the_promised_date_are_kept(self, here: Office) -> None:
        dossier_id = take_over(here)
        row = models.Dossier.objects.get(id=dossier_id)
        assert (row.code, row.due_at, row.received_at) == ("000.00.16.H49-260302-0117", on("18/03 16:30"), MORNING)
        assert list(queries.faults()) == []
        lines = queries.explain(dossier_id, at=DAY_OF_THE_MOVE, language="vi")
        assert "Chuyển từ hệ thống khác; hạn giữ nguyên như đã hẹn. Hạn: 16:30 18/03/2026." in lines[1]

    def test_a_pause_that_was_open_moves_the_promised_date_when_it_ends(self, here: Office) -> None:
        dossier_id = take_over(
            here, state=State.PAUSED, due_at=on("08/04 17:00"), pauses=(PauseTaken("tax", on("30/03 08:00")),)
        )
        assert facts(dossier_id).clock is not None
        assert models.Dossier.objects.get(id=dossier_id).due_at is None
        act(dossier_id, Resume("tax"), on("02/04 10:00"))
        assert models.Dossier.objects.get(id=dossier_id).due_at == on("13/04 17:00")
        assert list(queries.faults()) == []

    def test_a_supplement_that_was_awaited_restarts_the_term_when_answered(self, here: Office) -> None:
        asked = Supplement(slip_no=0, asked_at=on("30/03 09:00"), missing=("request",))
        dossier_id = take_over(here, state=State.AWAITING_SUPPLEMENT, due_at=on("08/04 17:00"), supplements=(asked,))
        act(dossier_id, AnswerSupplement((HeldComponent("request", originals=1),)), on("02/04 09:00"))
        assert facts(dossier_id).state is State.IN_PROGRESS
        assert models.Dossier.objects.get(id=dossier_id).due_at is not None

    def test_history_is_classed_by_the_promised_date(self, here: Office) -> None:
        late = take_over(
            here,
            state=State.HANDED_OVER,
            outcome=Outcome.GRANTED,
            completed_at=on("19/03 08:00"),
            handed_over_at=on("20/03 08:00"),
        )
        assert (facts(late).timeliness, facts(late).timeliness_766) == (Timeliness.LATE, Timeliness.LATE)
        answered = Supplement(slip_no=0, asked_at=on("04/03 10:00"), missing=(), answered_at=on("06/03 10:00"))
        twice = take_over(
            here,
            code="000.00.16.H49-260302-0118",
            state=State.COMPLETED,
            outcome=Outcome.REFUSED,
            supplements=(answered, replace(answered, asked_at=on("09/03 10:00"), answered_at=on("10/03 10:00"))),
            completed_at=on("17/03 08:00"),
        )
        assert (facts(twice).timeliness, facts(twice).timeliness_766) == (Timeliness.EARLY, Timeliness.LATE)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"due_at": on("27/02 17:00")}, "imported_due_before_receipt"),
            ({"state": State.FILED}, "imported_state_unknown"),
            ({"state": State.COMPLETED}, "imported_state_unfit"),
            ({"state": State.AWAITING_SUPPLEMENT}, "imported_state_unfit"),
            ({"completed_at": on("17/03 08:00")}, "imported_state_unfit"),
            (
                {"state": State.COMPLETED, "outcome": Outcome.GRANTED, "completed_at": on("01/03 08:00")},
                "imported_times_out_of_order",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_with_its_reason(self, here: Office, changes: dict[str, Any], code: str) -> None:
        with pytest.raises(Refused, match=code):
            take_over(here, **changes)

    def test_a_code_comes_over_once(self, here: Office) -> None:
        take_over(here)
        with pytest.raises(Refused, match="code_taken"):
            take_over(here)

    def test_codes_of_the_day_of_the_move_are_not_given_out_again(self, here: Office) -> None:
        today = on("01/04 07:30")
        take_over(here, code="H49.201-260401-0003", received_at=today, due_at=on("15/04 17:00"))
        take_over(here, code="H49.201-260401-0002", received_at=today, due_at=on("15/04 17:00"))
        new = here.receive(on("01/04 09:00"))
        assert models.Dossier.objects.get(id=new).code == "H49.201-260401-0004"
        assert list(queries.silent_gaps()) == []


class TestHeirs:
    def test_an_heir_answers_for_what_is_not_finished_and_may_see_it(self, here: Office) -> None:
        open_one, finished = here.receive(), here.receive()
        act(finished, Decide(Outcome.GRANTED), on("03/03 09:00"))
        act(finished, Complete(), on("03/03 10:00"))
        only_held = here.receive(subject={"resolving_agency_id": here.receiving})
        assert estate(here.resolving, MORNING.date()).count == 3
        moved = commands.hand_over_to_heir(BINH, on("01/04 08:00"), here.resolving, here.other, 1)
        assert moved == 1
        assert commands.hand_over_to_heir(BINH, on("01/04 08:00"), here.resolving, here.other, 100) == 2
        assert commands.hand_over_to_heir(BINH, on("01/04 08:00"), here.resolving, here.other, 100) == 0
        inherited = facts(open_one)
        assert (inherited.subject.resolving_agency_id, inherited.holder.agency_id) == (here.other, here.other)
        assert facts(only_held).subject.resolving_agency_id == here.receiving
        assert facts(only_held).holder.agency_id == here.other
        assert queries.page(here.stranger, open_one, at=on("01/04 09:00")).facts.code == "H49.201-260302-0001"
        assert list(queries.faults()) == []


def test_bulk_work_and_single_work_write_the_same(here: Office) -> None:
    single = here.receive()
    act(single, Decide(Outcome.GRANTED), on("03/03 09:00"))
    with recording(actor=BINH, at=on("04/03 08:00"), recorded_at=on("04/03 08:00")) as whole:
        lives = []
        for numbered in commands.draw_many(here.resolving, MORNING.date(), 3):
            with recording(actor=BINH, at=MORNING) as unit:
                declaration = facts(single).declaration
                begun = commands.receive(unit, here.intake(declaration), holder=here.holder(), numbered=numbered)
            with recording(actor=BINH, at=on("03/03 09:00")) as unit:
                lives.append(commands.apply(unit, begun, Decide(Outcome.GRANTED)))
        commands.save_many(whole, lives)
    rows = list(models.Dossier.objects.order_by("id").values())
    assert [row["code"] for row in rows] == [f"H49.201-260302-000{number}" for number in (1, 2, 3, 4)]
    own = {"id", "code", "code_tail", "facts", "stream_digest"}
    first, *others = [{name: value for name, value in row.items() if name not in own} for row in rows]
    assert all(other == first for other in others)
    assert list(queries.faults()) == []
    assert list(queries.silent_gaps()) == []

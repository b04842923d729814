"""Dossiers of another system come in with the work of the step they were in, and go on as our own do."""

from datetime import datetime

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.tests.office import BINH
from motcua.dossier.types import (
    AnswerSupplement,
    HeldComponent,
    Outcome,
    PauseTaken,
    Resume,
    State,
    Supplement,
    Timeliness,
)
from motcua.journal.queries import verify
from motcua.kernel.types import Refusal
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import EVERYTHING, Role
from motcua.process import commands, queries
from motcua.process.tests.offices import THE_MOVE, facts, running, staffed, take_over
from motcua.process.types import Arrival, WorkKind

pytestmark = pytest.mark.django_db


def test_a_running_dossier_lies_on_a_desk_and_goes_all_the_way() -> None:
    here = staffed()
    (taken,) = take_over(Arrival(running(here)))
    (work,) = queries.open_work(taken.dossier_id)
    assert (work.step_key, work.placement.role, work.opened_at) == ("appraise", Role.OFFICER, THE_MOVE)
    assert facts(taken.dossier_id).holder.officer_id == work.placement.officer_id is not None
    day = datetime(2026, 4, 2, 9, 0)
    while works := queries.open_work(taken.dossier_id):
        onward = queries.choices(EVERYTHING, taken.dossier_id, facts(taken.dossier_id))[0]
        commands.advance(
            actor=BINH,
            scope=EVERYTHING,
            at=day,
            dossier_id=taken.dossier_id,
            work_number=works[0].number,
            action_key=onward.key,
        )
    done = facts(taken.dossier_id)
    assert (done.state, done.timeliness) == (State.HANDED_OVER, Timeliness.EARLY)
    assert list(dossiers.faults()) == []
    assert not verify().findings


def test_the_step_and_the_officer_of_the_old_system_are_kept() -> None:
    here = staffed()
    leader = organisation.officer_by_code("QN-3").id
    (taken,) = take_over(Arrival(running(here), step_key="approve", officer_id=leader))
    (work,) = queries.open_work(taken.dossier_id)
    assert (work.step_key, work.placement.officer_id) == ("approve", leader)


def test_work_that_comes_over_together_is_shared_out() -> None:
    here = staffed()
    holder(here.resolving, Role.OFFICER, "QN-6", "Hoàng Văn Nam")
    codes = [f"000.00.201.H49-260302-{number:04d}" for number in range(1, 5)]
    taken = take_over(*(Arrival(running(here, code)) for code in codes))
    officers = [queries.open_work(one.dossier_id)[0].placement.officer_id for one in taken]
    assert sorted(officers.count(officer) for officer in set(officers)) == [2, 2]


def test_a_step_that_the_process_does_not_have_is_refused_and_the_others_come_in() -> None:
    here = staffed()
    wrong = Arrival(running(here), step_key="tham_dinh")
    twice = running(here, "000.00.201.H49-260302-0118")
    first, second, third = commands.take_over(actor=BINH, at=THE_MOVE, arrivals=[wrong, Arrival(twice), Arrival(twice)])
    assert isinstance(first, Refusal)
    assert (first.code, first.values["steps"]) == ("step_unknown", ("appraise", "approve", "seal", "hand_over"))
    assert not isinstance(second, Refusal)
    assert isinstance(third, Refusal)
    assert third.code == "code_taken"


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.DECIDED, "seal"), (State.COMPLETED, "hand_over")],
)
def test_without_a_step_it_is_the_one_that_follows_from_the_state(state: State, step: str) -> None:
    here = staffed()
    completed_at = datetime(2026, 3, 20, 9, 0) if state is State.COMPLETED else None
    granted = running(here, state=state, outcome=Outcome.GRANTED, completed_at=completed_at)
    (taken,) = take_over(Arrival(granted))
    assert [work.step_key for work in queries.open_work(taken.dossier_id)] == [step]


def test_what_is_paused_is_held_until_it_goes_on() -> None:
    here = staffed()
    paused = running(here, state=State.PAUSED, pauses=(PauseTaken("tax", datetime(2026, 3, 30, 8, 0)),))
    (taken,) = take_over(Arrival(paused))
    (work,) = queries.open_work(taken.dossier_id)
    assert work.held_since == THE_MOVE
    at = datetime(2026, 4, 2, 9, 0)
    commands.act(actor=BINH, scope=EVERYTHING, at=at, dossier_id=taken.dossier_id, command=Resume("tax"))
    assert queries.open_work(taken.dossier_id)[0].held_since is None


def test_what_waits_for_a_supplement_lies_at_the_desk_until_it_is_answered() -> None:
    here = staffed()
    asked = Supplement(slip_no=0, asked_at=datetime(2026, 3, 30, 9, 0), missing=("request",))
    (taken,) = take_over(Arrival(running(here, state=State.AWAITING_SUPPLEMENT, supplements=(asked,))))
    (work,) = queries.open_work(taken.dossier_id)
    assert (work.kind, work.placement.agency_id) == (WorkKind.AWAIT_SUPPLEMENT, here.receiving)
    commands.act(
        actor=BINH,
        scope=EVERYTHING,
        at=datetime(2026, 4, 2, 9, 0),
        dossier_id=taken.dossier_id,
        command=AnswerSupplement((HeldComponent("request", originals=1),)),
    )
    assert [work.step_key for work in queries.open_work(taken.dossier_id)] == ["appraise"]


def test_history_brings_its_class_and_no_work() -> None:
    here = staffed()
    late = running(
        here,
        state=State.HANDED_OVER,
        outcome=Outcome.GRANTED,
        due_at=datetime(2026, 3, 16, 17, 0),
        completed_at=datetime(2026, 3, 17, 7, 35),
        handed_over_at=datetime(2026, 3, 18, 9, 0),
    )
    (taken,) = take_over(Arrival(late))
    assert taken.timeliness is Timeliness.LATE
    assert queries.open_work(taken.dossier_id) == []

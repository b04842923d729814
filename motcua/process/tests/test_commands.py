"""A dossier on its way through the house, act by act; whatever happens, `motcua check` finds nothing afterwards."""

from collections.abc import Iterator

import pytest

from motcua.dossier.types import (
    Accept,
    AnswerSupplement,
    Apologise,
    AskCompletion,
    AskSupplement,
    AssessFee,
    CloseCorrection,
    CloseUnanswered,
    Command,
    CompleteFiling,
    Decline,
    DeclineReason,
    HeldComponent,
    OpenCorrection,
    OwedFee,
    Pause,
    Resume,
    SettleFee,
    State,
    Stop,
    StopFiling,
    Void,
)
from motcua.journal import queries as journal
from motcua.kernel.types import Refused
from motcua.organisation.types import Role
from motcua.process import commands, queries
from motcua.process.queries import Box
from motcua.process.tests.house import House, Person, facts, findings, on, work, written
from motcua.process.types import Because, WorkKind


@pytest.fixture
def here(settled: House) -> Iterator[House]:
    """Whatever a test does to the house, rows and entries agree afterwards."""
    yield settled
    assert findings() == []


def kinds(dossier_id: int) -> list[str]:
    return [entry.kind for entry in journal.entries(f"dossier/{dossier_id}")]


def numbers(box: Box, who: Person) -> list[int]:
    return [row.work.dossier_id for row in queries.inbox(who.scope, box)]


class TestTheWayThrough:
    def test_from_receipt_to_hand_over(self, here: House) -> None:
        receipt = here.receive()
        first = work(receipt.dossier_id)
        assert (first.step_key, first.placement.because) == ("appraise", Because.LEAST_LOADED)
        assert first.placement.officer_id == here.officer.id
        here.advance(here.officer, receipt.dossier_id, "submit", on("03/03 09:00"))
        here.advance(here.leader, receipt.dossier_id, "approve", on("03/03 15:00"))
        here.advance(here.clerk, receipt.dossier_id, "seal", on("04/03 08:00"), details={"result_number": "15/GCN"})
        here.advance(here.desk, receipt.dossier_id, "hand_over", on("04/03 10:00"))
        done = facts(receipt.dossier_id)
        assert (done.state, done.result_number) == (State.HANDED_OVER, "15/GCN")
        assert queries.open_work(receipt.dossier_id) == []
        passed = [(one.step_key, one.action_key) for one in queries.work_done([receipt.dossier_id])]
        assert passed == [
            ("appraise", "submit"),
            ("approve", "approve"),
            ("seal", "seal"),
            ("hand_over", "hand_over"),
        ]

    def test_the_next_dossier_goes_to_the_colleague_who_has_less_to_do(self, here: House) -> None:
        holders = [work(here.receive().dossier_id).placement for _ in range(3)]
        assert [one.officer_id for one in holders] == [here.officer.id, here.colleague.id, here.officer.id]
        assert [one.load for one in holders] == [0, 0, 1]

    def test_work_done_out_of_the_pool_is_his_who_did_it(self, here: House) -> None:
        dossier_id = here.decided()
        here.advance(here.clerk, dossier_id, "seal", on("04/03 08:00"))
        waiting = work(dossier_id)
        assert waiting.placement.officer_id == here.desk.id
        here.advance(here.desk, dossier_id, "hand_over", on("04/03 10:00"))
        assert queries.work_done([dossier_id])[-1].placement.officer_id == here.desk.id

    def test_a_step_is_late_for_whoever_had_it(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        due_at = work(dossier_id).due_at
        assert due_at is not None
        here.advance(here.officer, dossier_id, "submit", on("13/03 16:00"))
        done = queries.work_done([dossier_id])[0]
        assert (done.late, done.placement.officer_id) == (True, here.officer.id)
        approving = work(dossier_id)
        dossier_due = facts(dossier_id).clock
        assert dossier_due is not None
        assert approving.due_at == dossier_due.due_at, "what is left of the term is all the leader has"

    def test_a_refusal_after_appraisal_is_a_result_with_a_reason(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.advance(here.officer, dossier_id, "submit_refusal", on("03/03 09:00"))
        with pytest.raises(Refused, match="reason_missing"):
            here.advance(here.leader, dossier_id, "refuse", on("03/03 15:00"))
        here.advance(here.leader, dossier_id, "refuse", on("03/03 15:00"), reason="Không đủ điều kiện")
        assert facts(dossier_id).outcome == "refused"

    def test_no_hand_over_before_the_fee(self, here: House) -> None:
        dossier_id = here.receive(fees=(OwedFee("fee", 50_000),)).dossier_id
        here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
        here.advance(here.leader, dossier_id, "approve", on("03/03 15:00"))
        here.advance(here.clerk, dossier_id, "seal", on("04/03 08:00"))
        with pytest.raises(Refused, match="fee"):
            here.advance(here.desk, dossier_id, "hand_over", on("04/03 10:00"))
        here.act(here.desk, dossier_id, SettleFee("fee", by="BL 7"), on("04/03 10:01"))
        assert work(dossier_id).step_key == "hand_over", "an ordinary fee moves no step"
        here.advance(here.desk, dossier_id, "hand_over", on("04/03 10:02"))


class TestThroughTheTaxOffice:
    def test_two_steps_with_one_reason_are_one_pause(self, here: House) -> None:
        dossier_id = here.receive_land()
        here.advance(here.officer, dossier_id, "send_to_tax", on("05/03 16:00"))
        there = work(dossier_id)
        assert (there.placement.agency_id, there.placement.officer_id) == (here.tax, here.tax_officer.id)
        assert (there.due_at, there.held_since) == (None, None)
        assert facts(dossier_id).state is State.PAUSED
        assert numbers(Box.MINE, here.tax_officer) == [dossier_id]
        here.advance(here.tax_officer, dossier_id, "notify", on("09/03 10:00"))
        assert facts(dossier_id).state is State.PAUSED
        assert numbers(Box.WAITING, here.desk) == [dossier_id]
        here.advance(here.desk, dossier_id, "paid", on("17/03 10:00"))
        after = facts(dossier_id)
        assert after.clock is not None
        assert (after.state, after.clock.due_at) == (State.IN_PROGRESS, on("26/03 17:00"))
        assert len(after.pauses) == 1
        assert kinds(dossier_id).count("dossier.paused") == 1

    def test_the_tax_office_fixes_the_obligation_and_its_payment_goes_on_by_itself(self, here: House) -> None:
        dossier_id = here.receive_land()
        here.advance(here.officer, dossier_id, "send_to_tax", on("05/03 16:00"))
        obligation = AssessFee(OwedFee("land_tax", 3_000_000))
        with pytest.raises(Refused, match="not_yours_to_do"):
            here.act(here.clerk, dossier_id, obligation, on("06/03 09:00"))
        here.act(here.tax_officer, dossier_id, obligation, on("06/03 09:00"))
        here.advance(here.tax_officer, dossier_id, "notify", on("06/03 10:00"))
        here.act(here.desk, dossier_id, SettleFee("land_tax", by="BL 9"), on("17/03 10:00"))
        assert (work(dossier_id).step_key, facts(dossier_id).state) == ("approve", State.IN_PROGRESS)
        paying = next(one for one in queries.work_done([dossier_id]) if one.step_key == "pay")
        assert paying.action_key == "paid"

    def test_a_pause_closed_by_hand_does_not_stand_in_the_way(self, here: House) -> None:
        dossier_id = here.receive_land()
        here.advance(here.officer, dossier_id, "send_to_tax", on("05/03 16:00"))
        here.act(here.officer, dossier_id, Resume("financial_obligation"), on("06/03 10:00"))
        here.advance(here.tax_officer, dossier_id, "notify", on("06/03 11:00"))
        assert facts(dossier_id).state is State.PAUSED, "while the step is open, its time is not counted"

    def test_sending_back_out_of_a_pause_ends_it(self, here: House) -> None:
        dossier_id = here.receive_land()
        here.advance(here.officer, dossier_id, "send_to_tax", on("05/03 16:00"))
        commands.send_back(
            actor=here.tax_officer.actor,
            scope=here.tax_officer.scope,
            at=on("06/03 10:00"),
            dossier_id=dossier_id,
            work_number=work(dossier_id).number,
            reason="Thiếu phiếu chuyển",
        )
        back = work(dossier_id)
        assert (back.step_key, back.placement.because) == ("appraise", Because.HAD_IT_BEFORE)
        assert facts(dossier_id).state is State.IN_PROGRESS


class TestSupplement:
    def test_asked_waited_for_answered_and_read_by_the_same_officer(self, here: House) -> None:
        here.receive()
        dossier_id = here.receive().dossier_id
        assert work(dossier_id).placement.officer_id == here.colleague.id
        here.act(here.colleague, dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
        waiting = work(dossier_id)
        assert (waiting.kind, waiting.placement.role) == (WorkKind.AWAIT_SUPPLEMENT, Role.RECEPTIONIST)
        assert numbers(Box.WAITING, here.desk) == [dossier_id]
        answer = AnswerSupplement((HeldComponent("request", originals=2),))
        here.act(here.desk, dossier_id, answer, on("12/03 15:30"))
        again = work(dossier_id)
        assert (again.step_key, again.placement.officer_id) == ("appraise", here.colleague.id)
        assert again.placement.because is Because.HAD_IT_BEFORE

    def test_a_second_one_is_refused(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("03/03 10:00"))
        here.act(here.desk, dossier_id, AnswerSupplement((HeldComponent("request", originals=2),)), on("04/03 10:00"))
        with pytest.raises(Refused, match="supplement"):
            here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("05/03 10:00"))

    def test_no_decision_and_no_way_out_while_waiting(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("03/03 10:00"))
        for action_key in ("submit", "approve", "await_supplement"):
            with pytest.raises(Refused, match="no_such_way_out"):
                here.advance(here.desk, dossier_id, action_key, on("04/03 10:00"))

    def test_when_the_waiting_is_over_the_desk_is_asked_to_close(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
        commands.ring(dossier_id, on("20/03 07:30"))
        assert work(dossier_id).kind == WorkKind.CONFIRM_CLOSING
        assert numbers(Box.POOL, here.desk) == [dossier_id]
        assert numbers(Box.WAITING, here.desk) == []
        here.act(here.desk, dossier_id, CloseUnanswered(), on("20/03 09:00"))
        assert facts(dossier_id).state is State.CLOSED_UNANSWERED
        assert queries.work_done([dossier_id])[-1].placement.officer_id == here.desk.id

    def test_an_answer_that_comes_before_the_closing_is_still_taken(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
        commands.ring(dossier_id, on("20/03 07:30"))
        here.act(here.desk, dossier_id, AnswerSupplement((HeldComponent("request", originals=2),)), on("20/03 08:00"))
        assert work(dossier_id).step_key == "appraise"


class TestFiling:
    def test_accepted(self, here: House) -> None:
        dossier_id = here.file()
        answering = work(dossier_id)
        assert (answering.kind, answering.due_at) == (WorkKind.ANSWER_FILING, on("03/03 09:00"))
        assert numbers(Box.POOL, here.desk) == [dossier_id]
        here.act(here.desk, dossier_id, Accept(), on("02/03 14:00"))
        assert work(dossier_id).step_key == "appraise"
        assert facts(dossier_id).code

    def test_completed_by_the_person_and_answered_again(self, here: House) -> None:
        dossier_id = here.file()
        here.act(here.desk, dossier_id, AskCompletion(missing=("request",)), on("02/03 14:00"))
        assert work(dossier_id).kind == WorkKind.AWAIT_COMPLETION
        complete = CompleteFiling((HeldComponent("request", electronic=True),))
        here.act(here.desk, dossier_id, complete, on("05/03 20:00"))
        again = work(dossier_id)
        assert (again.kind, again.due_at) == (WorkKind.ANSWER_FILING, on("06/03 17:00"))

    @pytest.mark.parametrize(
        ("command", "state"),
        [
            (Decline(next(iter(DeclineReason))), State.DECLINED_AT_INTAKE),
            (StopFiling(), State.FILING_STOPPED),
        ],
    )
    def test_declined_or_taken_back_nobody_has_it_any_more(self, here: House, command: Command, state: State) -> None:
        dossier_id = here.file()
        here.act(here.desk, dossier_id, command, on("02/03 14:00"))
        assert facts(dossier_id).state is state
        assert queries.open_work(dossier_id) == []


class TestBesideTheSteps:
    def test_a_pause_holds_the_work_and_its_own_time(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        before = work(dossier_id).due_at
        here.act(here.officer, dossier_id, Pause("tax"), on("02/03 10:00"))
        with pytest.raises(Refused, match="work_is_held"):
            here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
        here.act(here.officer, dossier_id, Resume("tax"), on("03/03 10:00"))
        after = work(dossier_id).due_at
        assert before is not None
        assert after is not None
        assert after > before
        here.advance(here.officer, dossier_id, "submit", on("03/03 10:30"))

    @pytest.mark.parametrize("state", [State.STOPPED, State.VOIDED])
    def test_what_ends_leaves_no_work(self, here: House, state: State) -> None:
        dossier_id = here.receive().dossier_id
        reason = written("Người dân rút hồ sơ")
        if state is State.STOPPED:
            here.act(here.desk, dossier_id, lambda unit: Stop(reason(unit)), on("03/03 10:00"))
        else:
            here.act(here.desk, dossier_id, lambda unit: Void(reason(unit)), on("03/03 10:00"))
        assert facts(dossier_id).state is state
        assert queries.open_work(dossier_id) == []
        with pytest.raises(Refused, match="work_done_already"):
            here.advance(here.officer, dossier_id, "submit", on("03/03 11:00"), work_number=2)

    def test_a_correction_lies_beside_the_hand_over(self, here: House) -> None:
        dossier_id = here.decided()
        here.advance(here.clerk, dossier_id, "seal", on("04/03 08:00"))
        reason = written("Sai ngày sinh")
        here.act(here.officer, dossier_id, lambda unit: OpenCorrection(reason(unit)), on("04/03 09:00"))
        assert {one.step_key for one in queries.open_work(dossier_id)} == {"hand_over", "correct"}
        assert facts(dossier_id).holder.step_key == "hand_over"
        here.act(here.officer, dossier_id, CloseCorrection(), on("05/03 09:00"))
        assert [one.step_key for one in queries.open_work(dossier_id)] == ["hand_over"]
        here.advance(here.desk, dossier_id, "hand_over", on("05/03 10:00"))
        here.act(here.officer, dossier_id, lambda unit: OpenCorrection(reason(unit)), on("06/03 09:00"))
        assert [one.kind for one in queries.open_work(dossier_id)] == [WorkKind.CORRECT]
        here.act(here.officer, dossier_id, CloseCorrection(), on("06/03 15:00"))
        assert queries.open_work(dossier_id) == []

    def test_an_apology_leaves_the_work_where_it_is(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        before = work(dossier_id)
        reason = written("Chưa có ý kiến của Sở")
        here.act(here.officer, dossier_id, lambda unit: Apologise(reason(unit), on("23/03 10:00")), on("12/03 10:00"))
        assert work(dossier_id) == before

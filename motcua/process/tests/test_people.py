"""Between people: sent back, taken back, given to another, refused to a stranger; two who looked at the same page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from motcua.dossier.types import (
    AskSupplement,
    Pause,
    Resume,
    State,
)
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import ACTOR, holder
from motcua.organisation.types import Role
from motcua.process import commands, queries
from motcua.process.tests.house import TODAY, House, Person, at_work, facts, findings, on, work
from motcua.process.types import Because


@pytest.fixture
def here(settled: House) -> Iterator[House]:
    """Whatever a test does to the house, rows and entries agree afterwards."""
    yield settled
    assert findings() == []


def kinds(dossier_id: int) -> list[str]:
    return [entry.kind for entry in journal.entries(f"dossier/{dossier_id}")]


class TestBetweenPeople:
    def send_back(self, who: Person, dossier_id: int, *, reason: str = "Sai số hiệu") -> None:
        commands.send_back(
            actor=who.actor,
            scope=who.scope,
            at=on("04/03 10:00"),
            dossier_id=dossier_id,
            work_number=work(dossier_id).number,
            reason=reason,
        )

    def recall(self, who: Person, dossier_id: int) -> None:
        commands.recall(
            actor=who.actor,
            scope=who.scope,
            at=on("03/03 10:00"),
            dossier_id=dossier_id,
            work_number=work(dossier_id).number,
        )

    def test_a_decision_sent_back_to_be_taken_again_is_taken_back(self, here: House) -> None:
        dossier_id = here.decided()
        self.send_back(here.clerk, dossier_id)
        back = work(dossier_id)
        assert (back.step_key, back.placement.officer_id) == ("approve", here.leader.id)
        assert facts(dossier_id).state is State.IN_PROGRESS
        here.advance(here.leader, dossier_id, "approve", on("04/03 11:00"))
        here.advance(here.clerk, dossier_id, "seal", on("04/03 14:00"))
        assert facts(dossier_id).state is State.COMPLETED

    def test_sent_back_twice_it_does_not_go_in_circles(self, here: House) -> None:
        dossier_id = here.decided()
        self.send_back(here.clerk, dossier_id)
        self.send_back(here.leader, dossier_id)
        assert work(dossier_id).step_key == "appraise"
        with pytest.raises(Refused, match="nothing_before"):
            self.send_back(here.officer, dossier_id)

    def test_a_result_at_the_desk_does_not_go_back(self, here: House) -> None:
        dossier_id = here.decided()
        here.advance(here.clerk, dossier_id, "seal", on("04/03 08:00"))
        with pytest.raises(Refused, match="completed_already"):
            self.send_back(here.desk, dossier_id)

    def test_sending_back_needs_a_reason(self, here: House) -> None:
        dossier_id = here.decided()
        with pytest.raises(Refused, match="reason_missing"):
            self.send_back(here.clerk, dossier_id, reason="  ")

    def test_who_passed_it_on_takes_it_back_until_it_is_decided(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
        with pytest.raises(Refused, match="not_yours_to_recall"):
            self.recall(here.colleague, dossier_id)
        self.recall(here.officer, dossier_id)
        assert work(dossier_id).step_key == "appraise"
        decided = here.decided()
        with pytest.raises(Refused, match="decided_already"):
            self.recall(here.leader, decided)

    def test_what_waits_for_the_person_is_not_taken_back(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("03/03 09:00"))
        with pytest.raises(Refused, match="nothing_before"):
            self.recall(here.officer, dossier_id)

    def test_the_leader_gives_work_only_to_those_of_that_post(self, here: House) -> None:
        dossier_id = here.receive().dossier_id

        def give(who: Person, to: Person, reason: str = "Nghỉ phép") -> None:
            commands.reassign(
                actor=who.actor,
                scope=who.scope,
                at=on("02/03 10:00"),
                dossier_id=dossier_id,
                work_number=work(dossier_id).number,
                officer_id=to.id,
                reason=reason,
            )

        with pytest.raises(Refused, match="not_yours_to_distribute"):
            give(here.officer, here.colleague)
        with pytest.raises(Refused, match="not_of_that_post"):
            give(here.leader, here.tax_officer)
        with pytest.raises(Refused, match="reason_missing"):
            give(here.leader, here.colleague, "")
        give(here.leader, here.colleague)
        assert work(dossier_id).placement.officer_id == here.colleague.id
        assert facts(dossier_id).holder.officer_id == here.colleague.id

    def test_a_supervisor_who_holds_no_other_post_distributes_work_and_does_none(self, here: House) -> None:
        post_id = holder(here.office.receiving, Role.SUPERVISOR, "QN-80", "Vũ Thị Hạnh")
        supervisor, dossier_id = at_work(post_id), here.receive().dossier_id
        number = work(dossier_id).number
        assert [one.may_give for one in queries.handling(supervisor.scope, dossier_id, facts(dossier_id))] == [True]
        assert [one.work.number for one in queries.inbox(supervisor.scope, queries.Box.TEAM)] == [number]
        assert queries.inbox(supervisor.scope, queries.Box.POOL) == []
        commands.reassign(
            actor=supervisor.actor,
            scope=supervisor.scope,
            at=on("02/03 10:00"),
            dossier_id=dossier_id,
            work_number=number,
            officer_id=here.colleague.id,
            reason="Nghỉ phép",
        )
        assert work(dossier_id).placement.officer_id == here.colleague.id
        with pytest.raises(Refused, match="not_your_work"):
            here.advance(supervisor, dossier_id, "submit", on("03/03 09:00"))

    def test_work_of_the_pool_is_taken_once(self, here: House) -> None:
        dossier_id = here.file()
        number = work(dossier_id).number
        taking: dict[str, Any] = {"at": on("02/03 10:00"), "dossier_id": dossier_id, "work_number": number}
        commands.take(actor=here.desk.actor, scope=here.desk.scope, **taking)
        assert work(dossier_id).placement.because is Because.TAKEN
        with pytest.raises(Refused, match="not_your_work"):
            commands.take(actor=here.officer.actor, scope=here.officer.scope, **taking)


class TestWhoMayNot:
    def test_for_a_stranger_there_is_no_such_dossier(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        number = work(dossier_id).number
        moves: list[Callable[[], object]] = [
            lambda: here.advance(here.stranger, dossier_id, "submit", on("03/03 09:00"), seen=1),
            lambda: here.act(here.stranger, dossier_id, Pause("tax"), on("03/03 09:00")),
            lambda: commands.take(
                actor=here.stranger.actor,
                scope=here.stranger.scope,
                at=on("03/03 09:00"),
                dossier_id=dossier_id,
                work_number=number,
            ),
            lambda: here.act(here.desk, 999_999, Pause("tax"), on("03/03 09:00")),
        ]
        for move in moves:
            with pytest.raises(Refused, match="no_such_dossier"):
                move()

    def test_whoever_sees_it_moves_it_only_in_his_own_step(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        for who in (here.desk, here.leader, here.clerk):
            with pytest.raises(Refused, match="not_your_work"):
                here.advance(who, dossier_id, "submit", on("03/03 09:00"))
        with pytest.raises(Refused, match="not_yours_to_do"):
            here.act(here.desk, dossier_id, AskSupplement(missing=("request",)), on("03/03 09:00"))

    def test_only_the_desk_of_that_centre_receives(self, here: House) -> None:
        for who in (here.officer, here.stranger, here.tax_officer):
            with pytest.raises(Refused, match="not_competent_here"):
                here.receive(by=who)


class TestMovedOn:
    def test_who_looked_at_an_older_page_is_told(self, here: House) -> None:
        receipt = here.receive()
        here.act(here.officer, receipt.dossier_id, Pause("tax"), on("02/03 10:00"), seen=receipt.sequence)
        with pytest.raises(Refused, match="moved_on"):
            here.act(here.officer, receipt.dossier_id, Resume("tax"), on("02/03 10:01"), seen=receipt.sequence)

    def test_a_step_that_somebody_finished_is_not_finished_twice(self, here: House) -> None:
        dossier_id = here.receive().dossier_id
        number = work(dossier_id).number
        here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
        with pytest.raises(Refused, match="work_done_already"):
            here.advance(here.officer, dossier_id, "submit", on("03/03 09:01"), work_number=number)

    def test_the_same_request_is_answered_again_and_done_once(self, here: House) -> None:
        key = RequestKey("press-1", b"sheet")
        first, again = here.receive(key=key), here.receive(key=key)
        assert first == again
        number = work(first.dossier_id).number
        press: dict[str, Any] = {"key": RequestKey("press-2", b"submit"), "work_number": number}
        moved = here.advance(here.officer, first.dossier_id, "submit", on("03/03 09:00"), **press)
        assert here.advance(here.officer, first.dossier_id, "submit", on("03/03 09:00"), **press) == moved
        assert kinds(first.dossier_id).count("process.work_closed") == 1
        with pytest.raises(Refused, match="request_key_reused"):
            here.receive(key=RequestKey("press-1", b"another sheet"))


def test_who_acts_on_behalf_of_another_does_his_work(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("02/03 10:00"))
    with pytest.raises(Refused, match="not_your_work"):
        here.advance(here.clerk, dossier_id, "approve", on("02/03 11:00"))
    (holding,) = organisation.holdings(on=TODAY, officer_id=here.leader.id)
    lending.delegate(
        actor=ACTOR,
        at=on("02/03 08:00"),
        giver_id=here.leader.id,
        receiver_id=here.clerk.id,
        post_id=holding.post.id,
        valid_from=TODAY,
        valid_to=TODAY,
        decision="Giấy ủy quyền 3",
    )
    here.advance(at_work(here.clerk.id), dossier_id, "approve", on("02/03 11:00"))
    approved = queries.work_done([dossier_id])[1]
    assert approved.placement.officer_id == here.leader.id, "it stays the leader's work"
    (entry,) = [one for one in journal.entries(f"dossier/{dossier_id}") if one.body.get("action_key") == "approve"]
    assert entry.body["done_by"] == here.clerk.id

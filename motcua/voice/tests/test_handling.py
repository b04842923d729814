"""The office handles what people say: taken, given, passed on, answered, declined; each only by whom it is for."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.kernel.types import system
from motcua.organisation import commands as merging
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import DECISION
from motcua.organisation.types import EVERYTHING, Replacement
from motcua.parties import queries as parties
from motcua.process.tests.house import MORNING, House, Person, at_work
from motcua.ui.types import ClockState
from motcua.voice import commands, entries, queries
from motcua.voice.models import Feedback
from motcua.voice.queries.staff import addressed_agencies
from motcua.voice.tests.saying import ANSWER, a_department, a_file, by, refusal_of, said
from motcua.voice.types import Act, Box, FileUse, Sent, Stage

LATE = datetime(2026, 3, 24, 8, 0)


def acts(who: Person, sent: Sent) -> set[Act]:
    return set(queries.feedback(who.scope, sent.feedback_id, at=MORNING).acts)


def take(who: Person, sent: Sent) -> None:
    assert who.scope.officer_id is not None
    commands.assign(**by(who, sent, officer_id=who.scope.officer_id))


def test_an_officer_takes_it_and_answers_with_a_file_and_the_sender_reads_it(here: House) -> None:
    sent = said(here)
    assert acts(here.officer, sent) == {Act.TAKE}
    take(here.officer, sent)
    assert acts(here.officer, sent) == {Act.ANSWER, Act.FORWARD, Act.DECLINE}
    commands.answer(**by(here.officer, sent, words=ANSWER, files=[a_file()]))
    view = queries.followed(sent.secret, at=MORNING)
    assert view.feedback.stage is Stage.ANSWERED
    assert view.said.answer == ANSWER
    assert [one.use for one in view.said.answer_files] == [FileUse.ANSWER]
    assert view.clock.state is ClockState.ON_TIME
    assert acts(here.officer, sent) == set()
    assert not any(item.actor for item in view.timeline), "the sender is told no officer's name"


def test_who_has_it_not_does_nothing_to_it_and_a_leader_does_all(here: House) -> None:
    sent = said(here)
    take(here.officer, sent)
    assert acts(here.colleague, sent) == set()
    assert acts(here.leader, sent) == {Act.TAKE, Act.GIVE, Act.ANSWER, Act.FORWARD, Act.DECLINE}
    answered = by(here.colleague, sent, words=ANSWER)
    assert refusal_of(commands.answer, **answered) == "feedback_not_yours_to_handle"
    commands.assign(**by(here.leader, sent, officer_id=here.colleague.id))
    assert refusal_of(commands.answer, **by(here.officer, sent, words=ANSWER)) == "feedback_not_yours_to_handle"
    commands.answer(**answered)
    assert refusal_of(commands.answer, **by(here.leader, sent, words="Lại")) == "feedback_not_yours_to_handle"


def test_it_is_given_only_to_somebody_of_the_house(here: House) -> None:
    sent = said(here)
    elsewhere = by(here.leader, sent, officer_id=here.stranger.id)
    assert refusal_of(commands.assign, **elsewhere) == "feedback_officer_elsewhere"
    names = queries.eligible_officers(here.office.resolving, on=MORNING.date())
    assert set(names) == {one.id for one in (here.desk, here.officer, here.colleague, here.leader, here.clerk)}
    take(here.officer, sent)
    given = by(here.officer, sent, officer_id=here.colleague.id)
    assert refusal_of(commands.assign, **given) == "feedback_not_yours_to_handle"


def test_a_stranger_sees_and_does_nothing(here: House) -> None:
    sent = said(here, files=[a_file()])
    (file,) = queries.followed(sent.secret, at=MORNING).said.files
    scope = here.stranger.scope
    assert refusal_of(queries.feedback, scope, sent.feedback_id, at=MORNING) == "feedback_absent"
    opening: dict[str, Any] = {"reader": "officer:x", "at": MORNING}
    assert refusal_of(queries.open_file, scope, sent.feedback_id, file.attachment, **opening) == "feedback_absent"
    assert refusal_of(commands.answer, **by(here.stranger, sent, words=ANSWER)) == "feedback_absent"
    assert refusal_of(commands.decline, **by(here.stranger, sent, reason="unclear", words="x")) == "feedback_absent"
    assert not queries.feedback_page(scope, Box.OPEN, at=MORNING).rows
    assert queries.count_waiting(scope) == 0


def test_about_the_conduct_of_an_official_only_leaders_know_and_whom_they_trust_with_it(here: House) -> None:
    sent = said(here, kind="conduct")
    assert refusal_of(queries.feedback, here.officer.scope, sent.feedback_id, at=MORNING) == "feedback_absent"
    assert not queries.feedback_page(here.officer.scope, Box.OPEN, at=MORNING).rows
    assert refusal_of(take, here.officer, sent) == "feedback_absent"
    assert queries.count_waiting(here.officer.scope) == 0
    commands.assign(**by(here.leader, sent, officer_id=here.officer.id))
    assert queries.feedback(here.officer.scope, sent.feedback_id, at=MORNING).feedback.kind.for_leaders
    assert refusal_of(queries.feedback, here.colleague.scope, sent.feedback_id, at=MORNING) == "feedback_absent"


def test_passed_on_it_lies_with_the_other_agency_and_its_day_stays(here: House) -> None:
    sent = said(here)
    other = organisation.agency(here.tax).id
    same = by(here.leader, sent, agency_id=here.office.resolving, remark="x")
    assert refusal_of(commands.pass_on, **same) == "feedback_there_already"
    before = queries.followed(sent.secret, at=MORNING).feedback
    take(here.officer, sent)
    commands.pass_on(**by(here.officer, sent, agency_id=other, remark="Thuộc cơ quan thuế"))
    after = queries.feedback(here.tax_officer.scope, sent.feedback_id, at=MORNING)
    assert (after.feedback.stage, after.feedback.officer_id) == (Stage.RECEIVED, None)
    assert after.feedback.due_at == before.due_at
    assert "Thuộc cơ quan thuế" in str(after.timeline[0].text)
    assert refusal_of(queries.feedback, here.leader.scope, sent.feedback_id, at=MORNING) == "feedback_absent"
    followed = queries.followed(sent.secret, at=MORNING)
    assert followed.agency == "Thuế cơ sở 1 tỉnh Quảng Ninh"
    assert "Thuộc cơ quan thuế" not in str(followed.timeline), "what officers write to each other is theirs"
    commands.assign(**by(here.tax_officer, sent, officer_id=here.tax_officer.id))
    commands.answer(**by(here.tax_officer, sent, words=ANSWER))


@pytest.mark.parametrize(("reason", "stage"), [("complaint", Stage.RETURNED), ("unclear", Stage.DECLINED)])
def test_declined_with_a_reason_of_the_list_and_told_where_to_go(here: House, reason: str, stage: Stage) -> None:
    sent = said(here)
    assert refusal_of(commands.decline, **by(here.leader, sent, reason="no", words="x")) == "feedback_reason_unknown"
    assert refusal_of(commands.decline, **by(here.leader, sent, reason=reason, words=" ")) == "text_missing"
    commands.decline(**by(here.leader, sent, reason=reason, words="Xin gửi tới Ban Tiếp công dân tỉnh."))
    view = queries.followed(sent.secret, at=MORNING)
    assert view.feedback.stage is stage
    assert view.said.reason is not None
    assert view.said.reason.key == reason
    assert view.said.answer == "Xin gửi tới Ban Tiếp công dân tỉnh."


def test_declining_has_the_shorter_term(here: House) -> None:
    sent = said(here)
    thursday = datetime(2026, 3, 5, 9, 0)
    commands.decline(**by(here.leader, sent, reason="unclear", words="Không rõ.", at=thursday))
    view = queries.feedback(here.leader.scope, sent.feedback_id, at=thursday)
    assert view.state is ClockState.LATE


def test_lists_are_worked_off_from_the_top(here: House) -> None:
    first, second = said(here), said(here, at=MORNING + timedelta(days=3))
    take(here.officer, second)

    def codes(box: Box, *, at: datetime = MORNING, who: Person = here.officer) -> list[str]:
        return [row.feedback.code for row in queries.feedback_page(who.scope, box, at=at).rows]

    assert codes(Box.OPEN) == [first.code, second.code]
    assert codes(Box.MINE) == [second.code]
    assert codes(Box.LATE) == []
    assert codes(Box.LATE, at=LATE) == [first.code]
    assert queries.feedback_page(here.officer.scope, Box.LATE, at=LATE).rows[0].state is ClockState.OVERDUE
    assert queries.count_waiting(here.officer.scope) == 2
    assert queries.count_waiting(here.colleague.scope) == 1
    commands.answer(**by(here.leader, first, words=ANSWER, at=LATE))
    assert codes(Box.ENDED, at=LATE) == [first.code]
    page = queries.feedback_page(EVERYTHING, Box.OPEN, at=MORNING, limit=1)
    assert page.after is None
    said(here)
    page = queries.feedback_page(here.leader.scope, Box.OPEN, at=MORNING, limit=1)
    assert page.after is not None
    rest = queries.feedback_page(here.leader.scope, Box.OPEN, at=MORNING, after=page.after, limit=5).rows
    assert [row.feedback.code for row in rest] == [second.code]


def test_who_looked_at_an_older_state_is_told_and_a_second_press_does_nothing(here: House) -> None:
    sent = said(here)
    seen = queries.feedback(here.leader.scope, sent.feedback_id, at=MORNING).feedback.sequence
    take(here.officer, sent)
    late = by(here.leader, sent, words=ANSWER, seen=seen)
    assert refusal_of(commands.answer, **late) == "moved_on"


def test_one_may_turn_to_agencies_and_not_to_their_desks(here: House) -> None:
    a_department()
    offered = addressed_agencies(on=MORNING.date())
    assert here.office.resolving in offered
    assert here.office.receiving not in offered


def test_what_an_ended_agency_had_its_heir_answers(here: House) -> None:
    sent = said(here, agency_id=here.office.other)
    first_day = MORNING.date() + timedelta(days=1)
    heir = here.office.resolving
    ended = [Replacement(here.office.other, (heir,), heir)]
    plan = organisation.plan_merger(replacements=ended, first_day=first_day, decision=DECISION)
    assert refusal_of(commands.answer, **by(here.leader, sent, words=ANSWER)) == "feedback_absent"
    merging.merge(
        actor=system("test"), at=MORNING, replacements=ended, first_day=first_day, decision=DECISION, token=plan.token
    )
    leader = at_work(here.leader.id, day=first_day)
    tomorrow = MORNING + timedelta(days=1)
    assert [row.feedback.code for row in queries.feedback_page(leader.scope, Box.OPEN, at=tomorrow).rows] == [sent.code]
    assert queries.count_waiting(leader.scope) == 1
    commands.assign(**by(leader, sent, officer_id=here.colleague.id, at=tomorrow))
    commands.answer(**by(at_work(here.colleague.id, day=first_day), sent, words=ANSWER, at=tomorrow))
    assert queries.followed(sent.secret, at=tomorrow).feedback.stage is Stage.ANSWERED


def test_every_kind_of_entry_is_kept_as_it_is_written(here: House) -> None:
    passed, declined, answered = said(here, dossier_code="H49", files=[a_file()]), said(here), said(here)
    take(here.officer, passed)
    commands.pass_on(**by(here.officer, passed, agency_id=here.tax, remark="Thuộc cơ quan thuế"))
    commands.decline(**by(here.leader, declined, reason="unclear", words="Không rõ."))
    commands.answer(**by(here.leader, answered, words=ANSWER, files=[a_file(2)]))
    written = [entry for row in Feedback.objects.order_by("id") for entry in journal.entries(row.stream)]
    assert {entry.kind for entry in written} == {kind.name for kind in entries.KINDS}
    for entry in written:
        golden.check(entry.kind, entry.body)
    assert not list(parties.faults_of_the_journal())

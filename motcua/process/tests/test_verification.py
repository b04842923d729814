"""Another commune is asked to verify something: in the term of its ground, with a pause where the procedure has one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from motcua.dossier import queries as dossiers
from motcua.dossier.types import AnswerConsultation, State, WithdrawConsultation
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.papers.letters.tests.test_letters import text_of
from motcua.papers.store.tests import corpus
from motcua.papers.types import Accepted, Sheet
from motcua.parties.types import TextRef
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, at_work, facts, findings, on, written
from motcua.process.types import ANSWER, AnswerEntry, VerificationEntry, WorkKind
from motcua.worktime.types import Term

NO_TEXT = TextRef(0, b"")
ABOUT = "Ông Nguyễn Văn An, sinh năm 1990"


@pytest.fixture
def here(settled: House) -> House:
    return settled


def ask(here: House, dossier_id: int, *, by: Person | None = None, at: str = "02/03 10:00", **changes: Any) -> None:
    by = by or here.officer
    asked: dict[str, Any] = {
        "agency_id": here.office.other, "ground": "marital_status", "about": ABOUT,
        "question": "Đề nghị xác minh tình trạng hôn nhân.", **changes,
    }  # fmt: skip
    commands.request_verification(actor=by.actor, scope=by.scope, at=on(at), dossier_id=dossier_id, **asked)


def answer(here: House, dossier_id: int, at: str) -> None:
    (asked,) = facts(dossier_id).open_consultations
    answer_asked(here, dossier_id, asked.key, at)


def answer_asked(here: House, dossier_id: int, key: str, at: str, *, files: Sequence[Accepted] = ()) -> None:
    by = here.stranger
    with recording(actor=by.actor, at=on(at)) as unit:
        commands.answer_consultation(
            actor=by.actor, scope=by.scope, at=on(at), dossier_id=dossier_id, files=files,
            command=AnswerConsultation(key, written("Chưa kết hôn.")(unit)),
        )  # fmt: skip


def test_it_is_work_of_the_agency_asked_with_the_term_of_its_ground(here: House) -> None:
    one = here.receive().dossier_id
    due_at = facts(one).clock
    for _press in range(2):
        ask(here, one, key=RequestKey("press-1", b"verify"))
    (asked,) = facts(one).open_consultations
    assert asked.due_at == on("05/03 17:00"), "three working days"
    assert facts(one).state is State.IN_PROGRESS
    assert facts(one).clock == due_at, "the dossier's own date runs on"
    (work,) = (work for work in queries.open_work(one) if work.kind == WorkKind.GIVE_OPINION)
    assert (work.placement.agency_id, work.due_at) == (here.office.other, asked.due_at)
    view = queries.dossier_view(here.stranger.scope, one, at=on("02/03 11:00"))
    request = queries.verifications_of(view)[asked.key]
    assert request.ground is not None
    assert (request.about, request.ground.article, request.pauses) == (
        ABOUT, "Nghị định 123/2015/NĐ-CP Điều 22 khoản 4", False,
    )  # fmt: skip
    answer(here, one, "06/03 09:00")
    assert facts(one).consultations[0].late, "it came a day late"
    (entry,) = (entry for entry in journal.entries(f"dossier/{one}") if entry.kind == VerificationEntry.ASKED)
    assert "Nguyễn" not in str(entry.body)
    golden.check(VerificationEntry.ASKED, entry.body)
    assert findings() == []


def test_time_stands_still_for_a_reason_of_the_procedure_until_the_last_answer(here: House) -> None:
    one = here.receive().dossier_id
    before = facts(one).clock
    assert before is not None
    assert before.due_at == on("16/03 17:00")
    ask(here, one, pause_reason="tax")
    assert facts(one).state is State.PAUSED
    answer(here, one, "05/03 09:00")
    after = facts(one).clock
    assert after is not None
    assert (facts(one).state, after.due_at) == (State.IN_PROGRESS, on("19/03 17:00"))
    assert all(work.held_since is None for work in queries.open_work(one))
    assert findings() == []


def test_whoever_asked_takes_it_back_and_the_time_runs_on(here: House) -> None:
    one = here.receive().dossier_id
    ask(here, one, pause_reason="tax")
    commands.ask_opinions(
        actor=here.officer.actor, scope=here.officer.scope, at=on("02/03 11:00"), dossier_id=one,
        agency_ids=[here.office.other], term=Term.parse("5 working_day"), question="Có ý kiến gì?",
    )  # fmt: skip
    asked, opinion = facts(one).open_consultations
    for nobody in (here.stranger, here.desk):
        with pytest.raises(Refused, match="not_yours_to_do"):
            here.act(nobody, one, lambda unit: WithdrawConsultation(asked.key, written()(unit)), on("04/03 10:00"))
    foretold = dossiers.effect_on(
        facts(one), WithdrawConsultation(asked.key, NO_TEXT), *queries.commands_that_follow(
            facts(one), WithdrawConsultation(asked.key, NO_TEXT)
        ), at=on("04/03 10:00"), language="vi",
    )  # fmt: skip
    here.act(
        here.colleague,
        one,
        lambda unit: WithdrawConsultation(asked.key, written("Đã có giấy")(unit)),
        on("04/03 10:00"),
    )
    after = facts(one)
    assert after.clock is not None
    assert (after.state, after.clock.due_at) == (State.IN_PROGRESS, on("18/03 17:00")), "two working days not counted"
    assert foretold.due_after == after.clock.due_at, "and the page said so before"
    assert after.open_consultations == (opinion,)
    (left,) = (work for work in queries.open_work(one) if work.kind == WorkKind.GIVE_OPINION)
    assert left.due_at == opinion.due_at, "the other question to the same agency still waits"
    with pytest.raises(Refused, match="not_yours_to_do"):
        answer_asked(here, one, asked.key, "05/03 10:00")
    assert findings() == []


def test_the_agency_is_reminded_and_answers_with_a_paper(here: House, settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.FILES_URL = tmp_path, ""
    one = here.receive().dossier_id
    ask(here, one)
    (asked,) = facts(one).open_consultations
    late, soon = on("06/03 08:00"), on("03/03 08:00")
    for somebody in (here.officer, here.stranger):
        assert [row.is_late for row in queries.awaited_answers(somebody.scope, at=late, limit=9)] == [True]
        assert queries.awaited_answers(somebody.scope, at=soon, only_late=True, limit=9) == []
        assert queries.count_late_answers(somebody.scope, at=late) == 1
    assert queries.awaited_answers(here.tax_officer.scope, at=late, limit=9) == [], "none of theirs"

    def remind(by: Person) -> None:
        commands.remind_asked(
            actor=by.actor, scope=by.scope, at=late, dossier_id=one, consultation=asked.key, words="Đã quá hạn trả lời."
        )

    remind(here.leader)
    for refused, by in (("not_yours_to_do", here.stranger), ("no_such_dossier", here.tax_officer)):
        with pytest.raises(Refused, match=refused):
            remind(by)
    content: dict[str, Any] = {"at": late, "dossier_id": one, "consultation": asked.key, "name_hint": "tra-loi.pdf"}
    with pytest.raises(Refused, match="not_yours_to_do"):
        commands.accept_answer_paper(scope=here.desk.scope, content=corpus.pdf(), **content)
    paper = commands.accept_answer_paper(scope=here.stranger.scope, content=corpus.pdf(), **content)
    answer_asked(here, one, asked.key, "06/03 09:00", files=[paper])
    (held,) = (file for file in dossiers.papers_of(one, here.desk.scope).others if file.kind == ANSWER)
    assert held.file.digest == paper.file.digest
    told = {entry.kind: entry.body for entry in journal.entries(f"dossier/{one}")}
    for kind in AnswerEntry:
        golden.check(kind, told[kind])
    assert "quá hạn" not in str(told)
    assert queries.awaited_answers(here.officer.scope, at=late, limit=9) == []
    assert findings() == []


def test_it_is_printed_as_a_slip_in_both_languages(here: House) -> None:
    one = here.receive().dossier_id
    ask(here, one)
    (asked,) = facts(one).open_consultations
    by: dict[str, Any] = {
        "actor": here.officer.actor,
        "scope": here.officer.scope,
        "at": on("02/03 10:30"),
        "dossier_id": one,
    }
    slips = [
        text_of(commands.print_question(**by, consultation=asked.key, address="https://mau.vn/", sheet=sheet))
        for sheet in (Sheet(), Sheet(is_bilingual=True))
    ]
    for slip in slips:
        for words in ("PHIẾU ĐỀ NGHỊ XÁC MINH", ABOUT, "Điều 22 khoản 4", "05 tháng 3 năm 2026", "Phạm Thị Dung"):
            assert words in slip
    assert ["Request to verify" in slip for slip in slips] == [False, True]
    with pytest.raises(Refused, match="no_such_consultation"):
        commands.print_question(**by, consultation="nothing", address="", sheet=Sheet())


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"ground": "nothing"}, "no_such_ground"),
        ({"about": " "}, "text_missing"),
        ({"pause_reason": "weather"}, "pause_not_listed"),
    ],
    ids=["no ground of law", "about nobody", "a reason the procedure has not"],
)
def test_what_is_refused(here: House, changes: dict[str, Any], refusal: str) -> None:
    one = here.receive().dossier_id
    with pytest.raises(Refused, match=refusal):
        ask(here, one, **changes)
    with pytest.raises(Refused, match="verifies_itself"):
        ask(here, one, agency_id=here.office.resolving)
    with pytest.raises(Refused, match="no_such_dossier"):
        ask(here, one, by=here.stranger)
    with pytest.raises(Refused, match="not_yours_to_do"):
        ask(here, one, by=at_work(here.desk.id))

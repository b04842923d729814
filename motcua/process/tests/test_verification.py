"""Another commune is asked to verify something: in the term of its ground, with a pause where the procedure has one."""

from typing import Any

import pytest

from motcua.dossier.types import AnswerConsultation, State
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, at_work, facts, findings, house, on, written
from motcua.process.types import VerificationEntry, WorkKind

pytestmark = pytest.mark.django_db
ABOUT = "Ông Nguyễn Văn An, sinh năm 1990"


@pytest.fixture
def here() -> House:
    return house()


def ask(here: House, dossier_id: int, *, by: Person | None = None, at: str = "02/03 10:00", **changes: Any) -> None:
    by = by or here.officer
    asked: dict[str, Any] = {
        "agency_id": here.office.other, "ground": "marital_status", "about": ABOUT,
        "question": "Đề nghị xác minh tình trạng hôn nhân.", **changes,
    }  # fmt: skip
    commands.request_verification(actor=by.actor, scope=by.scope, at=on(at), dossier_id=dossier_id, **asked)


def answer(here: House, dossier_id: int, at: str) -> None:
    (asked,) = facts(dossier_id).open_consultations
    here.act(
        here.stranger, dossier_id, lambda unit: AnswerConsultation(asked.key, written("Chưa kết hôn.")(unit)), on(at)
    )


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

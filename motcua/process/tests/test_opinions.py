"""Several agencies are asked at once: each has its own work and term, answers are gathered, and they meet again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.catalogue import commands as catalogue
from motcua.catalogue.tests.factories import house_number
from motcua.catalogue.types import StepKind
from motcua.dossier.types import AnswerConsultation, AskConsultation, Pause, Stop
from motcua.kernel.types import Refused, system
from motcua.organisation.tests.factories import AT, DECISION
from motcua.organisation.types import Role
from motcua.process import commands, queries
from motcua.process.tests.courses import ON_SITE_5, action, step
from motcua.process.tests.house import House, Person, facts, findings, on, written
from motcua.process.types import WorkItem, WorkKind
from motcua.worktime.types import Term

JOINED = "9.000003"
_APPRAISED = next(one for one in ON_SITE_5.steps if one.key == "appraise")
WITH_OPINIONS = replace(
    ON_SITE_5,
    model="with_opinions",
    steps=(
        ON_SITE_5.first,
        replace(_APPRAISED, actions=(action("ask", "gather"), *_APPRAISED.actions), may_supplement=True),
        replace(
            step("gather", StepKind.CONSULT, Role.OFFICER, "resolving", action("gathered", "conclude")),
            join="conclude",
        ),
        step("conclude", StepKind.EXAMINE, Role.OFFICER, "resolving", action("submit", "approve")),
        *ON_SITE_5.steps[2:],
    ),
)
"""In the step `gather` opinions are asked for; in `conclude` they meet."""
TERM = Term.parse("3 working_day")


@pytest.fixture
def here(settled: House) -> House:
    return settled


def ask(here: House, dossier_id: int, agencies: Sequence[int], at: str = "02/03 10:00", **options: Any) -> None:
    commands.ask_opinions(
        actor=here.officer.actor,
        scope=options.pop("scope", here.officer.scope),
        at=on(at),
        dossier_id=dossier_id,
        agency_ids=agencies,
        term=TERM,
        question="Có vướng quy hoạch không?",
        **options,
    )


def opinions(dossier_id: int) -> list[WorkItem]:
    return [work for work in queries.open_work(dossier_id) if work.kind == WorkKind.GIVE_OPINION]


def main(dossier_id: int) -> WorkItem:
    return next(work for work in queries.open_work(dossier_id) if work.kind != WorkKind.GIVE_OPINION)


def answer(here: House, who: Person, dossier_id: int, agency_id: int, at: str) -> None:
    here.act(who, dossier_id, lambda unit: AnswerConsultation(f"agency-{agency_id}", written()(unit)), on(at))


def with_join(here: House) -> int:
    """A dossier that lies in the step in which opinions are gathered."""
    version = house_number(code=JOINED, term="10 working_day", process=WITH_OPINIONS)
    version_id = catalogue.publish(actor=system("test"), at=on("02/01 08:00"), version=version)
    catalogue.grant_competence(
        actor=system("test"),
        at=AT,
        valid_from=date(2026, 1, 1),
        decision=DECISION,
        agency_id=here.office.resolving,
        codes=[JOINED],
    )
    dossier_id = here.receive(subject={"procedure_version_id": version_id, "procedure_code": JOINED}).dossier_id
    here.advance(here.officer, dossier_id, "ask", on("02/03 09:30"))
    return dossier_id


def test_each_agency_asked_has_its_own_work_with_its_own_term(here: House) -> None:
    dossier_id = here.receive().dossier_id
    due_before = facts(dossier_id).clock
    ask(here, dossier_id, [here.tax, here.office.other])
    assert [(work.placement.agency_id, work.due_at) for work in opinions(dossier_id)] == [
        (here.tax, on("05/03 17:00")),
        (here.office.other, on("05/03 17:00")),
    ]
    assert facts(dossier_id).clock == due_before, "the clock runs on (NĐ118 Đ19.4)"
    assert [row.work.dossier_id for row in queries.inbox(here.tax_officer.scope, queries.Box.POOL)] == [dossier_id]
    assert main(dossier_id).placement.agency_id == here.office.resolving
    assert findings() == []


def test_an_answer_ends_the_work_of_whoever_gave_it_and_says_whether_it_is_late(here: House) -> None:
    dossier_id = here.receive().dossier_id
    ask(here, dossier_id, [here.tax, here.office.other])
    answer(here, here.tax_officer, dossier_id, here.tax, "04/03 09:00")
    assert [work.placement.agency_id for work in opinions(dossier_id)] == [here.office.other]
    answer(here, here.stranger, dossier_id, here.office.other, "06/03 09:00")
    assert opinions(dossier_id) == []
    assert [asked.late for asked in facts(dossier_id).consultations] == [False, True]
    late = [work.late for work in queries.work_done([dossier_id]) if work.kind == WorkKind.GIVE_OPINION]
    assert late == [False, True]
    assert findings() == []


def test_nobody_answers_for_another_agency(here: House) -> None:
    dossier_id = here.receive().dossier_id
    ask(here, dossier_id, [here.tax, here.office.other])
    with pytest.raises(Refused, match="not_yours_to_do"):
        answer(here, here.tax_officer, dossier_id, here.office.other, "04/03 09:00")
    answer(here, here.officer, dossier_id, here.office.other, "04/03 09:00")
    assert [work.placement.agency_id for work in opinions(dossier_id)] == [here.tax], "one on paper is written down"


@pytest.mark.parametrize(
    ("agencies", "who", "refusal"),
    [((), "officer", "nobody_asked"), (("tax",), "tax_officer", "no_such_dossier"), (("tax",), "clerk", "not_yours")],
)
def test_what_is_refused(here: House, agencies: tuple[str, ...], who: str, refusal: str) -> None:
    dossier_id = here.receive().dossier_id
    with pytest.raises(Refused, match=refusal):
        ask(here, dossier_id, [getattr(here, one) for one in agencies], scope=getattr(here, who).scope)
    assert opinions(dossier_id) == []


def test_an_agency_is_asked_again_only_when_it_has_answered(here: House) -> None:
    dossier_id = here.receive().dossier_id
    ask(here, dossier_id, [here.tax])
    with pytest.raises(Refused, match="consultation_asked_already"):
        ask(here, dossier_id, [here.tax], "02/03 11:00")
    answer(here, here.tax_officer, dossier_id, here.tax, "03/03 09:00")
    ask(here, dossier_id, [here.tax], "03/03 10:00")
    assert [asked.key for asked in facts(dossier_id).open_consultations] == [f"agency-{here.tax}-2"]
    assert len(opinions(dossier_id)) == 1


def test_with_the_last_answer_the_dossier_goes_to_where_they_meet(here: House) -> None:
    dossier_id = with_join(here)
    ask(here, dossier_id, [here.tax, here.office.other])
    answer(here, here.tax_officer, dossier_id, here.tax, "03/03 09:00")
    assert main(dossier_id).step_key == "gather"
    answer(here, here.stranger, dossier_id, here.office.other, "04/03 09:00")
    assert (main(dossier_id).step_key, main(dossier_id).opened_at) == ("conclude", on("04/03 09:00"))
    assert findings() == []


def test_whoever_asked_goes_on_without_them_only_with_a_reason(here: House) -> None:
    dossier_id = with_join(here)
    ask(here, dossier_id, [here.tax, here.office.other])
    number = main(dossier_id).number
    offered = queries.choices(here.officer.scope, dossier_id, facts(dossier_id))
    assert next(one for one in offered if one.key == "gathered").needs == ("reason",)
    with pytest.raises(Refused, match="opinions_awaited"):
        here.advance(here.officer, dossier_id, "gathered", on("04/03 09:00"), work_number=number)
    here.advance(
        here.officer, dossier_id, "gathered", on("06/03 09:00"), work_number=number, reason="Quá hạn, đủ căn cứ"
    )
    assert [work.step_key for work in queries.open_work(dossier_id)] == ["conclude"]
    assert len(facts(dossier_id).open_consultations) == 2, "that nobody answered stays to be seen"
    assert findings() == []


def test_an_opinion_is_due_when_it_was_though_the_dossier_waits(here: House) -> None:
    dossier_id = here.receive().dossier_id
    ask(here, dossier_id, [here.tax])
    here.act(here.officer, dossier_id, Pause("tax"), on("02/03 15:00"))
    assert opinions(dossier_id)[0].held_since is None
    assert main(dossier_id).held_since is not None


def test_no_opinion_is_worked_on_once_the_dossier_has_ended(here: House) -> None:
    dossier_id = here.receive().dossier_id
    ask(here, dossier_id, [here.tax])
    here.act(here.desk, dossier_id, lambda unit: Stop(written()(unit)), on("03/03 09:00"))
    assert queries.open_work(dossier_id) == []


def test_a_single_question_is_work_too(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.act(here.officer, dossier_id, AskConsultation("opinion", here.tax, TERM), on("02/03 10:00"))
    assert [work.placement.agency_id for work in opinions(dossier_id)] == [here.tax]
    offered = queries.choices(here.tax_officer.scope, dossier_id, facts(dossier_id))
    assert [one.key for one in offered] == ["answer_consultation"]

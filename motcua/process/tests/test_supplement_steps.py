"""The process says where the one supplement is asked for: there it is offered, elsewhere it is refused in words."""

import pytest

from motcua.catalogue import queries as catalogue
from motcua.catalogue.commands import seed_starter_catalogue
from motcua.dossier.types import Action, AnswerSupplement, AskSupplement, HeldComponent, State
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refused, system
from motcua.process import commands, queries
from motcua.process.tests.house import MORNING, House, Person, facts, findings, on, work

pytestmark = pytest.mark.django_db
ASK = AskSupplement(missing=("request",))


@pytest.fixture
def here(settled: House) -> House:
    return settled


def offered(who: Person, dossier_id: int) -> bool:
    return any(
        choice.action is Action.ASK_SUPPLEMENT for choice in queries.choices(who.scope, dossier_id, facts(dossier_id))
    )


def test_the_appraiser_is_offered_it_and_the_leader_is_not(here: House) -> None:
    dossier_id = here.receive().dossier_id
    assert offered(here.officer, dossier_id)
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    assert not offered(here.leader, dossier_id)
    assert not offered(here.officer, dossier_id), "it lies with the leader now"


def test_at_the_leaders_step_it_is_refused_and_the_way_to_it_is_named(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    with pytest.raises(Refused) as refused:
        here.act(here.leader, dossier_id, ASK, on("03/03 10:00"))
    assert refused.value.refusal.code == "no_supplement_at_this_step"
    assert "Thẩm định" in sentence_of(refused.value.refusal)
    assert facts(dossier_id).state is State.IN_PROGRESS
    commands.send_back(
        actor=here.leader.actor,
        scope=here.leader.scope,
        at=on("03/03 11:00"),
        dossier_id=dossier_id,
        work_number=work(dossier_id).number,
        reason="Thiếu đơn",
    )
    here.act(here.officer, dossier_id, ASK, on("03/03 14:00"))
    assert facts(dossier_id).state is State.AWAITING_SUPPLEMENT
    assert findings() == []


def test_while_it_is_waited_for_the_law_refuses_a_second_one_in_its_own_words(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.act(here.officer, dossier_id, ASK, on("03/03 10:00"))
    with pytest.raises(Refused) as refused:
        here.act(here.officer, dossier_id, ASK, on("03/03 11:00"))
    assert refused.value.refusal.code != "no_supplement_at_this_step"
    here.act(here.desk, dossier_id, AnswerSupplement((HeldComponent("request", originals=1),)), on("04/03 09:00"))
    assert not offered(here.officer, dossier_id)


def test_while_the_tax_office_has_it_nobody_asks(here: House) -> None:
    dossier_id = here.receive_land()
    assert offered(here.officer, dossier_id)
    here.advance(here.officer, dossier_id, "send_to_tax", on("03/03 09:00"))
    assert not offered(here.officer, dossier_id)


def test_every_process_of_the_starter_catalogue_provides_it_where_an_answer_returns_to() -> None:
    seed_starter_catalogue(actor=system("test"), at=MORNING)
    processes = {version.code: version.process for version in catalogue.list_published(MORNING.date())}
    assert len(processes) >= 60
    for code, process in processes.items():
        assert process is not None, code
        assert process.step(process.supplement_returns_to).may_supplement, code

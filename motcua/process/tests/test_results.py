"""What a granted dossier ends with is entered in the register of results, under a number without gaps."""

import pytest

from motcua.kernel import checking
from motcua.kernel.types import Refusal, Refused, granted
from motcua.papers import queries as papers
from motcua.process import queries
from motcua.process.course import Course
from motcua.process.tests.house import House, facts, house, on


@pytest.fixture
def here(db: None) -> House:
    return house()


def sealed(here: House, *, number: str = "", action: str = "approve") -> int:
    dossier_id = here.decided(action=action)
    here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"), details={"result_number": number})
    return dossier_id


def test_the_clerk_leaves_the_number_empty_and_takes_the_next_of_the_register(here: House) -> None:
    first, second = sealed(here), sealed(here)
    assert [facts(one).result_number for one in (first, second)] == ["01/GCN-UBND", "02/GCN-UBND"]
    (result,) = queries.results_of_dossier(here.officer.scope, first)
    assert (result.number, result.issued_on, result.owner) == (
        "01/GCN-UBND",
        on("03/03 16:00").date(),
        facts(first).declaration,
    )
    assert papers.verified(result.token, on=result.issued_on).number == "01/GCN-UBND"
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_a_paper_numbered_elsewhere_keeps_its_number_and_draws_none(here: House) -> None:
    dossier_id = sealed(here, number=" 15/GCN ")
    assert facts(dossier_id).result_number == "15/GCN"
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    assert (result.number, result.place) == ("15/GCN", "")
    assert facts(sealed(here)).result_number == "01/GCN-UBND"


def test_a_refusal_is_no_result(here: House) -> None:
    dossier_id = sealed(here, action="refuse")
    assert facts(dossier_id).result_number == ""
    assert queries.results_of_dossier(here.officer.scope, dossier_id) == []


def test_no_number_is_lost_when_the_move_is_undone(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = here.decided()
    with monkeypatch.context() as broken:
        broken.setattr(Course, "save", lambda _course: granted(Refusal("moved_on")))
        with pytest.raises(Refused, match="moved_on"):
            here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
    assert papers.registers_of([here.office.resolving]) == []
    assert facts(sealed(here)).result_number == "01/GCN-UBND"


def test_a_stranger_learns_nothing_of_the_results_of_a_dossier(here: House) -> None:
    dossier_id = sealed(here)
    with pytest.raises(Refused, match="no_such_dossier"):
        queries.results_of_dossier(here.stranger.scope, dossier_id)

"""What a granted dossier ends with is entered in the register of results, under a number without gaps."""

from typing import Any

import pytest

from motcua.catalogue.types import Component, ComponentKind, Label
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refusal, Refused, granted
from motcua.papers import commands as register
from motcua.papers import queries as papers
from motcua.papers.types import ResultState
from motcua.parties.tests.factories import AN
from motcua.process import commands, queries
from motcua.process.course import Course
from motcua.process.tests.house import House, Person, facts, on
from motcua.process.types import ResultEntry
from motcua.ui.types import Tone


@pytest.fixture
def here(settled: House) -> House:
    return settled


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


def test_what_was_issued_is_found_again_for_the_next_dossier_while_it_holds(here: House) -> None:
    dossier_id = sealed(here)
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    asked_for = [Component("plate", Label("Biển số nhà"), ComponentKind.SUBMIT, result_code="KQ.H12.000071")]

    def known(day: str) -> list[tuple[str, ResultState]]:
        who = [AN.identity] if AN.identity is not None else []
        found = queries.known_papers(here.desk.scope, who, asked_for, on=on(day).date())
        return [(one.key, one.state) for one in found.papers]

    assert known("04/03 09:00") == [(f"result/{result.key}", ResultState.VALID)]
    revoke(here.clerk, result.key)
    assert known("04/03 09:00") == [(f"result/{result.key}", ResultState.REVOKED)]


def test_only_the_clerk_and_the_leader_of_the_agency_take_a_result_back_and_say_why(here: House) -> None:
    (result,) = queries.results_of_dossier(here.officer.scope, sealed(here))
    for somebody in (here.stranger, here.desk, here.tax_officer):
        with pytest.raises(Refused, match="result_absent"):
            revoke(somebody, result.key)
    with pytest.raises(Refused, match="reason_missing"):
        revoke(here.clerk, result.key, reason=" ")
    revoke(here.leader, result.key)
    assert papers.verified(result.token, on=result.issued_on).state is ResultState.REVOKED


def test_the_dossier_tells_that_its_result_was_revoked_and_why(here: House) -> None:
    dossier_id = sealed(here)
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    press = RequestKey("thu-hoi-1", b"x" * 32)
    for _pressed in range(2):
        revoke(here.clerk, result.key, key=press)
    (entry,) = (one for one in journal.entries(result.holder) if one.kind == ResultEntry.REVOKED)
    golden.check(entry.kind, entry.body)
    assert (entry.body["result"], entry.body["number"]) == (result.key, result.number)
    assert "Cấp nhầm" not in str(entry.body)
    view = queries.dossier_view(here.officer.scope, dossier_id, at=on("04/03 09:00"))
    (told,) = (one for one in view.timeline if result.number in str(one.title) and one.tone is Tone.DANGER)
    assert told.text == "Cấp nhầm"
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_a_number_whose_signing_failed_is_voided_by_those_who_keep_the_register(here: House) -> None:
    with recording(actor=here.clerk.actor, at=on("03/03 16:00")) as unit:
        drawn = register.draw_number(unit, agency_id=here.office.resolving, series="house_number", holder="dossier/1")

    def void(who: Person, place: str) -> None:
        commands.void_result_number(
            actor=who.actor, scope=who.scope, at=on("03/03 16:05"), place=place, reason="Ký số không thành công"
        )

    for place in (drawn.place, "x", ""):
        with pytest.raises(Refused, match="number_absent"):
            void(here.stranger, place)
    void(here.clerk, drawn.place)
    assert facts(sealed(here)).result_number == "02/GCN-UBND"
    assert list(checking.run(["registers"])) == []


def revoke(who: Person, result: str, *, reason: str = "Cấp nhầm", key: RequestKey | None = None) -> None:
    commands.revoke_result(
        actor=who.actor, scope=who.scope, at=on("04/03 08:00"), result=result, reason=reason, key=key
    )


def test_a_result_that_holds_for_a_time_only_says_until_when(here: House) -> None:
    dossier_id = here.decided()
    wrong = {"valid_to": on("02/03 16:00").date()}
    with pytest.raises(Refused, match="result_ends_before_it_begins"):
        here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"), details=wrong)
    until = on("03/09 16:00").date()
    here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"), details={"valid_to": until})
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    assert result.valid_to == until
    assert result.state_on(on("04/09 09:00").date()) is ResultState.EXPIRED


def test_a_corrected_paper_replaces_a_result_for_those_who_keep_the_register(here: House) -> None:
    (result,) = queries.results_of_dossier(here.officer.scope, sealed(here))

    def replaced(who: Person, *, reason: str = "Sai tên đường", **changes: Any) -> str:
        return commands.replace_result(
            actor=who.actor, scope=who.scope, at=on("04/03 08:00"), result=result.key, reason=reason, **changes
        )

    for somebody in (here.stranger, here.desk, here.officer):
        with pytest.raises(Refused, match="result_absent"):
            replaced(somebody)
    with pytest.raises(Refused, match="reason_missing"):
        replaced(here.clerk, reason=" ")
    with pytest.raises(Refused, match="result_ends_before_it_begins"):
        replaced(here.clerk, valid_to=on("01/03 08:00").date())
    after = papers.result(replaced(here.leader))
    assert (after.number, after.owner, after.holder) == ("02/GCN-UBND", result.owner, result.holder)
    assert papers.verified(result.token, on=after.issued_on).state is ResultState.REPLACED
    with pytest.raises(Refused, match="result_replaced_already"):
        replaced(here.clerk)
    view = queries.result_view(here.clerk.scope, result.key, at=on("04/03 09:00"))
    assert (view.after, view.reason, view.may_change) == (after, "Sai tên đường", False)
    assert list(checking.run(["registers"])) == []


def test_one_press_replaces_once(here: House) -> None:
    (result,) = queries.results_of_dossier(here.officer.scope, sealed(here))
    press: dict[str, Any] = {
        "actor": here.clerk.actor, "scope": here.clerk.scope, "at": on("04/03 08:00"), "result": result.key,
        "reason": "Sai tên đường", "key": RequestKey("thay-1", b"x" * 32),
    }  # fmt: skip
    assert commands.replace_result(**press) == commands.replace_result(**press)


def test_registers_out_of_sight_are_absent(here: House) -> None:
    sealed(here)
    at = on("04/03 08:00")
    (register,) = queries.registers(here.clerk.scope, on=at.date())
    assert queries.registers(here.stranger.scope, on=at.date()) == []
    for ask in (queries.register_page, queries.search_registers):
        what: Any = {"register": register}
        if ask is queries.search_registers:
            what = {"typed": "1", "agency_id": register.agency_id}
        with pytest.raises(Refused, match="register_absent"):
            ask(here.stranger.scope, at=at, **what)

"""What goes wrong while a result is being signed: the number is voided, the dossier stays, nothing is half done."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.dossier.types import State
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers.types import Pin, SigningError
from motcua.process import commands, drafted
from motcua.process.tests.electronic import (
    APPROVED,
    PIN,
    Broken,
    draft,
    numbers,
    received,
    sign,
    signing_house,
    submitted,
)
from motcua.process.tests.house import House, facts, on, work


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


def test_where_signing_fails_the_number_is_voided_with_the_reason_and_the_dossier_stays(here: House) -> None:
    dossier_id = submitted(here)
    at_the_leader = work(dossier_id)
    with commands.opened_key(here.leader.actor, pin=Pin(PIN), at=APPROVED) as signer:
        broken = replace(signer, session=Broken(signer))
        with pytest.raises(SigningError, match="result_not_signed") as refused:
            sign(here.leader, dossier_id, "approve", APPROVED, signer=broken)
    assert refused.value.refusal.values["number"] == "01/UBND-XNTTHN"
    assert refused.value.is_permanent
    assert work(dossier_id) == at_the_leader
    assert facts(dossier_id).state is State.IN_PROGRESS
    assert numbers(here) == [("01/UBND-XNTTHN", False, True)]
    sign(here.leader, dossier_id, "approve", on("03/03 15:10"))
    assert numbers(here) == [("01/UBND-XNTTHN", False, True), ("02/UBND-XNTTHN", True, False)]
    kinds = [one.kind for one in journal.entries(f"dossier/{dossier_id}") if "result" in one.kind]
    drawn = "process.result_numbered"
    assert kinds == [
        "process.result_drafted", drawn, "process.result_unnumbered", drawn, "process.result_signed"
    ]  # fmt: skip
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_a_wrong_pin_draws_no_number_at_all(here: House) -> None:
    submitted(here)
    with (
        pytest.raises(SigningError, match="pin_wrong"),
        commands.opened_key(here.leader.actor, pin=Pin("000000"), at=APPROVED),
    ):
        raise AssertionError("The key must not open.")
    assert numbers(here) == []


def test_what_moved_on_while_it_was_being_signed_voids_the_number(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = submitted(here)
    stamp_for = drafted.stamp_for

    def meanwhile(*given: Any, **more: Any) -> Any:
        here.advance(here.leader, dossier_id, "send_back", APPROVED, reason="Thẩm định lại")
        return stamp_for(*given, **more)

    monkeypatch.setattr(drafted, "stamp_for", meanwhile)
    with pytest.raises(Refused, match="result_not_signed"):
        sign(here.leader, dossier_id, "approve", APPROVED)
    assert numbers(here) == [("01/UBND-XNTTHN", False, True)]
    assert work(dossier_id).step_key == "appraise"


def test_an_attempt_that_was_broken_off_loses_its_number_to_the_next(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = submitted(here)

    class PulledOut(BaseException):
        """The machine went off."""

    def off(*_given: Any, **_more: Any) -> Any:
        raise PulledOut

    with monkeypatch.context() as patch:
        patch.setattr(drafted, "final_pdf", off)
        with pytest.raises(PulledOut):
            sign(here.leader, dossier_id, "approve", APPROVED)
    assert numbers(here) == [("01/UBND-XNTTHN", False, False)]
    with pytest.raises(Refused, match="result_being_signed"):
        sign(here.leader, dossier_id, "approve", APPROVED + timedelta(minutes=1))
    sign(here.leader, dossier_id, "approve", APPROVED + timedelta(minutes=6))
    assert numbers(here) == [("01/UBND-XNTTHN", False, True), ("02/UBND-XNTTHN", True, False)]


def test_a_press_that_is_repeated_finds_its_signature(here: House) -> None:
    dossier_id = submitted(here)
    number, key = work(dossier_id).number, RequestKey("press", b"1")
    first = sign(here.leader, dossier_id, "approve", APPROVED, key=key)
    assert sign(here.leader, dossier_id, "approve", APPROVED, key=key, work_number=number) == first
    assert len(numbers(here)) == 1


def test_who_looked_at_something_older_does_not_sign_it(here: House) -> None:
    dossier_id = received(here)
    seen = draft(here.officer, dossier_id).sequence
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    draft(here.leader, dossier_id, values={"purpose": "Để mua nhà"}, at=on("03/03 11:00"))
    with pytest.raises(Refused, match="moved_on"):
        sign(here.leader, dossier_id, "approve", APPROVED, seen=seen)
    assert numbers(here) == []

"""What happened while the power was out and is written down afterwards (clock rule 2), step by step."""

from datetime import datetime

import pytest

from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refused
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, findings, on, work

WRITTEN_AT = on("06/03 08:00")


@pytest.fixture
def here(settled: House) -> House:
    return settled


def approve_late(who: Person, dossier_id: int, at: datetime) -> None:
    """He writes down on Friday that he passed it on before."""
    with recording(actor=who.actor, at=at, recorded_at=WRITTEN_AT) as unit:
        reason = parties.write_text(unit, "Mất điện", TextPurpose.REASON)
        commands.advance(
            actor=who.actor,
            scope=who.scope,
            at=at,
            dossier_id=dossier_id,
            work_number=work(dossier_id).number,
            action_key="approve",
            late_reason=reason,
        )


def test_the_step_is_done_when_it_was_done_and_says_why_it_is_written_late(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    approve_late(here.leader, dossier_id, on("04/03 16:00"))
    done, following = queries.work_done([dossier_id])[1:]
    assert (done.closed_at, following.opened_at) == (on("04/03 16:00"), on("04/03 16:00"))
    late = [entry for entry in journal.entries(f"dossier/{dossier_id}") if entry.at == on("04/03 16:00")]
    assert len(late) >= 3
    assert all(entry.recorded_at == WRITTEN_AT for entry in late)
    assert any(entry.kind == "process.work_closed" and entry.body["late_entry_reason"] for entry in late)
    assert findings() == []


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        ("02/03 15:00", "past_before_last_move"),
        ("02/03 08:00", "past_before_last_move"),
        ("06/03 08:01", "in_the_future"),
    ],
)
def test_never_before_the_last_move_and_never_ahead(here: House, at: str, refusal: str) -> None:
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    with pytest.raises(Refused, match=refusal):
        approve_late(here.leader, dossier_id, on(at))


def test_an_officer_has_no_right_to_it_also_where_he_only_passes_on(here: House) -> None:
    dossier_id = here.receive().dossier_id
    officer = here.officer
    with (
        pytest.raises(Refused, match="past_needs_right"),
        recording(actor=officer.actor, at=on("04/03 09:00"), recorded_at=WRITTEN_AT) as unit,
    ):
        commands.advance(
            actor=officer.actor,
            scope=officer.scope,
            at=on("04/03 09:00"),
            dossier_id=dossier_id,
            work_number=work(dossier_id).number,
            action_key="submit",
            late_reason=parties.write_text(unit, "Mất điện", TextPurpose.REASON),
        )


def test_more_than_three_working_days_back_is_too_far(here: House) -> None:
    dossier_id = here.receive(on("26/02 09:00")).dossier_id
    here.advance(here.officer, dossier_id, "submit", on("26/02 10:00"))
    with pytest.raises(Refused, match="past_too_far"):
        approve_late(here.leader, dossier_id, on("27/02 09:00"))

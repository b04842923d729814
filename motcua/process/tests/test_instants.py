"""What is done is of now, unless a reason says why it is written late (clock rule 2): refused at every door."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from motcua.dossier.types import Pause
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refused, system
from motcua.organisation.types import EVERYTHING
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import commands
from motcua.process.rules.authority import late_entry
from motcua.process.tests.house import MORNING, House, Person, declared, facts, on, work
from motcua.process.types import LateEntry

pytestmark = pytest.mark.django_db
WRITTEN_AT = on("03/03 09:00")


@pytest.fixture
def here(settled: House) -> House:
    return settled


@pytest.mark.parametrize(
    ("at", "recorded_at", "refusal"),
    [
        ("09:00:00", "09:00:00", ""),
        ("09:00:00", "09:00:59", ""),
        ("09:00:00", "09:01:00", "past_needs_reason"),
        ("08:59:59", "09:00:00", ""),
        ("08:59:00", "09:00:00", "past_needs_reason"),
        ("09:00:59", "09:00:00", ""),
        ("09:01:00", "09:00:59", "in_the_future"),
    ],
)
def test_to_the_minute(at: str, recorded_at: str, refusal: str) -> None:
    """A press that the machine noted a second before the turn of the minute is still of now."""
    then, written = (datetime.fromisoformat(f"2026-03-03T{text}") for text in (at, recorded_at))
    answer = late_entry(EVERYTHING, None, at=then, recorded_at=written)
    assert not isinstance(answer, LateEntry)
    assert (answer.code if answer is not None else "") == refusal


Press = Callable[[House, int, datetime], object]


def press(name: str, who: str, **details: object) -> Press:
    def pressed(here: House, dossier_id: int, at: datetime) -> object:
        person: Person = getattr(here, who)
        return getattr(commands, name)(
            actor=person.actor,
            scope=person.scope,
            at=at,
            dossier_id=dossier_id,
            **({} if name == "act" else {"work_number": work(dossier_id).number}),
            **details,
        )

    return pressed


DOORS: dict[str, Press] = {
    "act": press("act", "leader", command=Pause("tax")),
    "advance": press("advance", "leader", action_key="approve"),
    "take": press("take", "leader"),
    "reassign": press("reassign", "leader", officer_id=0, reason="Nghỉ"),
    "send back": press("send_back", "leader", reason="Thiếu"),
    "recall": press("recall", "leader"),
}


@pytest.mark.parametrize("door", sorted(DOORS))
@pytest.mark.parametrize("minutes", [1, 60, 24 * 60])
def test_a_past_instant_without_a_reason_gets_through_no_door(here: House, door: str, minutes: int) -> None:
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("02/03 10:00"))
    before = list(journal.entries(f"dossier/{dossier_id}"))
    at = WRITTEN_AT - timedelta(minutes=minutes)
    with (
        pytest.raises(Refused) as refused,
        recording(actor=here.leader.actor, at=at, recorded_at=WRITTEN_AT),
    ):
        DOORS[door](here, dossier_id, at)
    assert refused.value.refusal.code == "past_needs_reason"
    assert sentence_of(refused.value.refusal)
    assert list(journal.entries(f"dossier/{dossier_id}")) == before


def test_within_the_minute_it_is_of_now(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.advance(here.officer, dossier_id, "submit", on("02/03 10:00"))
    with recording(actor=here.leader.actor, at=WRITTEN_AT, recorded_at=WRITTEN_AT + timedelta(seconds=59)):
        DOORS["advance"](here, dossier_id, WRITTEN_AT)
    assert facts(dossier_id).decided_at == WRITTEN_AT


def test_whoever_has_no_right_is_told_that_no_reason_would_help(here: House) -> None:
    dossier_id = here.receive().dossier_id
    with (
        pytest.raises(Refused, match="past_needs_right"),
        recording(actor=here.officer.actor, at=on("02/03 10:00"), recorded_at=WRITTEN_AT),
    ):
        here.act(here.officer, dossier_id, Pause("tax"), on("02/03 10:00"))


def test_nothing_is_received_yesterday_without_saying_why(here: House) -> None:
    by = here.desk
    with (
        pytest.raises(Refused, match="past_needs_reason"),
        recording(actor=by.actor, at=MORNING, recorded_at=MORNING + timedelta(minutes=1)),
    ):
        commands.receive(actor=by.actor, scope=by.scope, at=MORNING, intake=here.office.intake(declared()))
    with recording(actor=by.actor, at=MORNING, recorded_at=WRITTEN_AT) as unit:
        reason = parties.write_text(unit, "Mất điện", TextPurpose.REASON)
        intake = here.office.intake(declared())
        receipt = commands.receive(actor=by.actor, scope=by.scope, at=MORNING, intake=intake, late_reason=reason)
    assert facts(receipt.dossier_id).received_at == MORNING


def test_a_filing_arrives_now(here: House) -> None:
    with (
        pytest.raises(Refused, match="past_needs_reason"),
        recording(actor=system("portal"), at=MORNING, recorded_at=MORNING + timedelta(minutes=1)),
    ):
        commands.file(actor=system("portal"), at=MORNING, intake=here.office.intake(declared()))


def test_nothing_is_done_tomorrow(here: House) -> None:
    dossier_id = here.receive().dossier_id
    ahead = WRITTEN_AT + timedelta(minutes=1)
    with (
        pytest.raises(Refused, match="in_the_future"),
        recording(actor=here.officer.actor, at=ahead, recorded_at=WRITTEN_AT),
    ):
        here.advance(here.officer, dossier_id, "submit", ahead)

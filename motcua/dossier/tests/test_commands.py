"""Dossiers written: one row, its entries, and what folding them gives."""

from dataclasses import replace
from datetime import datetime

import pytest

from motcua.catalogue.types import Channel
from motcua.dossier import commands, models
from motcua.dossier.rows import facts_of, row_of
from motcua.dossier.rules.evolve import fold
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import BINH, MORNING, Office, act, office, written
from motcua.dossier.types import (
    Accept,
    AnswerSupplement,
    AskCompletion,
    AskSupplement,
    Command,
    Complete,
    CompleteFiling,
    Decide,
    Facts,
    HandOver,
    HeldComponent,
    Outcome,
    OwedFee,
    Pause,
    Resume,
    ReturnMethod,
    SettleFee,
    State,
    Timeliness,
    Void,
    read_event,
)
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refused
from motcua.organisation.types import EVERYTHING

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


@pytest.fixture
def here() -> Office:
    return office()


def row(dossier_id: int) -> models.Dossier:
    return models.Dossier.objects.get(id=dossier_id)


def facts(dossier_id: int) -> Facts:
    return facts_of(row(dossier_id).facts)


def folded(dossier_id: int) -> Facts:
    entries = journal.entries(stream=f"dossier/{dossier_id}")
    return fold((entry.at, read_event(entry.kind, entry.body)) for entry in entries)


def test_a_received_dossier_has_a_code_a_clock_and_one_entry(here: Office) -> None:
    dossier_id = here.receive()
    stored = row(dossier_id)
    assert (stored.code, stored.state) == ("H49.201-260302-0001", "in_progress")
    assert stored.due_at == on("16/03 17:00")
    assert stored.lapses_at == on("17/03 00:00")
    assert stored.next_alarm_at == on("13/03 07:30")
    assert [entry.kind for entry in journal.entries(stream=f"dossier/{dossier_id}")] == ["dossier.received"]
    assert stored.head.sequence == 1


def test_the_row_is_what_the_entries_fold_to_through_a_whole_life(here: Office) -> None:
    fee = OwedFee("fee", 50_000)
    dossier_id = here.receive(fees=(fee,))
    steps: list[tuple[Command, str]] = [
        (AskSupplement(missing=("request",)), "04/03 10:00"),
        (AnswerSupplement((HeldComponent("request", originals=2),)), "12/03 15:30"),
        (Pause("tax"), "13/03 08:00"),
        (Resume("tax"), "17/03 09:00"),
        (Decide(Outcome.GRANTED), "24/03 09:00"),
        (Complete("15/GCN"), "25/03 10:00"),
        (SettleFee("fee", by="BL 7"), "25/03 10:05"),
        (HandOver(ReturnMethod.COUNTER), "25/03 10:10"),
    ]
    for command, at in steps:
        act(dossier_id, command, on(at))
        assert folded(dossier_id) == facts(dossier_id)
        stored = row(dossier_id)
        expected = row_of(facts(dossier_id))
        expected.pop("facts")
        assert {name: getattr(stored, name) for name in expected} == expected
    assert facts(dossier_id).state is State.HANDED_OVER
    assert facts(dossier_id).timeliness is Timeliness.EARLY


def test_codes_are_numbered_by_the_resolving_agency_and_the_day_of_receipt(here: Office) -> None:
    ids = [here.receive(), here.receive(), here.receive(on("03/03 09:00"))]
    assert [row(dossier_id).code for dossier_id in ids] == [
        "H49.201-260302-0001",
        "H49.201-260302-0002",
        "H49.201-260303-0001",
    ]


def test_a_refused_receipt_leaves_no_gap(here: Office) -> None:
    here.receive()
    with pytest.raises(Refused, match="missing_component"):
        here.receive(components=())
    assert row(here.receive()).code == "H49.201-260302-0002"


def test_a_filing_has_a_number_of_its_own_and_a_code_only_when_accepted(here: Office) -> None:
    dossier_id = here.file(on("06/03 20:15"), components=())
    filed = row(dossier_id)
    assert (filed.code, filed.filing_number) == ("", "H49.201-NT260306-0001")
    assert filed.answer_due_at == on("09/03 17:00")
    assert filed.next_alarm_at == on("06/03 22:15")
    act(dossier_id, AskCompletion(missing=("request",)), on("09/03 08:00"))
    act(dossier_id, CompleteFiling((HeldComponent("request", electronic=True),)), on("09/03 20:00"))
    act(dossier_id, Accept(), on("10/03 08:00"))
    accepted = row(dossier_id)
    assert (accepted.code, accepted.received_at) == ("H49.201-260310-0001", on("10/03 08:00"))
    assert accepted.filing_number == "H49.201-NT260306-0001"
    assert folded(dossier_id) == facts(dossier_id)


def test_a_receipt_book_numbers_its_lines(here: Office) -> None:
    first, second = here.receive(receipt_book="HT"), here.receive(receipt_book="HT")
    assert [facts(one).receipt_number for one in (first, second)] == [1, 2]
    assert facts(here.receive()).receipt_number is None


def test_a_voided_dossier_keeps_its_code_and_names_the_right_one(here: Office) -> None:
    wrong, right = here.receive(), here.receive()
    code = row(right).code
    act(wrong, lambda unit: Void(written(unit, "nhầm thủ tục"), replaced_by=code), on("02/03 10:00"))
    assert (row(wrong).state, row(wrong).code) == ("voided", "H49.201-260302-0001")
    assert facts(wrong).replaced_by == code
    assert row(wrong).next_alarm_at is None


def test_who_looked_at_an_older_page_is_told_what_moved(here: Office) -> None:
    dossier_id = here.receive()
    act(dossier_id, Decide(Outcome.GRANTED), on("03/03 09:00"), seen=1)
    with pytest.raises(Refused, match="moved_on") as refused:
        act(dossier_id, Decide(Outcome.GRANTED), on("03/03 09:01"), seen=1)
    assert refused.value.refusal.values["count"] == 1


def test_an_unknown_dossier_is_refused(here: Office) -> None:
    with pytest.raises(Refused, match="no_such_dossier"):
        act(999_999, Decide(Outcome.GRANTED), MORNING)


def test_a_refused_command_leaves_everything_as_it_was(here: Office) -> None:
    dossier_id = here.receive()
    before = row(dossier_id)
    with pytest.raises(Refused, match="not_completed"):
        act(dossier_id, HandOver(ReturnMethod.COUNTER), on("03/03 09:00"))
    after = row(dossier_id)
    assert (after.facts, after.stream_sequence) == (before.facts, before.stream_sequence)


def test_moving_involves_the_next_agency_and_writes_nothing_when_nothing_moves(here: Office) -> None:
    dossier_id = here.receive()
    with recording(actor=BINH, at=on("02/03 10:00")) as unit:
        locked = commands.lock(unit, dossier_id, seen=None)
        same = commands.move(unit, locked, here.holder())
        assert same.head == locked.head
        away = commands.move(unit, same, replace(here.holder(), agency_id=here.other, step_key="tax"))
        commands.save(unit, away)
    involved = set(models.Involvement.objects.filter(dossier=dossier_id).values_list("agency_id", "role"))
    assert involved == {(here.receiving, "receives"), (here.resolving, "resolves"), (here.other, "chain")}
    assert row(dossier_id).step_key == "tax"


def test_entries_of_process_lie_in_the_same_stream(here: Office) -> None:
    dossier_id = here.receive()
    with recording(actor=BINH, at=on("02/03 10:00")) as unit:
        locked = commands.lock(unit, dossier_id, seen=None)
        noted = commands.record(unit, locked, kind="dossier.closing_proposed", version=1, body={})
        commands.save(unit, noted)
    assert row(dossier_id).head.sequence == 2


class TestLateEntry:
    def test_with_right_and_reason_up_to_three_working_days_back(self, here: Office) -> None:
        dossier_id = here.receive()
        moved = act(
            dossier_id,
            Decide(Outcome.GRANTED),
            on("10/03 16:00"),
            recorded_at=on("13/03 08:00"),
            late_reason="mất điện",
            may_enter_late=True,
        )
        assert moved.facts.decided_at == on("10/03 16:00")
        last = journal.entries(stream=f"dossier/{dossier_id}")[-1]
        assert (last.at, last.recorded_at) == (on("10/03 16:00"), on("13/03 08:00"))
        assert last.body["late_entry_reason"]["text"]
        assert folded(dossier_id) == facts(dossier_id)

    @pytest.mark.parametrize(
        ("at", "reason", "right", "code"),
        [
            ("09/03 16:00", "mất điện", True, "past_too_far"),
            ("10/03 16:00", "mất điện", False, "past_needs_right"),
            ("10/03 16:00", "", True, "past_needs_reason"),
            ("13/03 08:01", "mất điện", True, "in_the_future"),
        ],
    )
    def test_otherwise_it_is_refused(self, here: Office, at: str, reason: str, right: bool, code: str) -> None:
        dossier_id = here.receive()
        with pytest.raises(Refused, match=code):
            act(
                dossier_id,
                Decide(Outcome.GRANTED),
                on(at),
                recorded_at=on("13/03 08:00"),
                late_reason=reason,
                may_enter_late=right,
            )

    def test_never_before_the_last_move(self, here: Office) -> None:
        dossier_id = here.receive(on("12/03 09:00"))
        with pytest.raises(Refused, match="past_before_last_move"):
            act(
                dossier_id,
                Decide(Outcome.GRANTED),
                on("12/03 08:59"),
                recorded_at=on("13/03 08:00"),
                late_reason="mất điện",
                may_enter_late=True,
            )


def test_time_never_runs_backwards_in_a_life(here: Office) -> None:
    dossier_id = here.receive(on("02/03 09:00"))
    act(dossier_id, Pause("tax"), on("03/03 10:00"))
    slow_clock = datetime(2026, 3, 3, 9, 58)
    act(dossier_id, Resume("tax"), slow_clock)
    assert facts(dossier_id).pauses[0].ends_at == on("03/03 10:00")


def test_a_post_dossier_is_received_like_one_of_the_counter(here: Office) -> None:
    dossier_id = here.receive(subject={"channel": Channel.POST}, filed_at=on("27/02 10:00"))
    assert (row(dossier_id).channel, row(dossier_id).filed_at) == ("post", on("27/02 10:00"))


def test_everything_scope_is_what_the_machine_sees() -> None:
    assert EVERYTHING.sees({1})

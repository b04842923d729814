"""One entry of every kind, as it is written today and for ever: whole, with every field that it can carry."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.catalogue.types import Channel
from motcua.dossier.entries import CODE_PATTERN_DECIDED, LINES_SIGNED, SLIP_SIGNED
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.tests.examples import DECLARATION, HOLDER, REASON, SUBJECT, after, law, on, taken_in
from motcua.dossier.types import (
    EVENTS,
    Alarm,
    AlarmFired,
    Apologised,
    Apology,
    BasisKind,
    ClockRecomputed,
    ClockStarted,
    ClockState,
    ClosedUnanswered,
    ClosingProposed,
    Completed,
    CompletionAsked,
    Consultation,
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationWithdrawn,
    ContentAdjusted,
    Corrected,
    CorrectionOpened,
    Decided,
    DecisionWithdrawn,
    Declined,
    DeclineReason,
    DigitalState,
    Event,
    FeeAssessed,
    FeeSettled,
    Filed,
    FileKind,
    FilingCompleted,
    FilingStopped,
    HandedOver,
    HeldComponent,
    Holder,
    Imported,
    Inherited,
    Moved,
    Outcome,
    OwedFee,
    PaperAdded,
    PaperRemoved,
    PapersDestroyed,
    PaperStateSaid,
    Pause,
    Paused,
    PauseTaken,
    Prolonged,
    Reappointed,
    Received,
    Resume,
    Resumed,
    ReturnMethod,
    State,
    Stopped,
    Supplement,
    SupplementAnswered,
    SupplementAsked,
    Timeliness,
    Voided,
    read_event,
    write,
)
from motcua.journal.tests import golden

PAPERS = (HeldComponent("application", originals=1, certified_copies=1, copies=2, electronic=True, presented=True),)
FEE = OwedFee("copy", 50_000, "Lệ phí bản sao", on("02/03 09:00"), "BL 7")
SUBJECT_WHOLE = replace(
    SUBJECT, case_key="usual", channel=Channel.ONLINE, commune_code="06685", area_key="mountainous", cross_boundary=True
)
DESK = Holder(agency_id=2, unit_id=3, officer_id=4, step_key="appraise")
EARLY, LATE = Timeliness.EARLY, Timeliness.LATE


def whole_clock() -> ClockState:
    """A clock with a line of every field that a line can carry."""
    by = law()
    paused = after(taken_in("02/03 09:00", by), by, ("05/03 16:00", Pause("tax")), ("17/03 10:00", Resume("tax")))
    assert paused.clock is not None
    first, second = paused.clock.basis
    hours = replace(second, kind=BasisKind.NOT_COUNTED, minutes=90, term=first.term)
    return replace(
        paused.clock, promised_at=on("26/03 17:00"), promised_766_at=on("26/03 17:00"), basis=(first, second, hours)
    )


CLOCK = whole_clock()
SUPPLEMENT = Supplement(
    1, on("04/03 10:00"), ("application",), REASON, True, date(2026, 3, 19), on("20/03 07:30"), on("12/03 15:30")
)
EXAMPLES: tuple[Event, ...] = (
    Filed(
        SUBJECT_WHOLE,
        DECLARATION,
        "nd118_2025",
        "vn-office",
        DESK,
        "H49.201-NT260302-0001",
        on("02/03 08:00"),
        on("02/03 08:01"),
        on("02/03 10:01"),
        on("03/03 08:01"),
        PAPERS,
        (FEE,),
        ReturnMethod.POST,
        "saturday_morning",
        REASON,
    ),
    CompletionAsked(("application",), REASON),
    FilingCompleted(PAPERS, on("02/03 08:00"), on("02/03 10:00"), on("03/03 08:00")),
    Declined(DeclineReason.INCOMPLETE, REASON),
    FilingStopped(),
    Received(
        "H49.201-260302-0001",
        SUBJECT_WHOLE,
        DECLARATION,
        "nd118_2025",
        "vn-office",
        DESK,
        CLOCK,
        on("02/03 08:00"),
        on("26/03 17:00"),
        on("02/03 08:01"),
        PAPERS,
        (FEE,),
        ReturnMethod.ELECTRONIC,
        "saturday_morning",
        REASON,
        "01",
        7,
    ),
    Imported(
        source="he-thong-cu",
        state=State.HANDED_OVER,
        code="000.00.16.H49-260302-0117",
        subject=SUBJECT_WHOLE,
        declaration=DECLARATION,
        regime="nd118_2025",
        calendar_key="vn-office",
        holder=DESK,
        clock=CLOCK,
        received_at=on("02/03 09:00"),
        appointment_at=on("26/03 17:00"),
        filed_at=on("02/03 08:00"),
        components=PAPERS,
        fees=(FEE,),
        supplements=(SUPPLEMENT,),
        pauses=(PauseTaken("tax", on("05/03 16:00"), on("17/03 10:00")),),
        consultations=(
            Consultation(
                "police", 5, on("03/03 09:00"), on("06/03 17:00"), on("07/03 00:00"), REASON, on("06/03 09:00"), REASON
            ),
        ),
        apology=Apology(on("25/03 09:00"), REASON, on("30/03 17:00"), True),
        reappointments=1,
        outcome=Outcome.GRANTED,
        decided_at=on("25/03 09:00"),
        completed_at=on("25/03 10:00"),
        ended_at=on("25/03 10:00"),
        result_number="15/GCN",
        timeliness=EARLY,
        timeliness_766=LATE,
        reappointment_kept=True,
        handed_over_at=on("26/03 09:00"),
        handed_over_by=ReturnMethod.COUNTER,
    ),
    ClockStarted(CLOCK),
    SupplementAsked(1, ("application",), CLOCK, False, True, REASON, REASON, date(2026, 3, 19), on("20/03 07:30")),
    SupplementAnswered(PAPERS, CLOCK),
    ClosingProposed(),
    ClosedUnanswered(Timeliness.ON_TIME, LATE),
    Paused("tax", CLOCK, REASON),
    Resumed("tax", CLOCK),
    ConsultationAsked("police", 5, on("06/03 17:00"), on("07/03 00:00"), REASON),
    ConsultationAnswered("police", 5, True, REASON),
    ConsultationWithdrawn("police", 5, REASON),
    Prolonged("verification", REASON, CLOCK),
    Apologised(REASON, True, on("30/03 17:00")),
    Reappointed(on("30/03 17:00"), True, CLOCK),
    FeeAssessed(FEE),
    FeeSettled("copy", "BL 7"),
    ContentAdjusted(REASON, DECLARATION, PAPERS),
    PaperAdded("application", 71, "ab" * 32, FileKind.SCAN, DigitalState.DIGITISED, DigitalState.NOT_DIGITISED),
    PaperRemoved("application", 71, "ab" * 32, DigitalState.NOT_DIGITISED, DigitalState.DIGITISED, REASON),
    PaperStateSaid("application", DigitalState.NATIONAL_STORE, DigitalState.NOT_DIGITISED, REASON),
    PapersDestroyed((71, 73), ("ab" * 32, "cd" * 32), "12/QĐ-UBND", date(2037, 1, 5)),
    ClockRecomputed("QĐ 9", "vn-office 2026.2", CLOCK, date(2026, 3, 20), on("23/03 07:30"), on("03/03 08:00")),
    AlarmFired(Alarm.EXPIRY, on("27/03 00:00")),
    Moved(DESK),
    Inherited(2, 5, Holder(5, None, None, "appraise")),
    Decided(Outcome.REFUSED, REASON),
    DecisionWithdrawn(REASON),
    Completed(Outcome.GRANTED, EARLY, LATE, "15/GCN", True),
    HandedOver(ReturnMethod.COUNTER, DECLARATION, True, False),
    Stopped(REASON, Timeliness.ON_TIME, LATE),
    Voided(REASON, "H49.201-260302-0002"),
    CorrectionOpened(on("10/03 17:00"), on("11/03 00:00"), REASON),
    Corrected(False),
)


def test_there_is_an_example_of_every_kind() -> None:
    assert {example.kind for example in EXAMPLES} == set(EVENTS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda event: event.kind)
def test_it_is_written_as_it_always_was_and_reads_back(example: Event) -> None:
    body: dict[str, Any] = write(example)
    golden.check(example.kind, body)
    assert read_event(example.kind, body) == example


def test_a_decision_about_codes_is_written_as_it_always_was() -> None:
    golden.check(
        CODE_PATTERN_DECIDED,
        {
            "agency_id": 5,
            "valid_from": "2026-07-01",
            "template": "{agency}-{yyyymmdd}-{number}",
            "filing_template": "{agency}-NT{yyyymmdd}-{number}",
            "width": 5,
            "decision": "QĐ 12/QĐ-UBND ngày 01/6/2026",
        },
    )


def test_signatures_on_the_process_are_written_as_they_always_were() -> None:
    file = {"attachment": 71, "file": "ab" * 32}
    golden.check(SLIP_SIGNED, {"form": "supplement_request", "about": 9, **file})
    golden.check(LINES_SIGNED, {"given": [12], "taken": [7, 9], **file})


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_every_kept_entry_still_reads(kind: str) -> None:
    for kept in golden.kept([kind]):
        assert write(read_event(kind, kept.reads_as)) == kept.reads_as


def test_a_life_begins_with_what_was_kept() -> None:
    received = next(example for example in EXAMPLES if isinstance(example, Received))
    facts = evolve(None, received, at=on("02/03 09:00"))
    assert (facts.state, facts.code, facts.holder) == (State.IN_PROGRESS, received.code, DESK)
    assert facts.holder != HOLDER

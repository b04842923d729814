"""The worked month of March 2026: due date, end and class of every dossier, as its table prints them."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from motcua.catalogue.types import Channel
from motcua.dossier.rules import timeliness
from motcua.dossier.rules.law import Law
from motcua.dossier.tests.examples import REASON, after, law, on, taken_in
from motcua.dossier.types import (
    AnswerSupplement,
    Apologise,
    AskSupplement,
    ClockState,
    CloseUnanswered,
    Command,
    Complete,
    Decide,
    Facts,
    Outcome,
    Reappoint,
    State,
    Stop,
    Timeliness,
)

EARLY, ON_TIME, LATE = Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE
SLIP = AskSupplement(missing=("application",), reason=REASON)
GRANTED, REFUSED = Decide(Outcome.GRANTED), Decide(Outcome.REFUSED, REASON)
MIDNIGHT = on("15/03 00:00")


@dataclass(frozen=True)
class Line:
    """A dossier of the month: its term, its moves, and what the table says of it at the end of 14 March."""

    received: str
    term: str
    moves: tuple[tuple[str, Command], ...]
    due: str | None
    legal: Timeliness | None
    by_766: Timeliness | None = None
    overdue: bool = False
    channel: Channel = Channel.COUNTER


MONTH = {
    "a": Line("12/02 09:00", "5 working_day", (("25/02 16:00", GRANTED), ("25/02 16:00", Complete())), "26/02", EARLY),
    "b": Line("05/02 09:00", "10 working_day", (("27/02 08:00", GRANTED), ("27/02 08:00", Complete())), "26/02", LATE),
    "c": Line(
        "10/02 09:00",
        "5 working_day",
        (
            ("13/02 10:00", SLIP),
            ("02/03 09:00", AnswerSupplement()),
            ("09/03 10:00", GRANTED),
            ("09/03 10:00", Complete()),
        ),
        "09/03",
        ON_TIME,
        by_766=LATE,
        channel=Channel.ONLINE,
    ),
    "d": Line(
        "23/02 10:00",
        "3 working_day",
        (("26/02 17:40", GRANTED), ("26/02 17:40", Complete())),
        "26/02",
        ON_TIME,
        by_766=LATE,
        channel=Channel.ONLINE,
    ),
    "e": Line("02/03 09:00", "5 working_day", (("06/03 15:00", REFUSED), ("06/03 15:00", Complete())), "09/03", EARLY),
    "f": Line("02/03 10:00", "5 working_day", (("05/03 09:00", Stop(REASON)),), "09/03", ON_TIME, channel=Channel.POST),
    "g": Line(
        "23/02 09:00", "5 working_day", (("25/02 10:00", SLIP), ("13/03 07:30", CloseUnanswered())), None, ON_TIME
    ),
    "h": Line("12/03 09:00", "5 working_day", (), "19/03", None),
    "i": Line("03/03 09:00", "5 working_day", (), "10/03", None, overdue=True),
    "j": Line("05/03 09:00", "5 working_day", (("09/03 10:00", SLIP),), None, None, channel=Channel.ONLINE),
    "k": Line(
        "02/03 09:10",
        "5 working_day",
        (
            ("06/03 16:00", Apologise(REASON, on("13/03 17:00"))),
            ("06/03 16:30", Reappoint(on("13/03 17:00"))),
            ("12/03 11:00", GRANTED),
            ("12/03 11:00", Complete()),
        ),
        "09/03",
        LATE,
    ),
    "l": Line("10/03 09:00", "same_day", (("10/03 09:20", GRANTED), ("10/03 09:20", Complete())), "10/03", ON_TIME),
    "q": Line(
        "04/03 14:00", "3 working_day", (("09/03 16:00", GRANTED), ("09/03 16:00", Complete())), "09/03", ON_TIME
    ),
    "r": Line("06/03 08:00", "5 working_day", (), "13/03", None, overdue=True),
}


def lived(line: Line) -> tuple[Facts, Law]:
    by = law(line.term)
    return after(taken_in(line.received, by, subject={"channel": line.channel}), by, *line.moves), by


def clock(facts: Facts) -> ClockState:
    assert facts.clock is not None
    return facts.clock


@pytest.mark.parametrize("name", MONTH)
def test_every_dossier_stands_as_the_table_says(name: str) -> None:
    line = MONTH[name]
    facts, _ = lived(line)
    due = datetime.strptime(f"{line.due}/2026", "%d/%m/%Y").date() if line.due else None
    assert clock(facts).due_date == due
    assert facts.timeliness is line.legal
    assert facts.timeliness_766 is (line.by_766 or line.legal)
    if facts.ended_at is None:
        assert timeliness.is_overdue(clock(facts), MIDNIGHT) is line.overdue


def test_the_waiting_of_g_ended_on_12_march() -> None:
    facts, _ = lived(MONTH["g"])
    assert facts.supplements[0].waiting_until == date(2026, 3, 12)
    assert facts.supplements[0].closing_at == on("13/03 07:30")


def test_the_supplement_of_c_came_on_the_last_lawful_day_and_its_waiting_ended_on_a_monday() -> None:
    facts, _ = lived(MONTH["c"])
    assert not facts.supplements[0].breach
    assert facts.supplements[0].waiting_until == date(2026, 3, 2)


def test_the_reappointment_of_k_was_kept() -> None:
    facts, _ = lived(MONTH["k"])
    assert facts.reappointment_kept is True


def test_the_totals_of_the_table() -> None:
    lives = [lived(line)[0] for line in MONTH.values()]
    resolved = [facts.timeliness for facts in lives if facts.timeliness is not None]
    assert len(lives) == 14
    assert (resolved.count(EARLY), resolved.count(ON_TIME), resolved.count(LATE)) == (2, 6, 2)
    still_open = [facts for facts in lives if facts.timeliness is None]
    assert sum(timeliness.is_overdue(clock(facts), MIDNIGHT) for facts in still_open) == 2
    assert len(still_open) == 4
    assert {facts.state for facts in still_open} == {State.IN_PROGRESS, State.AWAITING_SUPPLEMENT}

"""The worked month of the rules of the clock, played through the real commands on the sample province."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.catalogue.types import Channel
from motcua.dossier import queries as dossier
from motcua.dossier.types import (
    Accept,
    AnswerSupplement,
    Apologise,
    AskSupplement,
    CloseUnanswered,
    Decline,
    DeclineReason,
    Facts,
    HeldComponent,
    Reappoint,
    Stop,
    Void,
)
from motcua.insight import checking, commands, queries
from motcua.insight.queries import Cut
from motcua.insight.rules import periods, ratios
from motcua.insight.types import By, Figures
from motcua.journal.commands import catch_up, recording
from motcua.kernel import sweep
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING, Role
from motcua.simulate.tests.counter import Counter

MARCH, APRIL = periods.named("2026-03"), periods.named("2026-04")
ALL = Cut(scope=EVERYTHING)
FIVE_DAYS, FIVE_DAYS_FULL, TEN_DAYS = "1.004884", "1.001266", "1.001776"
THREE_DAYS_FULL, THREE_DAYS, SAME_DAY = "1.001612", "1.004873", "2.000635"
MISSING = ("application",)
MACHINE = system("test")
Play = Callable[["Month"], None]


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


class Month:
    """Plays the moves of all dossiers in the order in which they happened, as the journal requires of each stream."""

    def __init__(self) -> None:
        self.counter = Counter(moment("01/02/2026 09:00"))
        self.ids: dict[str, int] = {}

    def receive(self, name: str, at: str, procedure: str, channel: Channel = Channel.COUNTER, case: str = "") -> None:
        self.ids[name] = self.counter.receive(moment(at), procedure, channel, case)

    def accept(self, name: str, filed_at: str, at: str, procedure: str, case: str = "") -> None:
        self.ids[name] = self.counter.file(moment(filed_at), procedure, case).dossier_id
        self.counter.act(moment(at), self.ids[name], Accept(), Role.RECEPTIONIST)

    def ask_supplement(self, name: str, at: str) -> None:
        self.counter.act(
            moment(at), self.ids[name], AskSupplement(MISSING, self.counter.reason(moment(at), "Thiếu chữ ký."))
        )

    def complete(self, name: str, at: str, *, refused: bool = False) -> None:
        self.counter.complete(self.ids[name], moment(at), refused=refused)

    def facts(self, name: str) -> Facts:
        return dossier.facts(self.ids[name])


@pytest.fixture
def month(own_quang_ninh: object) -> Month:
    """Everything up to the end of 14/03/2026."""
    played = Month()
    counter, desk = played.counter, Role.RECEPTIONIST
    played.receive("a", "12/02/2026 09:00", FIVE_DAYS)
    played.receive("b", "05/02/2026 09:00", TEN_DAYS, case="grant")
    played.accept("c", "10/02/2026 08:00", "10/02/2026 09:00", FIVE_DAYS_FULL)
    played.ask_supplement("c", "13/02/2026 09:00")
    counter.act(moment("02/03/2026 08:00"), played.ids["c"], AnswerSupplement((HeldComponent("application", 1),)), desk)
    played.complete("a", "25/02/2026 16:00")
    played.complete("b", "27/02/2026 08:00")
    played.accept("d", "23/02/2026 09:00", "23/02/2026 10:00", THREE_DAYS_FULL, "individual")
    played.complete("d", "26/02/2026 17:40")
    played.receive("g", "23/02/2026 09:00", FIVE_DAYS)
    played.ask_supplement("g", "25/02/2026 09:00")
    played.receive("e", "02/03/2026 09:00", FIVE_DAYS)
    played.receive("k", "02/03/2026 09:10", FIVE_DAYS)
    played.receive("f", "02/03/2026 10:00", FIVE_DAYS, Channel.POST)
    played.receive("i", "03/03/2026 09:00", FIVE_DAYS)
    refused = counter.file(moment("04/03/2026 08:00"), FIVE_DAYS).dossier_id
    counter.act(moment("04/03/2026 08:30"), refused, Decline(DeclineReason.INCOMPLETE), desk)
    played.receive("o", "04/03/2026 09:00", FIVE_DAYS)
    counter.act(
        moment("04/03/2026 09:20"),
        played.ids["o"],
        Void(counter.reason(moment("04/03/2026 09:20"), "Nhập nhầm.")),
        desk,
    )
    played.receive("q", "04/03/2026 14:00", THREE_DAYS, case="never_married")
    stopped_at = moment("05/03/2026 09:00")
    counter.act(stopped_at, played.ids["f"], Stop(counter.reason(stopped_at, "Rút hồ sơ.")), desk)
    played.accept("j", "05/03/2026 08:00", "05/03/2026 09:00", FIVE_DAYS)
    played.receive("r", "06/03/2026 08:00", FIVE_DAYS)
    sorry_at, until = moment("06/03/2026 10:00"), moment("13/03/2026 17:00")
    counter.act(sorry_at, played.ids["k"], Apologise(counter.reason(sorry_at, "Cần xác minh thêm."), until))
    counter.act(moment("06/03/2026 10:30"), played.ids["k"], Reappoint(until), desk)
    played.complete("e", "06/03/2026 15:00", refused=True)
    played.complete("c", "09/03/2026 10:00")
    played.ask_supplement("j", "09/03/2026 10:00")
    played.complete("q", "09/03/2026 16:00")
    played.receive("l", "10/03/2026 09:00", SAME_DAY)
    played.complete("l", "10/03/2026 09:20")
    played.receive("h", "12/03/2026 09:00", FIVE_DAYS)
    played.complete("k", "12/03/2026 11:00")
    lapse = moment("13/03/2026 07:30")
    with recording(actor=MACHINE, at=lapse, recorded_at=lapse):
        sweep.run_once(lapse)
    counter.act(lapse, played.ids["g"], CloseUnanswered(), desk)
    counter.file(moment("13/03/2026 20:00"), FIVE_DAYS)
    catch_up(commands.LEDGER.name)
    return played


def total(period: periods.Period, cut: Cut = ALL) -> Figures:
    return queries.period_table(period, by=By.FIELD, cut=cut).total.figures


def form_07a(row: Figures) -> tuple[int, ...]:
    """Columns (3) to (15) of Biểu 07a/BTP/KSTT."""
    return (
        row.received, row.online_full, row.online_part, row.post, row.counter, row.carried_over,
        row.resolved, row.early, row.on_time, row.late, row.open, row.in_term, row.overdue,
    )  # fmt: skip


DUE = {
    "a": "26/02", "b": "26/02", "c": "09/03", "d": "26/02", "e": "09/03", "f": "09/03", "h": "19/03", "i": "10/03",
    "k": "09/03", "l": "10/03", "q": "09/03", "r": "13/03",
}  # fmt: skip
CLASSES = {
    "a": "early", "b": "late", "c": "on_time", "d": "on_time", "e": "early", "f": "on_time", "g": "on_time",
    "k": "late", "l": "on_time", "q": "on_time",
}  # fmt: skip


def test_the_worked_month_comes_out_as_printed(month: Month) -> None:
    for name, day in DUE.items():
        clock = month.facts(name).clock
        assert clock is not None
        assert clock.due_date is not None
        assert f"{clock.due_date:%d/%m}" == day, name
    assert {name: month.facts(name).timeliness for name in CLASSES} == CLASSES
    assert month.facts("d").timeliness_766 == "late"
    assert month.facts("k").reappointment_kept is True

    table = queries.period_table(MARCH, by=By.FIELD, cut=ALL)
    assert form_07a(table.total.figures) == (14, 1, 1, 1, 8, 3, 10, 2, 6, 2, 4, 2, 2)
    rates = table.total.rates
    shown = [ratios.shown(rate) for rate in (rates.on_time, rates.decisions_only, rates.with_open_overdue)]
    assert shown == ["80,00", "75,00", "66,67"]
    assert total(APRIL).carried_over == 4

    sent_at = moment("16/03/2026 09:00")
    with recording(actor=MACHINE, at=sent_at, recorded_at=sent_at):
        commands.submit_report(
            actor=MACHINE, at=sent_at, agency_id=month.counter.committee_id, period=MARCH,
            table={"total": {}}, position=queries.position_read(),
        )  # fmt: skip
    entered_at = moment("17/03/2026 09:00")
    month.counter.complete(month.ids["i"], moment("13/03/2026 16:00"), entered_at=entered_at)
    catch_up(commands.LEDGER.name)
    assert month.facts("i").timeliness == "late"
    assert form_07a(total(MARCH)) == (14, 1, 1, 1, 8, 3, 10, 2, 6, 2, 4, 2, 2)
    assert (total(APRIL).late, total(APRIL).open) == (1, 3)
    assert list(checking.faults()) == []

"""A gateway's file of a day beside ours: what only it knows is taken in, what differs explained, the day closed."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers.parts import PLAIN
from motcua.papers.scanning.tests import sheets
from motcua.payments import commands, demo_commands, entries, models, queries
from motcua.payments.gateways import VARIABLE
from motcua.payments.rules.comparing import compared
from motcua.payments.tests.house import MORNING, Counter, stranger
from motcua.payments.tests.online import DEMO, demo, electronic_book, ordered, paid, swept, told_of
from motcua.payments.types import FileKind, FileLine, Likeness
from motcua.process.tests.house import facts

TOMORROW = MORNING + timedelta(days=1)


@pytest.fixture
def online(here: Counter, monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setenv(VARIABLE, "demo: vietqr:")
    electronic_book(here)
    return here


def kept(online: Counter, content: bytes | None = None, **changes: Any) -> int:
    """The file of the day is put in."""
    file = demo().file_of(MORNING.date()) if content is None else content
    values = {**online.by(online.head), "agency_id": online.place.agency_id, "gateway": DEMO, "day": MORNING.date()}
    return commands.keep_statement(**{**values, "content": file, **changes})


def refused(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.refusal.code


def likenesses(online: Counter, statement_id: int) -> list[Likeness]:
    return [line.likeness for line in queries.statement(online.head.scope, statement_id).lines]


@pytest.mark.parametrize(
    ("theirs", "ours", "likeness"),
    [
        (50_000, 50_000, Likeness.SAME),
        (50_000, 40_000, Likeness.DIFFERS),
        (50_000, None, Likeness.ONLY_THEIRS),
        (None, 50_000, Likeness.ONLY_OURS),
    ],
)
def test_how_one_transaction_stands(theirs: int | None, ours: int | None, likeness: Likeness) -> None:
    def line(amount: int | None) -> list[FileLine]:
        return [] if amount is None else [FileLine(FileKind.PAID, "T1", "", amount, MORNING)]

    (one,) = compared(line(theirs), line(ours), reasons={})
    assert (one.theirs, one.ours, one.likeness, one.is_open) == (theirs, ours, likeness, likeness is not Likeness.SAME)
    (told,) = compared(line(theirs), line(ours), reasons={(FileKind.PAID, "T1"): "Lệch giờ"})
    assert not told.is_open


def test_money_of_which_nobody_told_us_is_found_in_the_file(online: Counter) -> None:
    known, silent = online.receive(50_000), online.receive(20_000)
    told_of(paid(ordered(online, known, 50_000)))
    paid(ordered(online, silent, 20_000))
    number = kept(online)
    assert likenesses(online, number) == [Likeness.SAME, Likeness.ONLY_THEIRS]
    assert commands.take_in(scope=online.head.scope, at=MORNING, statement_id=number) == 1
    assert commands.take_in(scope=online.head.scope, at=MORNING, statement_id=number) == 0
    assert likenesses(online, number) == [Likeness.SAME, Likeness.SAME]
    assert not facts(silent).fees_due
    told = queries.statement(online.head.scope, number)
    assert (told.came, told.settled, told.going_back, told.open_lines) == (70_000, 70_000, 0, 0)


def test_what_goes_back_stands_in_the_file_too(online: Counter) -> None:
    told_of(paid(ordered(online, online.receive(50_000), 50_000), amount=1_000))
    (back,) = queries.repayments(online.head.scope)
    commands.approve_repayment(**online.by(online.head), repayment_id=back.id)
    swept(MORNING + timedelta(minutes=1))
    told = queries.statement(online.head.scope, kept(online))
    assert {line.likeness for line in told.lines} == {Likeness.SAME}
    assert (told.came, told.going_back, told.went_back) == (1_000, 1_000, 1_000)


def test_a_day_is_closed_when_it_is_over_and_everything_is_explained(online: Counter) -> None:
    told_of(paid(ordered(online, online.receive(50_000), 50_000)))
    demo_commands.pay("MC9999999990", amount=5_000, paid_at=MORNING)
    number = kept(online)
    by = online.by(online.head, TOMORROW)
    with pytest.raises(Refused) as caught:
        commands.close_statement(**online.by(online.head), statement_id=number)
    assert refused(caught) == "statement_day_running"
    with pytest.raises(Refused) as caught:
        commands.close_statement(**by, statement_id=number)
    assert refused(caught) == "statement_unexplained"
    (unknown,) = (line for line in queries.statement(online.head.scope, number).lines if line.is_open)
    line: dict[str, Any] = {"statement_id": number, "kind": unknown.kind, "transaction": unknown.transaction}
    commands.explain_line(**by, **line, reason="Tiền của đơn vị khác")
    commands.close_statement(**by, statement_id=number)
    told = queries.statement(online.head.scope, number)
    assert (told.row.closed_at, told.open_lines) == (TOMORROW, 0)
    (till,) = (one for one in queries.tills(online.head.scope) if one.officer_id is None)
    assert till.closed_at == TOMORROW
    head = online.head
    sheet = commands.print_day_sheet(actor=head.actor, scope=head.scope, at=TOMORROW, till_id=till.id, sheet=PLAIN)
    told_by_it = " ".join(sheets.text_of(sheet).split())
    assert "Thu thanh toán trực tuyến" in told_by_it
    assert "Tiền mặt" not in told_by_it
    for doing in (lambda: kept(online, at=TOMORROW), lambda: commands.explain_line(**by, **line, reason="Khác")):
        with pytest.raises(Refused) as caught:
            doing()
        assert refused(caught) == "statement_closed"
    written = {one.kind: one for one in journal.entries_after(0, limit=1_000) if one.kind in entries.COMPARED}
    assert written.keys() == set(entries.COMPARED)
    for one in written.values():
        golden.check(one.kind, one.body)
    assert [one.sentence for one in checking.run(["payments"])] == []


def test_what_is_no_file_and_whose_it_is_not(online: Counter) -> None:
    with pytest.raises(Refused) as caught:
        kept(online, b"no file at all")
    assert refused(caught) == "statement_unreadable"
    other = stranger()
    with pytest.raises(Refused) as caught:
        kept(online, actor=other.actor, scope=other.scope)
    assert refused(caught) == "payments_not_yours"
    number = kept(online)
    for asking in (
        lambda: queries.statement(other.scope, number),
        lambda: commands.take_in(scope=other.scope, at=MORNING, statement_id=number),
        lambda: commands.close_statement(**online.by(other, TOMORROW), statement_id=number),
    ):
        with pytest.raises(Refused) as caught:
            asking()
        assert refused(caught) == "payments_absent"
    assert models.Statement.objects.count() == 1

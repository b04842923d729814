"""Two officers at once, a double click, twenty desks, and a sweep that is killed: real sessions, real commits."""

from collections import Counter
from functools import partial

import pytest

from conftest import OwnDatabase
from motcua.dossier.tests.test_concurrency import deaths
from motcua.dossier.types import Apologise, AskSupplement
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.process import commands, queries
from motcua.process.tests.house import facts, findings, house, on, work, written
from motcua.process.types import LetterEntry, WorkKind

DESKS = 20


def test_of_two_officers_at_once_one_wins_and_the_other_is_told(own_database: OwnDatabase) -> None:
    here = house()
    receipt = here.receive()
    number = work(receipt.dossier_id).number

    def officer(which: int) -> str:
        who, seen = ((here.officer, receipt.sequence), (here.colleague, None))[which]
        try:
            here.advance(who, receipt.dossier_id, "submit", on("03/03 09:00"), work_number=number, seen=seen)
        except Refused as refused:
            return refused.refusal.code
        return "done"

    answers = Counter(own_database.together(officer, 2))
    assert answers["done"] == 1
    assert answers["moved_on"] + answers["work_done_already"] == 1
    assert len(queries.open_work(receipt.dossier_id)) == 1
    assert findings() == []


def test_a_double_click_receives_one_dossier(own_database: OwnDatabase) -> None:
    here = house()
    key = RequestKey("one press", b"one sheet")
    first, second = own_database.together(lambda _: here.receive(key=key), 2)
    assert first == second
    assert len(queries.inbox(here.officer.scope, queries.Box.TEAM)) == 1
    assert findings() == []


def test_a_double_click_drafts_one_letter_of_apology(own_database: OwnDatabase) -> None:
    here = house()
    dossier_id, reason = here.receive().dossier_id, written()
    here.act(here.officer, dossier_id, lambda unit: Apologise(reason(unit)), on("12/03 10:00"))

    def press(_which: int) -> None:
        commands.draft_apology(
            actor=here.officer.actor, scope=here.officer.scope, at=on("12/03 10:00"), dossier_id=dossier_id
        )

    own_database.together(press, 2)
    told = Counter(entry.kind for entry in journal.entries(f"dossier/{dossier_id}"))
    assert told[LetterEntry.DRAFTED] == 1
    assert findings() == []


def test_twenty_desks_receive_at_once(own_database: OwnDatabase) -> None:
    here = house()
    receipts = own_database.together(lambda _: here.receive(), DESKS)
    assert sorted(one.code[-4:] for one in receipts) == [f"{number:04d}" for number in range(1, DESKS + 1)]
    assert findings() == []


@pytest.mark.slow
def test_a_sweep_killed_at_any_statement_proposes_the_closing_once(own_database: OwnDatabase) -> None:
    here = house()
    dossier_id = here.receive().dossier_id
    here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
    ring = partial(commands.ring, dossier_id, on("20/03 07:30"))
    died = 0
    for _ in deaths(ring):
        died += 1
        assert findings() == []
    assert died >= 8
    ring()
    assert work(dossier_id).kind == WorkKind.CONFIRM_CLOSING
    told = Counter(entry.kind for entry in journal.entries(f"dossier/{dossier_id}"))
    assert told["dossier.closing_proposed"] == 1
    assert facts(dossier_id).closing_proposed_at is not None
    assert findings() == []

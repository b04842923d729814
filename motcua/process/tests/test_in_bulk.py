"""A leader's 120 after lunch: one press, each its own outcome; a line that breaks leaves nothing half done."""

from collections.abc import Iterator
from itertools import islice

from motcua.dossier.tests.examples import TAX
from motcua.dossier.types import Pause, State
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.process import queries
from motcua.process.commands import advance_each
from motcua.process.queries import Box
from motcua.process.tests.house import House, Person, facts, findings, on
from motcua.process.types import DoneInBulk, WorkKey

MOST = 120
PRESS = RequestKey("after-lunch", b"the same form")


def test_120_are_approved_with_one_press_that_is_broken_off_and_repeated(settled: House) -> None:
    here = settled
    ids = [here.receive(on("02/03 09:00")).dossier_id for _number in range(MOST)]
    for who in (here.officer, here.colleague):
        submitted = dict.fromkeys(lying_with(who), "submit")
        done = list(advance_each(actor=who.actor, scope=who.scope, now=lambda: on("03/03 09:00"), ways=submitted))
        assert [one.refusal for one in done] == [None] * len(submitted)
    work = lying_with(here.leader)
    assert sorted(key.dossier_id for key in work) == ids
    quicker, stopped = work[30], work[90]
    here.advance(here.leader, quicker.dossier_id, "approve", on("03/03 13:00"))
    here.act(here.officer, stopped.dossier_id, Pause(TAX.key), on("03/03 13:00"))

    def press() -> Iterator[DoneInBulk]:
        return advance_each(
            actor=here.leader.actor,
            scope=here.leader.scope,
            now=lambda: on("03/03 13:30"),
            ways=dict.fromkeys(work, "approve"),
            press=PRESS,
        )

    assert len(list(islice(press(), 60))) == 60
    decided = [one for one in ids if facts(one).state is State.DECIDED]
    assert sorted(decided) == sorted(key.dossier_id for key in work[:60]), "whole ones only, up to where it broke"

    written = journal.last_position()
    again = {one.key: one.refusal for one in press()}
    assert list(again) == work
    assert {key for key, refusal in again.items() if refusal is not None} == {quicker, stopped}
    refused = again[quicker]
    assert refused is not None
    assert refused.code == "work_done_already"
    assert journal.last_position() > written
    assert [facts(one).state for one in ids].count(State.DECIDED) == MOST - 1
    assert facts(stopped.dossier_id).state is State.PAUSED
    written = journal.last_position()
    assert {one.key: one.refusal for one in press()} == again
    assert journal.last_position() == written, "a third press does nothing"
    assert findings() == []


def lying_with(who: Person) -> list[WorkKey]:
    rows = queries.inbox(who.scope, Box.MINE, limit=MOST)
    return [WorkKey(row.work.dossier_id, row.work.number) for row in rows]

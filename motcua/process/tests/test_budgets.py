"""How many statements a move costs, and that lists cost the same however long they are."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossier.types import (
    Accept,
    AnswerSupplement,
    Apologise,
    AskSupplement,
    CloseUnanswered,
    HeldComponent,
    OpenCorrection,
    OwedFee,
    Pause,
    Resume,
    SettleFee,
)
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands, queries
from motcua.process.queries import After, Box
from motcua.process.tests.house import House, Person, facts, house, on, work, written

pytestmark = pytest.mark.own_sql

_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ", "ROLLBACK")
MOST = 6
"""Receiving has a budget of its own: it is measured beside hand-written SQL."""


@pytest.fixture
def here(settled: House) -> House:
    return settled


def statements(doing: Callable[[], object]) -> list[str]:
    """What it sends, without BEGIN, COMMIT and savepoints."""
    with CaptureQueriesContext(connection) as captured:
        doing()
    return [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(_NOT_COUNTED)]


def test_no_move_costs_more_than_six_statements(own_database: Any) -> None:
    """In a house that was founded before, by a process that has met its calendars, agencies and posts before."""
    here = house()
    for doing in (here.receive, here.receive_land, here.file):
        doing()
    for agency, role in product(organisation.agencies(on=on("02/03 09:00").date()), Role):
        organisation.holders_of(role, agency_id=agency.id, on=on("02/03 09:00").date())
    costs: dict[str, list[str]] = {}
    here.act(here.officer, here.receive().dossier_id, lambda unit: Apologise(written()(unit)), on("02/03 09:00"))
    one = here.receive(fees=(OwedFee("fee", 50_000),)).dossier_id
    number = work(one).number

    def give() -> None:
        commands.reassign(actor=here.leader.actor, scope=here.leader.scope, at=on("02/03 09:30"), dossier_id=one,
                          work_number=number, officer_id=here.colleague.id, reason="Nghỉ phép")  # fmt: skip

    costs["reassign"] = statements(give)
    costs["note"] = statements(
        lambda: commands.write_note(
            actor=here.officer.actor, scope=here.officer.scope, at=on("02/03 09:45"), dossier_id=one, words="Xem giúp.",
            mentioned=[here.colleague.id],
        )
    )  # fmt: skip
    costs["pause"] = statements(lambda: here.act(here.officer, one, Pause("tax"), on("02/03 10:00")))
    costs["resume"] = statements(lambda: here.act(here.officer, one, Resume("tax"), on("02/03 11:00")))
    ask = AskSupplement(missing=("request",))
    answer = AnswerSupplement((HeldComponent("request", originals=2),))
    costs["ask"] = statements(lambda: here.act(here.officer, one, ask, on("03/03 09:00")))
    costs["answer"] = statements(lambda: here.act(here.desk, one, answer, on("04/03 09:00")))
    costs["submit"] = advance(here, here.officer, one, "submit", "05/03 09:00")
    costs["approve"] = advance(here, here.leader, one, "approve", "05/03 10:00")
    back = work(one).number
    costs["send back"] = statements(
        lambda: commands.send_back(
            actor=here.clerk.actor,
            scope=here.clerk.scope,
            at=on("05/03 11:00"),
            dossier_id=one,
            work_number=back,
            reason="Sai",
        )
    )
    here.advance(here.leader, one, "approve", on("05/03 12:00"))
    costs["seal"] = advance(here, here.clerk, one, "seal", "05/03 14:00")
    costs["settle"] = statements(lambda: here.act(here.desk, one, SettleFee("fee", by="BL 1"), on("05/03 15:00")))
    costs["hand over"] = advance(here, here.desk, one, "hand_over", "05/03 15:10")
    costs["correct"] = statements(
        lambda: here.act(here.officer, one, lambda unit: OpenCorrection(written()(unit)), on("06/03 09:00"))
    )
    filed = here.file()
    costs["accept"] = statements(lambda: here.act(here.desk, filed, Accept(), on("02/03 10:00")))
    here.act(here.officer, filed, ask, on("03/03 09:00"))
    costs["ring"] = statements(lambda: commands.ring(filed, on("19/03 07:30")))
    costs["close"] = statements(lambda: here.act(here.desk, filed, CloseUnanswered(), on("19/03 09:00")))
    for _ in range(2):  # the first of the day asks which tax office is competent
        costs["to tax"] = advance(here, here.officer, here.receive_land(), "send_to_tax", "03/03 09:00")
    assert {name: sent for name, sent in costs.items() if len(sent) > MOST} == {}
    assert facts(one).open_correction is not None


def advance(here: House, who: Person, dossier_id: int, action_key: str, at: str) -> list[str]:
    number = work(dossier_id).number
    return statements(lambda: here.advance(who, dossier_id, action_key, on(at), work_number=number))


def test_lists_cost_the_same_for_three_and_for_thirty(here: House) -> None:
    lists: dict[str, Callable[[], object]] = {
        "inbox": lambda: [queries.inbox(here.officer.scope, box) for box in Box],
        "tabs": lambda: queries.box_counts(here.officer.scope),
    }
    for _ in range(3):
        here.receive()
    few = {name: len(statements(ask)) for name, ask in lists.items()}
    for _ in range(27):
        here.receive()
    assert {name: len(statements(ask)) for name, ask in lists.items()} == few
    assert few["inbox"] == len(Box)
    assert few["tabs"] == 1
    rows = [row.work.dossier_id for box in (Box.MINE, Box.TEAM) for row in queries.inbox(here.officer.scope, box)]
    assert len(rows) == 15 + 30, "half of it is his, all of it his post's"


def test_pages_of_an_inbox_follow_one_another_without_gap(here: House) -> None:
    for _ in range(7):
        here.receive()
    whole = queries.inbox(here.officer.scope, Box.TEAM)
    met, after = [], None
    while page := queries.inbox(here.officer.scope, Box.TEAM, after=after, limit=3):
        met += page
        after = After(page[-1].work.due_at, page[-1].id)
    assert met == whole


def test_a_strangers_inbox_is_empty(here: House) -> None:
    here.receive()
    assert [queries.inbox(here.stranger.scope, box) for box in Box] == [[], [], [], []]
    assert set(queries.box_counts(here.stranger.scope).values()) == {0}

"""Many desks, two officers, two sweeps, and a machine that dies in the middle: real sessions, real commits."""

import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections

from conftest import OwnDatabase
from motcua.dossier import commands, models, queries
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import MORNING, Office, act, office
from motcua.dossier.types import AskSupplement, Decide, Outcome, Pause
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refused, system

DESKS = 50
EACH = 3


def kinds(dossier_id: int) -> list[str]:
    return [entry.kind for entry in journal.entries(f"dossier/{dossier_id}")]


def ring(dossier_id: int, at: datetime) -> None:
    """What the sweep of process does with one dossier."""
    with recording(actor=system("alarms"), at=at, recorded_at=at) as unit:
        locked = commands.fire_alarm(unit, commands.lock(unit, dossier_id, seen=None), at)
        commands.save(unit, locked)


def sound() -> bool:
    return not list(queries.faults()) and not list(queries.silent_gaps())


def test_fifty_desks_give_out_codes_without_duplicate_or_gap(own_database: OwnDatabase) -> None:
    here = office()

    def desk(number: int) -> list[int]:
        taken = []
        for round_ in range(EACH):
            if (number + round_) % 5 == 0:
                with pytest.raises(Refused, match="missing_component"):
                    here.receive(components=())
            taken.append(here.receive())
        return taken

    ids = [dossier_id for taken in own_database.together(desk, DESKS) for dossier_id in taken]
    codes = models.Dossier.objects.filter(id__in=ids).order_by("code").values_list("code", flat=True)
    assert list(codes) == [f"H49.201-260302-{number:04d}" for number in range(1, DESKS * EACH + 1)]
    assert sound()


def test_the_number_widens_when_it_outgrows_its_width(own_database: OwnDatabase) -> None:
    here = office()
    here.receive()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_counter SET last = 9999 WHERE series = %s", [f"dossier:{here.resolving}:260302"])
    last = models.Dossier.objects.get(id=here.receive())
    assert last.code == "H49.201-260302-10000"


def test_of_two_officers_at_once_one_decides_and_the_other_is_told(own_database: OwnDatabase) -> None:
    here = office()
    dossier_id = here.receive()

    def officer(number: int) -> str:
        outcome = Outcome.GRANTED if number else Outcome.REFUSED
        command: Any = Decide(outcome)
        try:
            if number:
                act(dossier_id, command, on("03/03 09:00"), seen=1)
            else:
                act(dossier_id, Pause("tax"), on("03/03 09:00"), seen=1)
        except Refused as refused:
            return refused.refusal.code
        return "done"

    assert Counter(own_database.together(officer, 2)) == {"done": 1, "moved_on": 1}
    assert len(kinds(dossier_id)) == 2
    assert sound()


def test_two_sweeps_ring_one_alarm_once(own_database: OwnDatabase) -> None:
    here = office()
    dossier_id = here.receive()
    at = on("13/03 07:30")
    own_database.together(lambda _: ring(dossier_id, at), 2)
    assert kinds(dossier_id) == ["dossier.received", "dossier.alarm_fired"]
    assert sound()


# --- the machine dies ------------------------------------------------------------------------------------------------


class _Killer:
    """Ends its own process, as a power cut would, before or after the n-th statement."""

    def __init__(self, statement: int, *, before: bool) -> None:
        self.left = statement
        self.before = before

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0 and self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = execute(sql, params, many, context)
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def dies_at(statement: int, *, before: bool, doing: Callable[[], object]) -> bool:
    """Does it in a process of its own that dies at that statement; False when there was no such statement."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with connection.execute_wrapper(_Killer(statement, before=before)):
                doing()
            status = 0
        except BaseException:  # noqa: BLE001 - the child's only way to say what went wrong
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
    return os.WIFSIGNALED(ended)


def deaths(doing: Callable[[], object]) -> Iterator[None]:
    """Dies before and after every statement of the act, one death after the other."""
    statement = 1
    while dies_at(statement, before=True, doing=doing):
        yield
        dies_at(statement, before=False, doing=doing)
        yield
        statement += 1


@pytest.fixture
def alarms(own_database: OwnDatabase) -> tuple[Office, dict[str, tuple[int, datetime]]]:
    """One dossier for each alarm of the sweep, and the instant at which it rings."""
    here = office()
    waiting = here.receive()
    act(waiting, AskSupplement(missing=("request",)), on("03/03 09:00"))
    return here, {
        "filing_alert": (here.file(), on("02/03 11:00")),
        "filing_answer_due": (here.file(), on("03/03 09:00")),
        "due_tomorrow": (here.receive(), on("13/03 07:30")),
        "apology_due": (here.receive(), on("13/03 17:00")),
        "expiry": (here.receive(), on("17/03 00:00")),
        "waiting_over": (waiting, on("19/03 07:30")),
    }


@pytest.mark.slow
def test_a_sweep_killed_at_any_statement_leaves_nothing_half_done(
    alarms: tuple[Office, dict[str, tuple[int, datetime]]],
) -> None:
    _, ringing = alarms
    for name, (dossier_id, at) in ringing.items():
        before = kinds(dossier_id)
        died = 0
        for _ in deaths(partial(ring, dossier_id, at)):
            died += 1
            assert sound(), name
            assert kinds(dossier_id) == before or "dossier.alarm_fired" in kinds(dossier_id), name
        assert died >= 6, name
        ring(dossier_id, at)
        after = kinds(dossier_id)
        rung = Counter(str(alarm) for alarm in queries.facts(dossier_id).fired)
        assert set(rung.values()) == {1}, name
        assert Counter(after)["dossier.closing_proposed"] == (1 if name == "waiting_over" else 0)
        row = models.Dossier.objects.get(id=dossier_id)
        assert row.next_alarm_at is None or row.next_alarm_at > at, name
        assert row.stream_sequence == len(after)
    assert sound()


@pytest.mark.slow
def test_a_receipt_killed_at_any_statement_is_there_or_not_and_loses_no_number(own_database: OwnDatabase) -> None:
    here = office()
    for _ in deaths(partial(here.receive, MORNING)):
        assert sound()
    here.receive()
    count = models.Dossier.objects.count()
    last = models.Dossier.objects.order_by("-code").values_list("code", flat=True)[0]
    assert last == f"H49.201-260302-{count:04d}"

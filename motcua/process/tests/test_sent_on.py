"""What an officer sent out of his agency stays in his own box until it is back, or its result is on its way home."""

from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module

import pytest
from django.db import connection

from motcua.dossier.types import AnswerSupplement, AskSupplement, HeldComponent
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import ACTOR
from motcua.organisation.types import Role
from motcua.process import commands, models, queries
from motcua.process.queries import Box
from motcua.process.rules.sending import sender_of
from motcua.process.tests.house import TODAY, House, Person, at_work, findings, on, work
from motcua.process.types import Because, Placement, Sender, WorkItem

pytestmark = pytest.mark.own_sql

COMMUNE, CENTRE, TAX = 1, 2, 3
DUNG = Sender(11, COMMUNE)
LEGS = {
    "desk": ("answer_filing", Role.RECEPTIONIST, 10, CENTRE),
    "read": ("appraise", Role.OFFICER, 11, COMMUNE),
    "read by nobody": ("appraise", Role.OFFICER, None, COMMUNE),
    "led": ("approve", Role.LEADER, 13, COMMUNE),
    "at the tax office": ("consult", Role.OFFICER, 15, TAX),
    "led there": ("approve", Role.LEADER, 16, TAX),
    "paid": ("pay", Role.RECEPTIONIST, None, CENTRE),
    "supplemented": ("await_supplement", Role.RECEPTIONIST, None, COMMUNE),
    "handed over": ("hand_over", Role.RECEPTIONIST, 10, CENTRE),
}


@pytest.fixture
def here(settled: House) -> Iterator[House]:
    yield settled
    assert findings() == []


@pytest.mark.parametrize(
    ("way", "sender"),
    [
        ("read", None),
        ("desk, read", None),
        ("read, led", None),
        ("read, at the tax office", DUNG),
        ("read, at the tax office, led there", DUNG),
        ("read, at the tax office, paid", DUNG),
        ("read, at the tax office, read", None),
        ("read, at the tax office, read, led", None),
        ("read, led, at the tax office", DUNG),
        ("read by nobody, at the tax office", None),
        ("read, paid", DUNG),
        ("read, supplemented", DUNG),
        ("read, supplemented, read", None),
        ("read, led, handed over", None),
        ("read, at the tax office, led there, handed over", None),
        ("at the tax office, read", Sender(15, TAX)),
    ],
)
def test_who_waits(way: str, sender: Sender | None) -> None:
    assert sender_of([lying(*LEGS[leg]) for leg in way.split(", ")]) == sender


def test_through_the_tax_office_and_the_payment_and_back(here: House) -> None:
    dossier_id, other = here.receive_land(), here.receive_land()
    sender = by_id(here, work(dossier_id).placement.officer_id)
    colleague = by_id(here, work(other).placement.officer_id)
    assert sender != colleague
    here.advance(sender, dossier_id, "send_to_tax", on("05/03 16:00"))
    assert (waits(sender), waits(colleague)) == ([dossier_id], [])
    assert (waits(here.tax_officer), waits(here.leader)) == ([], [])

    lend(here, sender, here.clerk, day=date(2026, 3, 6))
    for day, found in ((date(2026, 3, 6), [dossier_id]), (date(2026, 3, 7), [])):
        assert waits(at_work(here.clerk.id, day=day), day=day) == found

    kept = models.WorkItem.objects.filter(sent_by__isnull=False)
    before = list(kept.values_list("number", "sent_by", "sent_from"))
    kept.update(sent_by=None, sent_from=None)
    with connection.cursor() as cursor:
        cursor.execute(import_module("motcua.process.migrations.0012_work_sent_on").FILL_IN)
    assert list(kept.values_list("number", "sent_by", "sent_from")) == before, "the rows of a running house are filled"

    here.advance(here.tax_officer, dossier_id, "notify", on("09/03 10:00"))
    assert (waits(sender), waits(here.desk), waits(here.tax_officer)) == ([dossier_id], [dossier_id], [])
    here.advance(here.desk, dossier_id, "paid", on("17/03 10:00"))
    assert (waits(sender), waits(here.desk)) == ([], [])
    assert not kept.exists()

    here.advance(colleague, other, "send_to_tax", on("17/03 10:00"))
    recalled = work(other).number
    assert waits(colleague) == [other]
    commands.recall(
        actor=colleague.actor, scope=colleague.scope, at=on("17/03 10:05"), dossier_id=other, work_number=recalled
    )
    assert waits(colleague) == []


def test_while_the_person_supplements(here: House) -> None:
    dossier_id = here.receive().dossier_id
    here.act(here.officer, dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
    assert (waits(here.officer), waits(here.colleague)) == ([dossier_id], [])
    commands.ring(dossier_id, on("20/03 07:30"))
    assert waits(here.officer) == [dossier_id], "the desk is asked to close it"
    here.act(here.desk, dossier_id, AnswerSupplement((HeldComponent("request", originals=2),)), on("20/03 08:00"))
    assert waits(here.officer) == []


def waits(who: Person, *, day: date = TODAY) -> list[int]:
    """What waits in his box; the tab and the page of workloads say the same number, and nothing of it stands elsewhere
    in his inbox."""
    found = [row.work.dossier_id for row in queries.inbox(who.scope, Box.WAITING)]
    loads = queries.workloads(who.scope, at=datetime.combine(day, time(9)))
    assert sum(one.waiting for one in loads if one.officer_id == who.id) == len(found)
    assert queries.box_counts(who.scope) == {box: len(queries.inbox(who.scope, box)) for box in Box}
    assert not {row.work.dossier_id for row in queries.inbox(who.scope, Box.MINE)} & set(found)
    return found


def by_id(here: House, officer_id: int | None) -> Person:
    return next(one for one in (here.officer, here.colleague) if one.id == officer_id)


def lend(here: House, giver: Person, receiver: Person, *, day: date) -> None:
    (holding,) = organisation.holdings(on=day, officer_id=giver.id)
    lending.delegate(
        actor=ACTOR,
        at=on("02/03 08:00"),
        giver_id=giver.id,
        receiver_id=receiver.id,
        post_id=holding.post.id,
        valid_from=day,
        valid_to=day,
        decision="Giấy ủy quyền 4",
    )


def lying(kind: str, role: Role, officer_id: int | None, agency_id: int) -> WorkItem:
    return WorkItem(
        number=1,
        dossier_id=1,
        step_key=kind,
        kind=kind,
        placement=Placement(agency_id, None, role, officer_id, Because.ONLY_ONE),
        opened_at=on("02/03 09:00"),
        due_at=None,
    )

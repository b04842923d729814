"""A result goes home by post: ordered, booked, given to the carrier, there; and what may happen on the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.dossier.types import OwedFee, ReturnMethod, State
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking, sweep
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import Role
from motcua.papers.parts import PLAIN
from motcua.papers.types import Sheet
from motcua.parties.types import Party, PartyKind
from motcua.postal import commands, entries, queries
from motcua.postal.carriers import VARIABLE
from motcua.postal.types import ShipmentState, Trouble
from motcua.process import commands as process
from motcua.process.tests.house import House, Person, at_work, facts, on

SENT = on("05/03 09:00")
BINH = Party(PartyKind.PERSON, "Trần Thị Bình", address="Số 5, phường Mẫu", phone="0912345678")


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        doing()
    return caught.value.refusal.code


def ready(here: House, **changes: Any) -> int:
    """A dossier whose result lies at the desk, wanted by post."""
    one = here.receive(**{"return_method": ReturnMethod.POST, **changes}).dossier_id
    here.advance(here.officer, one, "submit", on("03/03 09:00"))
    here.advance(here.leader, one, "approve", on("03/03 15:00"))
    here.advance(here.clerk, one, "seal", on("04/03 09:00"))
    return one


def order(here: House, dossier_id: int, *, who: Person | None = None, at: datetime = SENT, **changes: Any) -> int:
    who = who or here.desk
    given: dict[str, Any] = {"to": BINH, "amount": 26_000, **changes}
    return commands.order(actor=who.actor, scope=who.scope, at=at, dossier_id=dossier_id, **given)


def mark(here: House, *shipments: int, state: ShipmentState = ShipmentState.POSTED, at: datetime = SENT) -> int:
    who = here.desk
    return commands.mark(actor=who.actor, scope=who.scope, at=at, shipment_ids=shipments, state=state)


def swept(at: datetime) -> None:
    """The sweep looks after what is due."""
    for one in commands.due(at):
        commands.look_after(one.pk, at)


def state_of(here: House, shipment_id: int) -> ShipmentState:
    return queries.shipment(here.desk.scope, shipment_id).state


def faults() -> list[str]:
    return [one.sentence for one in checking.run(["postal", "dossiers", "work"])]


def printed_label(here: House, number: int, sheet: Sheet = PLAIN) -> str:
    pdf = commands.print_label(actor=here.desk.actor, scope=here.desk.scope, at=SENT, shipment_id=number, sheet=sheet)
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_from_the_desk_to_the_door(here: House) -> None:
    one = ready(here)
    assert [found.dossier_id for found in queries.to_send(here.desk.scope, at=SENT)] == [one]
    number = order(here, one)
    assert queries.to_send(here.desk.scope, at=SENT) == []
    assert refused(lambda: queries.label(here.desk.scope, number, at=SENT)) == "shipment_not_booked"
    swept(SENT)
    booked = queries.shipment(here.desk.scope, number)
    assert (booked.state, booked.amount, booked.to) == (ShipmentState.BOOKED, 26_000, BINH)
    label = printed_label(here, number)
    again = printed_label(here, number, Sheet(is_bilingual=True))
    assert "Bản in lại lần 1" in again
    assert "Parcel No." in again
    assert "Bản in" not in label
    assert all(words in label for words in (booked.reference, BINH.name, BINH.address, facts(one).code))
    mark(here, number)
    swept(SENT + timedelta(days=1, hours=4))
    assert state_of(here, number) is ShipmentState.ON_THE_WAY
    assert facts(one).state is State.COMPLETED, "the person has not got it yet"
    there = SENT + timedelta(days=2, hours=8)
    swept(there)
    assert state_of(here, number) is ShipmentState.DELIVERED
    assert (facts(one).state, facts(one).handed_over_at) == (State.HANDED_OVER, there)
    assert facts(one).handed_over_by is ReturnMethod.POST
    assert not commands.due(there + timedelta(days=30)).exists()
    assert faults() == []
    told = journal.entries(f"shipment/{number}")
    assert [entry.kind for entry in told] == [entries.ORDERED, *[entries.MOVED] * 4]
    assert BINH.name not in str([entry.body for entry in told])
    golden.check(entries.ORDERED, told[0].body)
    golden.check(entries.MOVED, told[1].body)


def test_nobody_at_home(here: House) -> None:
    number = order(here, one := ready(here), to=replace(BINH, phone="0912345698"))
    swept(SENT)
    mark(here, number)
    swept(SENT + timedelta(days=3))
    assert state_of(here, number) is ShipmentState.RETURNED
    assert facts(one).state is State.COMPLETED
    assert [found.dossier_id for found in queries.to_send(here.desk.scope, at=SENT)] == [one]
    order(here, one, at=SENT + timedelta(days=4))
    assert faults() == []


def test_a_carrier_who_does_not_answer_is_asked_again_and_given_up(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = order(here, ready(here))
    monkeypatch.setenv(VARIABLE, "demo:?away=yes")
    swept(SENT)
    waiting = queries.shipment(here.desk.scope, number)
    assert (waiting.state, waiting.trouble) == (ShipmentState.ORDERED, Trouble.NO_ANSWER)
    monkeypatch.setenv(VARIABLE, "demo:")
    swept(SENT)
    assert state_of(here, number) is ShipmentState.ORDERED, "not before its time"
    swept(SENT + timedelta(minutes=5))
    assert state_of(here, number) is ShipmentState.BOOKED
    other = order(here, ready(here))
    monkeypatch.setenv(VARIABLE, "demo:?away=yes")
    for day in range(9):
        swept(SENT + timedelta(days=day))
    assert state_of(here, other) is ShipmentState.FAILED


def test_where_nobody_goes(here: House) -> None:
    number = order(here, ready(here), to=replace(BINH, phone="0912345699"))
    swept(SENT)
    failed = queries.shipment(here.desk.scope, number)
    assert (failed.state, failed.trouble, failed.about) == (ShipmentState.FAILED, Trouble.REFUSED, "demo:nowhere")
    assert refused(lambda: queries.quote(replace(BINH, phone="0912345699"))) == "shipment_refused"


def test_what_was_collected_meanwhile_stays_as_it_is(here: House) -> None:
    one = ready(here)
    number = order(here, one)
    swept(SENT)
    process.hand_over(
        actor=here.desk.actor, scope=here.desk.scope, at=SENT, dossier_id=one, collector=process.Collector(BINH)
    )
    swept(SENT + timedelta(days=3))
    assert state_of(here, number) is ShipmentState.DELIVERED
    assert facts(one).handed_over_by is ReturnMethod.COUNTER


def test_what_is_not_sent(here: House) -> None:
    assert refused(lambda: order(here, here.receive().dossier_id)) == "result_not_here"
    owing = ready(here, fees=(OwedFee("fee", 8_000, reason="Phí"),))
    assert refused(lambda: order(here, owing)) == "shipment_fee_due"
    one = ready(here)
    assert refused(lambda: order(here, one, to=replace(BINH, address=""))) == "shipment_without_address"
    number = order(here, one)
    assert refused(lambda: order(here, one)) == "shipment_open_already"
    assert refused(lambda: mark(here, number)) == "shipment_moved_on", "the carrier does not know of it yet"
    mark(here, number, state=ShipmentState.CANCELLED)
    assert refused(lambda: mark(here, number, state=ShipmentState.CANCELLED)) == "shipment_moved_on"
    with pytest.raises(ValueError, match="does not say"):
        mark(here, number, state=ShipmentState.DELIVERED)
    assert faults() == []


def test_a_press_counts_once(here: House) -> None:
    one, press = ready(here), RequestKey("press", b"x")
    assert order(here, one, key=press) == order(here, one, key=press)


def test_strangers_send_nothing_and_see_nothing(here: House) -> None:
    one = ready(here)
    number = order(here, one)
    centre = organisation.agency_by_code("H49.99", on=SENT.date()).id
    elsewhere = at_work(holder(centre, Role.RECEPTIONIST, "QN-19", "Lý Thị Khác"))
    assert refused(lambda: order(here, one, who=elsewhere)) == "no_such_dossier"
    assert refused(lambda: order(here, one, who=here.officer)) == "shipment_not_yours"
    assert refused(lambda: queries.shipment(elsewhere.scope, number)) == "shipment_absent"
    assert refused(lambda: queries.label(here.officer.scope, number, at=SENT)) == "shipment_not_yours"
    assert (list(queries.shipments(elsewhere.scope)), list(queries.to_send(elsewhere.scope, at=SENT))) == ([], [])


def test_the_house_looks_after_its_shipments_by_itself(here: House) -> None:
    number = order(here, ready(here))
    (looking,) = [one for one in sweep.sweeps() if one.name == "postal.shipments"]
    assert sweep.run_once(SENT, only=[looking]).acted == 1
    assert state_of(here, number) is ShipmentState.BOOKED

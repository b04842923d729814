"""Paying online, told at its own instants: an electronic book, the demonstration's gateway and its notices."""

from datetime import datetime, timedelta
from typing import Any

from motcua.kernel import sweep
from motcua.kernel.types import system
from motcua.payments import commands, demo_commands, queries
from motcua.payments.gateways import gateways
from motcua.payments.tests.house import MORNING, Counter
from motcua.payments.types import Order, Told
from motcua.payments.vendors.demo import Demo
from motcua.process.tests.house import on

ONLINE_SERIES = "AA-26E"
PORTAL = system("portal.paying")
DEMO, VIETQR = "demo", "vietqr"


def electronic_book(here: Counter, *, last: int = 50) -> int:
    """The agency gives electronic receipts."""
    return commands.open_book(
        **here.by(here.head, on("02/03 07:30")), place=here.place, series=ONLINE_SERIES, first=1, last=last
    )


def ordered(here: Counter, dossier_id: int, amount: int, *, at: datetime = MORNING, gateway: str = DEMO) -> Order:
    """Somebody is asked for what a dossier owes."""
    number = commands.begin_order(actor=PORTAL, at=at, dossier_id=dossier_id, gateway=gateway, expected=amount)
    return queries.order(number)


def demo() -> Demo:
    """The demonstration's gateway."""
    plugin = gateways()[DEMO]
    assert isinstance(plugin, Demo)
    return plugin


def paid(order: Order, *, at: datetime | None = None, **changes: Any) -> Told:
    """The person pays at the gateway, which says nothing yet."""
    told = {"amount": order.amount, "paid_at": at or order.created_at + timedelta(minutes=2), **changes}
    return demo_commands.pay(order.reference, **told)


def told_of(told: Told, *, at: datetime | None = None) -> str:
    """The gateway tells the house."""
    body, headers = demo().notice(told)
    return commands.take_notice(at=at or told.paid_at, gateway=DEMO, body=body, headers=headers)


def swept(at: datetime, *names: str) -> None:
    """The sweep of the money passes by."""
    wanted = names or ("orders", "arrivals", "repayments")
    sweep.run_once(at, only=[one for one in sweep.sweeps() if one.name in {f"payments.{name}" for name in wanted}])

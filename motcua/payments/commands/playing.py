"""The page of the demonstration's gateway: everything that can happen to a payment, played once each."""

from datetime import datetime

from motcua.kernel.types import Refusal, Refused
from motcua.payments import demo_commands, models
from motcua.payments.commands.arriving import take_notice
from motcua.payments.gateways import gateways
from motcua.payments.rules.ordering import number_of
from motcua.payments.types import Play, Told
from motcua.payments.vendors.demo import Demo

_NAME = "demo"
_MISSING = 1_000
"""How much less than asked for comes when another amount is played."""
_WITHOUT_MONEY = frozenset({Play.FAILURE, Play.FORGED})


def play(reference: str, what: Play, *, at: datetime) -> None:
    """Plays what was pressed, and sends its notices as the gateway would, signed over their bytes.

    Raises Refused: `payments_absent` (no such gateway, no such order), and `notice_forged` where that is played.
    """
    plugin, order = gateways().get(_NAME), models.Order.objects.filter(id=number_of(reference) or 0).first()
    if not isinstance(plugin, Demo) or order is None:
        raise Refused(Refusal("payments_absent"))
    if what in _WITHOUT_MONEY:
        told = Told(reference, f"DEMOX{order.pk:08d}", order.amount, at)
        _send(plugin, told, at, is_paid=what is not Play.FAILURE, is_forged=what is Play.FORGED)
        return
    less = _MISSING if what is Play.OTHER_AMOUNT and order.amount > _MISSING else 0
    paid_at = max(at, order.expires_at) if what is Play.LATE else at
    told = demo_commands.pay(reference, amount=order.amount - less, paid_at=paid_at)
    for _time in range({Play.SILENCE: 0, Play.TWICE: 2}.get(what, 1)):
        _send(plugin, told, at)


def _send(plugin: Demo, told: Told, at: datetime, *, is_paid: bool = True, is_forged: bool = False) -> None:
    body, headers = plugin.notice(told, is_paid=is_paid)
    take_notice(at=at, gateway=_NAME, body=body + b" " if is_forged else body, headers=headers)

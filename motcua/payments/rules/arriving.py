"""What becomes of money that a gateway says has come, and when a gateway is asked again."""

from datetime import datetime, timedelta

from motcua.payments.types import Excess, OnlineRules, OrderState


def excess_of(*, state: OrderState, asked: int, expires_at: datetime, amount: int, paid_at: datetime) -> Excess | None:
    """Why money does not pay its order; None: it does, if what was asked for is still owed.

    When it was paid counts, not when the gateway told of it: a notice may be late, and the person is not.
    """
    if state is OrderState.PAID:
        return Excess.TWICE
    if amount != asked:
        return Excess.OTHER_AMOUNT
    return Excess.LATE if paid_at >= expires_at else None


def next_question(*, at: datetime, expires_at: datetime, rules: OnlineRules) -> datetime | None:
    """When a gateway is asked about an order again that is not paid; None: never, it has been asked for the last time.

    As long as it can be paid, every few minutes; when its time is over at once, and once more much later.
    """
    if at < expires_at:
        return min(at + timedelta(minutes=rules.ask_every_minutes), expires_at)
    last = expires_at + timedelta(hours=rules.last_look_hours)
    return last if at < last else None


def next_try(*, at: datetime, tries: int, rules: OnlineRules) -> datetime | None:
    """When a gateway that did not answer is asked to give money back again, later each time; None: it is given up."""
    if tries >= rules.most_tries:
        return None
    return at + timedelta(minutes=rules.first_delay_minutes * 2 ** (tries - 1))

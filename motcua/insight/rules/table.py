"""What must hold of every row of a period table, and the ratios that are read from it (clock rules 35 and 36)."""

from motcua.insight.rules.ratios import percent
from motcua.insight.types import Figures, Rates


def identities(figures: Figures) -> list[str]:
    """The identities of rule 35 that a row breaks; empty when it adds up."""
    decided = figures.resolved - figures.stopped - figures.closed_unanswered
    claims = {
        "(3) = (9) + (13)": figures.received == figures.resolved + figures.open,
        "received + carried over = decided + stopped + closed unanswered + open": figures.received
        == decided + figures.stopped + figures.closed_unanswered + figures.open,
        "waiting and paused are open": figures.waiting + figures.paused <= figures.open,
        "refused are decided": figures.refused <= decided,
    }
    return [claim for claim, holds in claims.items() if not holds]


def rates_of(figures: Figures) -> Rates:
    """The ratios of a row, each with its own denominator."""
    in_time = figures.early + figures.on_time
    ended_without_decision = figures.stopped + figures.closed_unanswered
    ended_in_time = ended_without_decision - figures.stopped_late - figures.closed_late
    received = figures.received_in_period
    return Rates(
        on_time=percent(in_time, figures.resolved),
        late=percent(figures.late, figures.resolved),
        with_open_overdue=percent(in_time, figures.resolved + figures.overdue),
        decisions_only=percent(in_time - ended_in_time, figures.resolved - ended_without_decision),
        online_share=percent(figures.online_full + figures.online_part, received),
    )

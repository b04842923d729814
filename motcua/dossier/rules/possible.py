"""Which actions lie open for a dossier: the table, less what its facts already rule out, whatever would be typed."""

from collections.abc import Callable, Mapping
from typing import Final

from motcua.catalogue.types import Channel
from motcua.dossier.rules.law import Law
from motcua.dossier.rules.table import possible
from motcua.dossier.types import Action, Facts


def possible_actions(facts: Facts, law: Law) -> tuple[Action, ...]:
    """The actions somebody could be offered, in the table's order. What they need may still be refused."""
    return tuple(action for action in possible(facts.state) if _CONDITIONS.get(action, _always)(facts, law))


def _always(_facts: Facts, _law: Law) -> bool:
    return True


_CONDITIONS: Final[Mapping[Action, Callable[[Facts, Law], bool]]] = {
    Action.START_CLOCK: lambda facts, _: facts.clock is not None and not facts.clock.started,
    Action.ASK_SUPPLEMENT: lambda facts, law: len(facts.supplements) < law.supplement.allowed,
    Action.CLOSE_UNANSWERED: lambda facts, _: bool(facts.open_supplement and facts.open_supplement.closing_at),
    Action.PAUSE: lambda facts, law: len(facts.open_pauses) < len(law.version.pause_reasons),
    Action.ANSWER_CONSULTATION: lambda facts, _: bool(facts.open_consultations),
    Action.WITHDRAW_CONSULTATION: lambda facts, _: bool(facts.open_consultations),
    Action.PROLONG: lambda facts, law: bool(law.version.prolongations) and not facts.prolongation,
    Action.APOLOGISE: lambda facts, _: facts.apology is None,
    Action.REAPPOINT: lambda facts, law: (
        facts.apology is not None and facts.reappointments < law.regime.reappointments_allowed
    ),
    Action.SETTLE_FEE: lambda facts, _: bool(facts.fees_due),
    Action.COMPLETE: lambda facts, _: facts.clock is not None and facts.clock.started,
    Action.ADJUST_CONTENT: lambda facts, _: facts.subject.channel is Channel.ONLINE,
    Action.HAND_OVER: lambda facts, _: not facts.fees_due and facts.open_correction is None,
    Action.OPEN_CORRECTION: lambda facts, _: facts.open_correction is None,
    Action.CLOSE_CORRECTION: lambda facts, _: facts.open_correction is not None,
    Action.RECOMPUTE_CLOCK: lambda _facts, _law: False,  # a command of the calendar's keeper, never of a page
}

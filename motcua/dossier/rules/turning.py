"""Whether the time of a dossier begins, runs on, stops, goes on or ends from one moment to the next."""

from motcua.dossier.types import OPEN, RUNNING, ClockTurn, Facts


def turn_between(before: Facts, after: Facts) -> ClockTurn:
    """What happened to the time that runs between two states of the same dossier."""
    ran, runs = _runs(before), _runs(after)
    if runs:
        if ran:
            return ClockTurn.RUNS_ON
        return ClockTurn.GOES_ON if before.clock is not None and before.clock.started else ClockTurn.BEGINS
    if after.state in OPEN:
        return ClockTurn.STOPS if ran else ClockTurn.STANDS
    return ClockTurn.ENDS if before.state in OPEN else ClockTurn.NONE


def _runs(facts: Facts) -> bool:
    return facts.state in RUNNING and facts.clock is not None and facts.clock.due_at is not None

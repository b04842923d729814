"""What overseeing costs with a million open dossiers: the live board, the digest, the procedures in figures."""

from dataclasses import dataclass

from bench.workers import Workers

MOST_MILLISECONDS = 200
_ONCE_A_MORNING = "digest"
"""What is made once a morning has no budget; its milliseconds are told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One page: its milliseconds, and its budget where it has one."""

    what: str
    milliseconds: float

    @property
    def budget(self) -> int | None:
        """What it may cost, to be asked for every minute."""
        return None if self.what.startswith(_ONCE_A_MORNING) else MOST_MILLISECONDS

    @property
    def holds(self) -> bool:
        """Whether it is within its budget."""
        return self.budget is None or self.milliseconds <= self.budget


def measure(address: str) -> list[Line]:
    """Measures on the empty database of this address."""
    workers = Workers("overseeing_work", address)
    workers.answer("prepare")
    return [Line(what, taken) for what, taken in workers.answer("measure").items()]

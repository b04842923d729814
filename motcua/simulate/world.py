"""What a simulated journey needs of the world around it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from motcua.journal.commands import Unit
from motcua.simulate.demand import Arrival
from motcua.simulate.fate import Hours
from motcua.simulate.staff import Staff, Worker

Move = Callable[[datetime], None]


class World(Protocol):
    """What a journey needs of the world around it."""

    hours: Hours
    staff: Staff

    def later(self, at: datetime, move: Move) -> None:
        """Puts a move on the agenda."""
        ...

    def unit(self, at: datetime, worker: Worker | None) -> AbstractContextManager[Unit]:
        """A unit of work at a simulated instant; None: the person at his own screen."""
        ...

    def says(self, about: str) -> str:
        """Something somebody types about a matter."""
        ...

    def again(self, at: datetime, arrival: Arrival) -> None:
        """Somebody comes a second time, because what was received was a mistake."""
        ...

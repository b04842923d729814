"""What happens in the stories of notices: something is done, the journal is read, the sweep goes round."""

from collections.abc import Sequence
from datetime import datetime

from motcua.journal.commands import catch_up
from motcua.kernel import sweep
from motcua.kernel.sweep import Swept
from motcua.notices import models, queries
from motcua.notices.sweeps import DELIVERIES
from motcua.notices.types import DeliveryState, LogFilter, Message, Told, Undelivered, Why
from motcua.organisation.types import EVERYTHING
from motcua.process.tests.house import House


class Post:
    """The house and the clock on its wall."""

    def __init__(self, house: House, at: datetime) -> None:
        self.house, self.at = house, at

    def read(self) -> int:
        """The reader comes to the end of the journal."""
        return catch_up("notices.telling")

    def sweep(self, at: datetime | None = None) -> Swept:
        """Everything that is due is tried."""
        self.at = at or self.at
        return sweep.run_once(self.at, only=[DELIVERIES])

    def told(self, at: datetime | None = None) -> list[str]:
        """What has happened is read and sent; every text in the outbox, in order."""
        self.at = at or self.at
        self.read()
        self.sweep()
        return texts()

    def log(self, state: DeliveryState | None = None) -> Sequence[Told]:
        """The log, the oldest first."""
        return queries.log(EVERYTHING, LogFilter(state=state)).rows[::-1]


def texts() -> list[str]:
    """Every message in the outbox, in order."""
    return list(models.DemoMessage.objects.order_by("id").values_list("text", flat=True))


class Vendor:
    """A vendor that answers as it is told, and remembers what it was handed."""

    def __init__(self, *troubles: Undelivered, knows_keys: bool = True) -> None:
        self.knows_keys = knows_keys
        self.troubles = list(troubles)
        self.handed: list[Message] = []

    def send(self, message: Message) -> str:
        """Takes it, or says what it was told to say."""
        self.handed.append(message)
        if self.troubles:
            raise self.troubles.pop(0)
        return f"taken-{len(self.handed)}"


def never(why: Why = Why.NOT_NOW, times: int = 100) -> list[Undelivered]:
    """The same answer so many times."""
    return [Undelivered(why, "451") for _ in range(times)]

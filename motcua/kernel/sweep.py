"""The sweep: one loop that wakes what is due.

A room registers which rows are due at an instant and what is done with one of them. The sweep takes them one at a
time: `act` opens its own unit of work, locks the row, recomputes the truth, and acts or moves the alarm. It must expect
that somebody else was there first: rows are chosen without a lock that lasts (what others are working on is passed
over), so two sweeps may choose the same row and the second finds nothing left to do. Killed at any point, a sweep has
either done a row or not.

A row on which `act` fails, or whose alarm `act` leaves where it was, is left alone for a while, longer each time, and
reported (`SweepTrouble`); the others go on. When the surroundings fail (connection lost, deadlock) nothing is held
against the row.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from motcua.kernel import clock, faults
from motcua.kernel.models import SweepTrouble

POLL_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 60.0
_FIRST_DELAY = timedelta(minutes=1)
_LONGEST_DELAY = timedelta(hours=6)
_AT_ONCE = 100
_NOT_MOVED = "the alarm stayed where it was"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """`due(at)` is the query of the rows whose alarm is at or before `at`, in the order in which they are to be woken;
    `act(id, at)` deals with one of them in a unit of work of its own and leaves it no longer due."""

    name: str
    due: Callable[[datetime], QuerySet[Any]]
    act: Callable[[int, datetime], None]


@dataclass(frozen=True, slots=True)
class Swept:
    """What one pass did: rows acted on, rows that failed."""

    acted: int = 0
    failed: int = 0


_SWEEPS: dict[str, Sweep] = {}


def register(sweep: Sweep) -> None:
    """Makes a sweep known; called once by its room's `AppConfig.ready`. Names are unique."""
    if _SWEEPS.setdefault(sweep.name, sweep) is not sweep:
        raise ValueError(f"The sweep {sweep.name!r} is registered twice.")


def sweeps() -> Sequence[Sweep]:
    """All sweeps of the house, by name."""
    return [_SWEEPS[name] for name in sorted(_SWEEPS)]


def run_once(at: datetime, *, only: Sequence[Sweep] | None = None, stop: threading.Event | None = None) -> Swept:
    """Wakes everything that is due at `at`, each row at most once, and returns how it went.

    What the surroundings do wrong is raised; what was woken before it stays done.
    """
    acted = failed = 0
    for sweep in sweeps() if only is None else only:
        met: set[int] = set()
        while not (stop is not None and stop.is_set()) and (due := _due(sweep, at)):
            troubled = set(_troubles(sweep).filter(subject__in=due).values_list("subject", flat=True))
            for subject in due:
                if subject in met:
                    _trouble(sweep, subject, _NOT_MOVED, at=at)
                    failed += 1
                elif _woken(sweep, subject, at=at, troubled=subject in troubled):
                    acted += 1
                else:
                    failed += 1
                met.add(subject)
    return Swept(acted, failed)


def run_forever(stop: threading.Event, *, poll_seconds: float = POLL_SECONDS) -> None:
    """Sweeps until `stop` is set. When the surroundings fail it tries again a little later, on a new connection."""
    wait = poll_seconds
    while not stop.is_set():
        try:
            run_once(clock.now(), stop=stop)
            wait = poll_seconds
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the sweep goes on and says so
            wait = min(wait * 2, _LONGEST_WAIT_SECONDS)
            _LOG.warning("The sweep rests for %.1f s: %s", wait, faults.name_of(error))
            connection.close()
        stop.wait(wait)
    connection.close()


def _due(sweep: Sweep, at: datetime) -> list[int]:
    left_alone = _troubles(sweep).filter(subject=OuterRef("pk"), next_try_at__gt=at)
    with transaction.atomic():
        rows = sweep.due(at).exclude(Exists(left_alone)).select_for_update(skip_locked=True, no_key=True, of=("self",))
        return list(rows.values_list("pk", flat=True)[:_AT_ONCE])


def _woken(sweep: Sweep, subject: int, *, at: datetime, troubled: bool) -> bool:
    try:
        sweep.act(subject, at)
    except Exception as error:
        if faults.is_passing(error):
            raise
        _trouble(sweep, subject, faults.name_of(error), at=at)
        return False
    if troubled:
        if sweep.due(at).filter(pk=subject).exists():
            _trouble(sweep, subject, _NOT_MOVED, at=at)
            return False
        _troubles(sweep).filter(subject=subject).delete()
    return True


def _troubles(sweep: Sweep) -> QuerySet[SweepTrouble]:
    return SweepTrouble.objects.filter(sweep=sweep.name)


def _trouble(sweep: Sweep, subject: int, trouble: str, *, at: datetime) -> None:
    """Leaves the row alone: one minute, then two, four … at most six hours."""
    _LOG.warning("Sweep %s, row %s: %s", sweep.name, subject, trouble)
    with transaction.atomic():
        row = _troubles(sweep).select_for_update().filter(subject=subject).first()
        if row is None:
            row = SweepTrouble(sweep=sweep.name, subject=subject, tries=0, first_at=at)
        row.tries += 1
        row.trouble, row.last_at = trouble, at
        row.next_try_at = at + min(_FIRST_DELAY * 2 ** min(row.tries - 1, 20), _LONGEST_DELAY)
        row.save()

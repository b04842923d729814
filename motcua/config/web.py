"""The web server's own process: Granian, which takes connections outside of Python and hands requests to workers.

Started by `serving`, which looks after it. Measured against Gunicorn with threads on two cores, 8 connections kept
alive: 2,300-4,100 light pages a second against 830-1,990, and as many or more with a query, with shorter tails.
"""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from motcua.config import lifeline

GRACE_SECONDS = 10


def main(host: str, port: int, workers: int, threads: int) -> None:
    """Serves until asked to end; running requests are given time to finish."""
    lifeline.hold()
    Granian(
        "motcua.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:]))

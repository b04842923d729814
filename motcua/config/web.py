"""The web server's own process: Granian, which takes connections outside of Python and hands requests to workers.

Started by `serving`, which looks after it. Measured against Gunicorn with threads on two cores, 8 connections kept
alive: 2,300-4,100 light pages a second against 830-1,990, and as many or more with a query, with shorter tails.
"""

import os
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from motcua.config import lifeline

GRACE_SECONDS = 10
CERTIFICATE_AND_KEY = ("MOTCUA_SERVED_CERTIFICATE", "MOTCUA_SERVED_KEY")
"""By which files it speaks HTTPS itself; set by `serving`. Without them it speaks HTTP."""


def main(host: str, port: int, workers: int, threads: int) -> None:
    """Serves until asked to end; running requests are given time to finish."""
    lifeline.hold()
    certificate, key = (os.environ.get(name) for name in CERTIFICATE_AND_KEY)
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
        ssl_cert=Path(certificate) if certificate else None,
        ssl_key=Path(key) if key else None,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:]))

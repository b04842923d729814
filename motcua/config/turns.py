"""Short requests are answered one after another, not all at once.

A process computes one thing at a time, however many threads it has. Four requests that share it are all answered when
the last one is; in turn the first is answered early and the last no later.
"""

import time
from collections.abc import Iterable
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE_SECONDS = 0.02
"""How long the others wait for one: a few times what a page takes. Whoever computes for longer is passed by, so that a
leader who signs a hundred results keeps nobody waiting.
"""


class InTurn:
    """An application of which each process answers one request at a time, while none takes long.

    A page is whole when the application returns it; a file that is sent piece by piece is sent outside of the turn.
    """

    def __init__(self, application: WSGIApplication, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._application = application
        self._patience_seconds = patience_seconds
        self._turn = Lock()
        self._passed_from = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Its answer, in turn or, behind one that takes long, beside it."""
        if not self._comes_to_turn():
            return self._application(environ, start_response)
        try:
            self._passed_from = time.monotonic() + self._patience_seconds
            return self._application(environ, start_response)
        finally:
            self._turn.release()

    def _comes_to_turn(self) -> bool:
        """Waits for whoever computes, no longer than he may keep others waiting."""
        left_seconds = self._passed_from - time.monotonic()
        return self._turn.acquire(blocking=False) or (left_seconds > 0 and self._turn.acquire(timeout=left_seconds))

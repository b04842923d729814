"""Waiting for the first connection: a machine under load may need longer for it than one attempt waits."""

import time
from collections.abc import Callable
from typing import TypeVar

import django.db
import psycopg

from motcua.kernel.postgres.types import NoDatabaseError, Progress
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

T = TypeVar("T")
PATIENCE_SECONDS = 120.0
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 5.0
_NO_CONNECTION = (psycopg.OperationalError, django.db.OperationalError)


def patiently(ask: Callable[[], T], *, progress: Progress, patience_seconds: float = PATIENCE_SECONDS) -> T:
    """What a server that runs is asked for; where it gives no connection, asked again after a pause that doubles.

    Raises NoDatabaseError after so much patience, with the server's last words.
    """
    begun, pause = time.monotonic(), _FIRST_PAUSE_SECONDS
    while True:
        try:
            return ask()
        except _NO_CONNECTION as error:
            waited = time.monotonic() - begun
            if waited + pause > patience_seconds:
                raise NoDatabaseError(_given_up(waited, error)) from error
            sentence = _("The database gives no connection yet, {seconds} s so far: {reason}")
            progress(in_words(sentence, seconds=round(waited), reason=_reason(error)))
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def _given_up(waited: float, error: Exception) -> str:
    sentence = _(
        "The database runs but gave no connection in {seconds} s: {reason}. The machine may be too busy, or others may "
        "hold all its connections: end what you can and start again."
    )
    return in_words(sentence, seconds=round(waited), reason=_reason(error).rstrip("."))


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())

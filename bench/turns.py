"""How a process of `workers` takes its turns: it says `ready`, then works for as long as each line tells it."""

import sys
import time
from collections.abc import Callable, Iterator


def take(turn: Iterator[None], *, warm_up: int) -> None:
    """Turns of one writer."""
    for _ in range(warm_up):
        next(turn)
    obey(lambda seconds: counted(turn, seconds))


def obey(work: Callable[[float], int]) -> None:
    """Works for so many seconds at each word, and answers how many turns that were, until there is no further word."""
    print("ready", flush=True)
    for word in sys.stdin:
        print(work(float(word)), flush=True)


def counted(turn: Iterator[None], seconds: float) -> int:
    """How many turns are taken in so many seconds."""
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        next(turn)
        done += 1
    return done

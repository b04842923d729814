"""What a citizen waits for: the page that shows how a dossier stands, asked of the real web server over the network.

First as fast as a few visitors at once can ask, which is the saturation rate; then at half that rate, each visitor
coming at a time of his own whether or not the one before has his answer. What counts is the slowest of a hundred.

Beside it stand servers that only compute, for so long that the same rate saturates them, and take turns with the house:
what their visitors wait for is what this machine makes anybody wait who comes by chance. Turns during which the host
took the processors away are taken again.
"""

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench.quiet import undisturbed
from bench.workers import Workers

DOSSIERS = 3_000
TRIES_OF_A_DOSSIER = 9
"""A code is shown ten times in ten minutes; after that the house takes the visitor for somebody who guesses."""
VISITORS_AT_ONCE = 8
PROCESSES = os.cpu_count() or 1
WARM_UP_SECONDS, SATURATING_SECONDS, UNBURDENED_SECONDS, TURN_SECONDS = 3.0, 3.0, 1.0, 3.0
TURNS, MOST_TURNS = 6, 18
_BARE_SERVER = Path(__file__).with_name("bare_server.py")
MILLISECONDS = 30.0
_START_SECONDS = 60.0
_LOOK_SECONDS = 0.2
_HOST = "127.0.0.1"
_SECOND_FACT = "0001"
_SHOWN = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Line:
    """The rate at which it was asked, the slowest of a hundred answers, and that of servers that only compute; how many
    turns were left out because the host had disturbed them.
    """

    rate: float
    milliseconds: float
    bare_milliseconds: float
    left_out: int
    budget: float = MILLISECONDS

    @property
    def holds(self) -> bool:
        """Whether the budget is held."""
        return self.milliseconds <= self.budget


def measure(address: str, home: Path) -> Line:
    """Measures on the migrated, empty database of this address; `home` is thrown away afterwards."""
    os.environ["MOTCUA_HOME"] = str(home)
    codes = Workers("tracking_work", address, mode="production").answer("receive", str(DOSSIERS))
    with _served(address) as port:
        visitors = _Visitors(port, codes)
        asyncio.run(visitors.at_once(WARM_UP_SECONDS))
        (saturation,), _ = undisturbed(
            partial(visitors.rate_at_once, SATURATING_SECONDS), wanted=1, most=MOST_TURNS // TURNS
        )
        with _computing(_as_long(saturation, codes)) as bare_port:
            both = (visitors, _Visitors(bare_port, codes))
            turns, left_out = undisturbed(partial(_turn, both, saturation / 2), wanted=TURNS, most=MOST_TURNS)
    waits, bare_waits = ([wait for turn in turns for wait in turn[place]] for place in range(len(both)))
    return Line(saturation / 2, _slowest_of_a_hundred(waits), _slowest_of_a_hundred(bare_waits), left_out)


def _as_long(saturation: float, codes: list[str]) -> float:
    """For how many seconds a server must compute to be saturated at this rate."""
    with _computing(0.0) as port:
        unburdened = _Visitors(port, codes).rate_at_once(UNBURDENED_SECONDS)
    return max(0.0, PROCESSES / saturation - PROCESSES / unburdened)


def _turn(both: Sequence["_Visitors"], rate: float) -> list[list[float]]:
    """How long the visitors of each waited, in seconds; what slows the machine slows both."""
    return [asyncio.run(visitors.coming(rate, TURN_SECONDS)) for visitors in both]


def _slowest_of_a_hundred(waits: list[float]) -> float:
    """In milliseconds."""
    return sorted(waits)[int(len(waits) * 0.99)] * 1_000


class _Visitors:
    """Whoever asks for the page: each with an address of his own, each time for another dossier."""

    def __init__(self, port: int, codes: list[str]) -> None:
        self._port = port
        self._chance = random.Random(7)
        shuffled = self._chance.sample(codes, len(codes))
        self._asked = (code for _ in range(TRIES_OF_A_DOSSIER) for code in shuffled)
        self._numbers = count(1)

    def rate_at_once(self, seconds: float) -> float:
        """Answers a second when a few ask at once."""
        return len(asyncio.run(self.at_once(seconds))) / seconds

    async def at_once(self, seconds: float) -> list[float]:
        """So many at once, each again as soon as he has his answer; how long each waited, in seconds."""
        end = time.perf_counter() + seconds
        waits: list[float] = []

        async def keep_asking() -> None:
            while time.perf_counter() < end:
                waits.append(await self._ask())

        await asyncio.gather(*(keep_asking() for _ in range(VISITORS_AT_ONCE)))
        return waits

    async def coming(self, rate: float, seconds: float) -> list[float]:
        """So many a second, at random times; how long each waited, in seconds."""
        asked, at = [], time.perf_counter()
        end = at + seconds
        while at < end:
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            asked.append(asyncio.create_task(self._ask()))
            at += self._chance.expovariate(rate)
        return list(await asyncio.gather(*asked))

    async def _ask(self) -> float:
        body = urlencode({"code": next(self._asked), "second_fact": _SECOND_FACT}).encode()
        number = next(self._numbers)
        head = (
            f"POST /track/ HTTP/1.1\r\nHost: {_HOST}:{self._port}\r\nConnection: close\r\n"
            f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        begun = time.perf_counter()
        reader, writer = await asyncio.open_connection(_HOST, self._port)
        writer.write(head.encode() + body)
        answer = await reader.read()
        waited = time.perf_counter() - begun
        writer.close()
        if not answer.startswith(_SHOWN):
            raise RuntimeError(f"The page was not shown: {answer[:200]!r}")
        return waited


@contextmanager
def _served(address: str) -> Iterator[int]:
    """The house as `motcua serve` gives it to browsers, without background work; its port."""
    port = _free_port()
    surroundings = {
        **os.environ,
        "MOTCUA_MODE": "production",
        "MOTCUA_DATABASE_URL": address,
        "MOTCUA_PLAIN_HTTP": "yes",
    }
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "motcua", "serve", "--port", str(port), "--workers", str(PROCESSES), "--no-work"],
        env=surroundings,
    )
    try:
        _wait_until_open(port)
        yield port
    finally:
        server.terminate()
        server.wait(_START_SECONDS)


@contextmanager
def _computing(seconds: float) -> Iterator[int]:
    """As many servers that compute for so long and know nothing; the port that they share."""
    port = _free_port()
    with ExitStack() as stack:
        for _ in range(PROCESSES):
            server = stack.enter_context(
                subprocess.Popen([sys.executable, str(_BARE_SERVER), str(port), str(seconds)])  # noqa: S603 - our own program
            )
            stack.callback(server.terminate)
        _wait_until_open(port)
        yield port


def _free_port() -> int:
    with socket.create_server((_HOST, 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _wait_until_open(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        with socket.socket() as door:
            if door.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(_LOOK_SECONDS)
    raise RuntimeError("The web server did not come up.")

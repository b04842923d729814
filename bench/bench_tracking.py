"""What a citizen waits for: the page that shows how a dossier stands, asked of the real web server over the network.

First as fast as a few visitors at once can ask, which is the saturation rate; then at half that rate, each visitor
coming at a time of his own whether or not the one before has his answer. What counts is the slowest of a hundred.
"""

import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench.workers import Workers

DOSSIERS = 2_000
TRIES_OF_A_DOSSIER = 9
"""A code is shown ten times in ten minutes; after that the house takes the visitor for somebody who guesses."""
VISITORS_AT_ONCE = 8
WARM_UP_SECONDS, SATURATING_SECONDS, STEADY_SECONDS = 3.0, 6.0, 12.0
MILLISECONDS = 30.0
_START_SECONDS = 60.0
_LOOK_SECONDS = 0.2
_HOST = "127.0.0.1"
_SECOND_FACT = "0001"
_SHOWN = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Line:
    """The rate at which it was asked, the slowest of a hundred answers, and the rate that saturates."""

    saturation: float
    rate: float
    milliseconds: float
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
        saturation = len(asyncio.run(visitors.at_once(SATURATING_SECONDS))) / SATURATING_SECONDS
        waits = sorted(asyncio.run(visitors.coming(saturation / 2, STEADY_SECONDS)))
    return Line(saturation, saturation / 2, waits[int(len(waits) * 0.99)] * 1_000)


class _Visitors:
    """Whoever asks for the page: each with an address of his own, each time for another dossier."""

    def __init__(self, port: int, codes: list[str]) -> None:
        self._port = port
        self._token, self._cookie = _form(port)
        random.Random(7).shuffle(codes)
        self._asked = (code for _ in range(TRIES_OF_A_DOSSIER) for code in codes)
        self._numbers = count(1)

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
        chance, asked, at = random.Random(7), [], time.perf_counter()
        end = at + seconds
        while at < end:
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            asked.append(asyncio.create_task(self._ask()))
            at += chance.expovariate(rate)
        return list(await asyncio.gather(*asked))

    async def _ask(self) -> float:
        body = urlencode(
            {"code": next(self._asked), "second_fact": _SECOND_FACT, "csrfmiddlewaretoken": self._token}
        ).encode()
        number = next(self._numbers)
        head = (
            f"POST /track/ HTTP/1.1\r\nHost: {_HOST}:{self._port}\r\nConnection: close\r\nCookie: {self._cookie}\r\n"
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


def _form(port: int) -> tuple[str, str]:
    """The token of the empty form, and the cookie that belongs to it."""
    connection = HTTPConnection(_HOST, port, timeout=_START_SECONDS)
    connection.request("GET", "/track/")
    answer = connection.getresponse()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    connection.close()
    if token is None or not cookie:
        raise RuntimeError("The form has no token.")
    return token[1], cookie


@contextmanager
def _served(address: str) -> Iterator[int]:
    """The house as `motcua serve` gives it to browsers, without background work; its port."""
    with socket.create_server((_HOST, 0)) as free:
        port: int = free.getsockname()[1]
    surroundings = {
        **os.environ,
        "MOTCUA_MODE": "production",
        "MOTCUA_DATABASE_URL": address,
        "MOTCUA_PLAIN_HTTP": "yes",
    }
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "motcua", "serve", "--port", str(port), "--no-work"],
        env=surroundings,
    )
    try:
        _wait_until_open(port)
        yield port
    finally:
        server.terminate()
        server.wait(_START_SECONDS)


def _wait_until_open(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        with socket.socket() as door:
            if door.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(_LOOK_SECONDS)
    raise RuntimeError("The web server did not come up.")

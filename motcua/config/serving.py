"""Serving: web server and background work as children of one parent, which looks after both and the database."""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from django.utils.translation import gettext

from motcua.config import lifeline, startup
from motcua.config.certificates import Issued
from motcua.config.web import CERTIFICATE_AND_KEY, GRACE_SECONDS
from motcua.kernel.postgres import Server

THREADS = 4
_LOOK_SECONDS = 0.1
_CERTIFY_SECONDS = 3_600.0
_HOPELESS_SECONDS = 3.0  # a child that ends sooner than this after its start, and does so again, will not come up
_HOPELESS_TRIES = 3
_LOG = logging.getLogger(__name__)


class CannotServeError(Exception):
    """The web server or the background work does not come up; the message says why."""


class Child:
    """A process that is started again whenever it ends, and that ends when its parent does."""

    def __init__(self, name: str, command: Sequence[str], *, environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = command
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._line: int | None = None
        self._started = 0.0
        self._short_lives = 0

    def look_after(self) -> None:
        """Starts it if it does not run. Raises CannotServeError when that has proved hopeless."""
        if self._process is not None and self._process.poll() is None:
            return
        if self._process is not None:
            lived = time.monotonic() - self._started
            self._short_lives = self._short_lives + 1 if lived < _HOPELESS_SECONDS else 0
            _LOG.warning("The %s ended (%s); starting it again.", self.name, self._process.returncode)
            self._cut_line()
            if self._short_lives >= _HOPELESS_TRIES:
                sentence = gettext("The {child} ends as soon as it is started; see what it wrote above.")
                raise CannotServeError(sentence.format(child=self.name))
        self._start()

    def ask_to_end(self) -> None:
        """Asks it to finish what it is doing and end."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self) -> None:
        """Waits for the end it was asked for, but not for ever."""
        if self._process is None:
            return
        try:
            self._process.wait(GRACE_SECONDS + 2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._cut_line()

    def _start(self) -> None:
        for_child, self._line = lifeline.let_go(self._environment)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, "-m", *self._command],
                env=self._environment,
                pass_fds=[for_child],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is for the parent, which then asks each child in turn
            )
        finally:
            os.close(for_child)
        self._started = time.monotonic()

    def _cut_line(self) -> None:
        """Whatever the child left behind (workers of a killed web server) ends now."""
        if self._line is not None:
            os.close(self._line)
            self._line = None


class Renewal:
    """Asks now and then for the certificate; when it is a new one, the web server is started again with it."""

    def __init__(self, certify: Callable[[], Issued] | None, web: Child, *, every: float = _CERTIFY_SECONDS) -> None:
        self._certify = certify
        self._web = web
        self._every = every
        self._asked = time.monotonic()

    def look_after(self) -> None:
        """Asks if it is time."""
        if self._certify is None or time.monotonic() - self._asked < self._every:
            return
        self._asked = time.monotonic()
        if self._certify().is_new:
            self._web.ask_to_end()


def serve(
    *,
    host: str,
    port: int,
    workers: int,
    with_work: bool,
    server: Server | None,
    stop: threading.Event,
    ready: Callable[[str], None],
    certify: Callable[[], Issued] | None = None,
) -> None:
    """Serves until `stop` is set; calls `ready` with the address once a browser gets an answer there.

    `server` is the embedded database, which is looked after too. With `certify` the house speaks HTTPS by what that
    answers, asked again now and then: a new certificate is served as soon as the web server has been started again.
    Raises CannotServeError.
    """
    _must_be_free(host, port)
    environment = {**os.environ, "MOTCUA_POOL_SIZE": str(THREADS), **_encrypted(certify)}
    web = ["motcua.config.web", host, str(port), str(workers), str(THREADS)]
    children = [Child(gettext("web server"), web, environment=environment)]
    if with_work:
        children.append(Child(gettext("background work"), ["motcua", "work"], environment=os.environ))
    looking_after = [] if server is None else [threading.Thread(target=startup.keep, args=(server, stop))]
    for thread in looking_after:
        thread.start()
    try:
        announced, renewal = False, Renewal(certify, children[0])
        while not stop.is_set():
            renewal.look_after()
            for child in children:
                child.look_after()
            if not announced and _answers(host, port):
                ready(_address(host, port, scheme="http" if certify is None else "https"))
                announced = True
            stop.wait(_LOOK_SECONDS)
    finally:
        stop.set()
        for child in children:
            child.ask_to_end()
        for child in children:
            child.end()
        for thread in looking_after:
            thread.join()


def stop_on_signals(stop: threading.Event) -> None:
    """Ctrl-C and a polite kill ask for a graceful end, a second one for a quick end. Only for the main thread."""

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            sys.exit(128 + number)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)


def _must_be_free(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        sentence = gettext("Nothing can be served at {address}: {reason}.")
        raise CannotServeError(sentence.format(address=_address(host, port), reason=error.strerror)) from error


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - what is bound to all is asked at one
    with contextlib.suppress(OSError), socket.create_connection((reachable, port), timeout=1):
        return True
    return False


def _encrypted(certify: Callable[[], Issued] | None) -> dict[str, str]:
    """What the web server has to know to speak HTTPS, and the pages to say so."""
    if certify is None:
        return {}
    served = certify()
    hosts = (f"[{name}]" if ":" in name else name for name in served.names)
    files = dict(zip(CERTIFICATE_AND_KEY, (str(served.certificate), str(served.key)), strict=True))
    return {**files, "MOTCUA_OWN_AUTHORITY": str(served.authority), "MOTCUA_OWN_NAMES": " ".join(hosts)}


def _address(host: str, port: int, *, scheme: str = "http") -> str:
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"

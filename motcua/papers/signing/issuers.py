"""Asking issuers whether a certificate was withdrawn: OCSP, lists (CRL), and certificates that are missing between.

The addresses stand in certificates, and those come with papers from anywhere. So only http and https are spoken, only
with the outside world (what lies inside the house's network must be named in its settings), without following where
an answer points, within a time and a size.
"""

import ipaddress
import socket
import ssl
import threading
import time
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from asn1crypto import ocsp
from pyhanko_certvalidator import errors
from pyhanko_certvalidator.fetchers import FetcherBackend, Fetchers
from pyhanko_certvalidator.fetchers.api import FetchLimits
from pyhanko_certvalidator.fetchers.common_utils import FetchBudget
from pyhanko_certvalidator.fetchers.requests_fetchers.cert_fetch_client import RequestsCertificateFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.crl_client import RequestsCRLFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.ocsp_client import RequestsOCSPFetcher

_SECONDS_EACH = 5.0
_SECONDS_TOGETHER = 20.0
_MOST_REQUESTS = FetchLimits(max_requests=20, max_cert_requests=6, max_aia_urls_per_object=3)
_MOST_BYTES = 10 * 1024**2
"""Lists of large issuers have several megabytes."""
_MOST_BYTES_OF_AN_ANSWER = 256 * 1024
_LONGEST_ADDRESS = 1000
_PIECE = 64 * 1024
_USUAL_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Addresses behind which any IPv4 address may lie."""


class NotAskedError(Exception):
    """The address is one the house does not ask."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a service answered, as the signing library's fetchers read it."""

    content: bytes
    headers: dict[str, str]


@dataclass(slots=True)
class Issuers(FetcherBackend):
    """The way to the services of issuers, for one signature or one examination. `inside` are hosts that may lie within.

    `silent` collects the hosts that did not answer, or not as they should; `unheard` are those that were silent a
    moment ago: they are not waited for again.
    """

    inside: Collection[str] = ()
    unheard: Collection[str] = ()
    silent: set[str] = field(default_factory=set)
    _ends_at: float = field(default_factory=lambda: time.monotonic() + _SECONDS_TOGETHER)

    def get_fetchers(self) -> Fetchers:
        """One for answers, one for lists, one for certificates; all count against the same limits."""
        budget = FetchBudget(_MOST_REQUESTS)
        return Fetchers(_Answers(self, budget), _Lists(self, budget), _Certificates(self, budget))

    def asked(self, address: str, *, content: bytes | None, headers: dict[str, str], most_bytes: int) -> Said:
        """The answer to a POST of `content`, else to a GET. Raises RequestException, and remembers who was silent."""
        parts = urlsplit(address)
        try:
            if parts.netloc in self.unheard:
                raise NotAskedError
            return self._spoken(parts, content=content, headers=headers, most_bytes=most_bytes)
        except (OSError, HTTPException, ValueError, NotAskedError) as error:
            self.silent.add(parts.netloc.rpartition("@")[2])
            raise requests.RequestException(type(error).__name__) from error

    def _spoken(self, parts: SplitResult, *, content: bytes | None, headers: dict[str, str], most_bytes: int) -> Said:
        left = min(_SECONDS_EACH, self._ends_at - time.monotonic())
        if left <= 0:
            raise TimeoutError
        host, port = _host_and_port(parts)
        line = _Line(
            host, port, _reachable(host, port, inside=self.inside), timeout=left, is_safe=parts.scheme[4:] == "s"
        )
        with _cut_after(left, line):
            line.request(
                "GET" if content is None else "POST",
                parts._replace(scheme="", netloc="", fragment="").geturl() or "/",
                body=content,
                headers={**headers, "User-Agent": "motcua", "Connection": "close"},
            )
            with line.getresponse() as answer:
                if answer.status != HTTPStatus.OK:
                    raise HTTPException(answer.status)
                kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
                return Said(_read(answer, most_bytes), {"Content-Type": kind} if kind else {})


class _Line(HTTPConnection):
    """A connection to the address that was looked at, whatever the name leads to by then."""

    def __init__(self, host: str, port: int, address: str, *, timeout: float, is_safe: bool) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address
        self._is_safe = is_safe

    def connect(self) -> None:
        """To that address; the certificate of a safe line is compared with the name."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_safe:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """Ends it, whoever is waiting."""
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)


class _Speaking:
    """What the library's fetchers use to reach a service, by way of ours."""

    issuers: Issuers
    most_bytes = _MOST_BYTES

    def _get(self, url: str, *, acceptable_content_types: Collection[str]) -> Awaitable[Any]:
        return self._sent(url, None, {"Accept": ",".join(sorted(acceptable_content_types))})

    def _post(
        self, url: str, data: bytes, *, content_type: str, acceptable_content_types: Collection[str]
    ) -> Awaitable[Any]:
        return self._sent(
            url, data, {"Accept": ",".join(sorted(acceptable_content_types)), "Content-Type": content_type}
        )

    def _sent(self, url: str, data: bytes | None, headers: dict[str, str]) -> Awaitable[Said]:
        ask: Callable[..., Said] = self.issuers.asked
        return to_thread(ask, url, content=data, headers=headers, most_bytes=self.most_bytes)


class _Answers(_Speaking, RequestsOCSPFetcher):
    most_bytes = _MOST_BYTES_OF_AN_ANSWER

    def __init__(self, issuers: Issuers, budget: FetchBudget) -> None:
        super().__init__(budget=budget)
        self.issuers = issuers

    async def _fetch_single(self, ocsp_url: str, ocsp_request: ocsp.OCSPRequest) -> ocsp.OCSPResponse:
        """A service that says “try later”, or nonsense, has not answered."""
        try:
            answer: ocsp.OCSPResponse = await super()._fetch_single(ocsp_url, ocsp_request)  # type: ignore[no-untyped-call]  # the library does not say its types here
        except (errors.OCSPFetchError, errors.OCSPValidationError, ValueError) as error:
            self.issuers.silent.add(urlsplit(ocsp_url).netloc.rpartition("@")[2])
            raise errors.OCSPFetchError(type(error).__name__) from error
        return answer


class _Lists(_Speaking, RequestsCRLFetcher):
    def __init__(self, issuers: Issuers, budget: FetchBudget) -> None:
        super().__init__(budget=budget)  # type: ignore[no-untyped-call]  # the library does not say its types here
        self.issuers = issuers


class _Certificates(_Speaking, RequestsCertificateFetcher):
    most_bytes = _MOST_BYTES_OF_AN_ANSWER

    def __init__(self, issuers: Issuers, budget: FetchBudget) -> None:
        super().__init__(budget=budget)
        self.issuers = issuers


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    if parts.scheme not in _USUAL_PORTS or not parts.hostname or "@" in parts.netloc:
        raise NotAskedError
    if len(parts.geturl()) > _LONGEST_ADDRESS:
        raise NotAskedError
    port = parts.port or _USUAL_PORTS[parts.scheme]
    if port not in _USUAL_PORTS.values() and port < _FIRST_FREE_PORT:
        raise NotAskedError
    return parts.hostname, port


def _reachable(host: str, port: int, *, inside: Collection[str]) -> str:
    """An address of the host that may be asked. Raises NotAskedError, OSError."""
    for *_kind, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = str(place[0])
        if host in inside or is_outside(address):
            return address
    raise NotAskedError


def is_outside(address: str) -> bool:
    """Whether an IP address lies in the world outside, and leads nowhere else."""
    read = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped is not None:
            read = read.ipv4_mapped
        elif read.sixtofour is not None or read.teredo is not None or read in _TRANSLATED:
            return False
    return read.is_global and not read.is_multicast


@contextmanager
def _cut_after(seconds: float, line: _Line) -> Iterator[None]:
    """Whoever sends byte by byte does not hold anybody up either."""
    timer = threading.Timer(seconds, line.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        line.close()


def _read(answer: HTTPResponse, most_bytes: int) -> bytes:
    content = bytearray()
    while piece := answer.read1(_PIECE):
        content += piece
        if len(content) > most_bytes:
            raise ValueError("The answer is too large.")
    return bytes(content)
